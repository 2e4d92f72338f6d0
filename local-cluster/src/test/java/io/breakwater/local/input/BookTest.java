package io.breakwater.local.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.local.command.InputException;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.value.PriceScale;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookTest {
  private static final String BOOK =
      """
      {
        `accounts`: [
          {`id`: `bob`, `cash`: `-3.5`,
           `balances`: [{`instrument`: `USDT`, `amount`: `10`},
                        {`instrument`: `USDT`, `amount`: `-4`, `borrowIndex`: null}],
           `positions`: [{`instrument`: `P`, `leg`: `short`, `size`: `-1`, `entryPrice`: `99`},
                         {`instrument`: `P`, `leg`: `long`, `size`: `2`, `entryPrice`: `98`,
                          `fundingIndex`: null}]},
          {`id`: `alice`}
        ],
        `prices`: {`P`: `100.000000005`, `USDT`: `1`, `I`: `0.02`},
        `policy`: {`id`: `house`, `version`: 3, `liquidateAtEquality`: true,
                   `warningMultiplier`: `1.5`, `warningExitMultiplier`: `1.6`},
        `instruments`: [
          {`id`: `P`, `kind`: `PERPETUAL`, `version`: 7, `marginBasis`: `ENTRY`,
           `closingFeeRate`: `0.0005`, `flatMargin`: `2`, `liquidationFeeRate`: `0.01`,
           `tiers`: [{`notionalFrom`: `0`, `rate`: `0.01`},
                     {`notionalFrom`: `1000`, `rate`: `0.02`, `deduction`: `10`}]},
          {`id`: `USDT`, `kind`: `ASSET`, `depositWeight`: `0.9`, `debtWeight`: `1.1`},
          {`id`: `I`, `kind`: `INVERSE_PERPETUAL`, `priceScale`: 2, `tiers`: [{`rate`: `0.01`}]}
        ]
      }
      """;

  @TempDir private Path folder;

  private Book read(String text) {
    return Book.read(TestFiles.write(folder, "book.json", text));
  }

  @Test
  void sectionsMayComeInAnyOrder() {
    Book book = read(BOOK);

    assertThat(book.instruments())
        .extracting(i -> i.parameters().id())
        .containsExactly("P", "USDT", "I");
    assertThat(book.prices()).extracting(Book.Price::factor).containsExactly("P", "USDT", "I");
    assertThat(book.accounts()).extracting(e -> e.account().id()).containsExactly("bob", "alice");
    assertThat(book.accounts()).extracting(Book.Entry::line).containsExactly(3L, 9L);
  }

  @Test
  void everyParameterIsReadByItsName() {
    Book book = read(BOOK);

    assertThat(book.parameters("P").kind()).isEqualTo(InstrumentKind.PERPETUAL);
    assertThat(book.parameters("P").version()).isEqualTo(7);
    assertThat(book.parameters("P").priceScale()).isEqualTo(PriceScale.UNSTATED);
    assertThat(book.parameters("P").inForce().marginBasis()).isEqualTo(MarginBasis.ENTRY);
    assertThat(book.parameters("P").inForce().closingFeeRate()).isEqualByComparingTo("0.0005");
    assertThat(book.parameters("P").inForce().flatMargin()).isEqualByComparingTo("2");
    assertThat(book.parameters("P").inForce().liquidationFeeRate()).isEqualByComparingTo("0.01");
    assertThat(book.parameters("P").inForce().tiers().tiers()).hasSize(2);
    assertThat(book.parameters("USDT").inForce().depositWeight()).isEqualByComparingTo("0.9");
    assertThat(book.parameters("USDT").inForce().debtWeight()).isEqualByComparingTo("1.1");
    assertThat(book.policy().id()).isEqualTo("house");
    assertThat(book.policy().version()).isEqualTo(3);
    assertThat(book.policy().inForce().liquidateAtEquality()).isTrue();
    assertThat(book.policy().inForce().warning().entry()).isEqualByComparingTo("1.5");
    assertThat(book.policy().inForce().warning().exit()).isEqualByComparingTo("1.6");
  }

  @Test
  void whatIsSaidForCascadesIsReadByItsName() {
    Book book =
        read(
            """
            {`policy`: {`shocksBps`: [100, 500], `dustValue`: `25`, `stopAtIncentive`: true,
                        `groups`: [{`id`: `g`, `members`: [{`factor`: `P`}, {`factor`: `Q`, `beta`: `1.5`}]}],
                        `betas`: {`P`: `0.8`}, `scenarios`: [{`id`: `crash`, `moves`: {`P`: -3000}}]},
             `instruments`: [
               {`id`: `P`, `kind`: `ASSET`,
                `impact`: {`fallback`: {`model`: `SQUARE_ROOT`, `coefficient`: `1`, `dailyVolatility`: `0.03`, `dailyVolume`: `200000`}},
                `depthMaximumAgeSeconds`: 5, `insuranceFund`: `second`},
               {`id`: `Q`, `kind`: `ASSET`, `impact`: {`model`: `BOUNDED_EXPONENTIAL`, `maximum`: `0.9`, `scale`: `7`}}]}
            """);

    assertThat(book.policy().inForce().cascade())
        .isEqualTo(
            new CascadeTerms(
                List.of(100, 500),
                List.of(
                    new CascadeTerms.Group(
                        "g",
                        List.of(
                            new CascadeTerms.Member("P", BigDecimal.ONE),
                            new CascadeTerms.Member("Q", new BigDecimal("1.5"))))),
                new TreeMap<>(Map.of("P", new BigDecimal("0.8"))),
                List.of(new CascadeTerms.Scenario("crash", new TreeMap<>(Map.of("P", -3000)))),
                new BigDecimal("25"),
                true));
    assertThat(book.parameters("P").inForce().impact())
        .isEqualTo(
            new ImpactTerms(
                new ImpactRule.DepthCurve(),
                new ImpactRule.SquareRoot(
                    BigDecimal.ONE, new BigDecimal("0.03"), new BigDecimal("200000")),
                5,
                "second"));
    assertThat(book.parameters("Q").inForce().impact().rule())
        .isEqualTo(new ImpactRule.BoundedExponential(new BigDecimal("0.9"), new BigDecimal("7")));
  }

  @Test
  void aNegativeBalanceIsADebt() {
    Account bob = read(BOOK).accounts().get(0).account();

    assertThat(bob.cash()).isEqualByComparingTo("-3.5");
    assertThat(bob.balances())
        .extracting(b -> b.side() + " " + b.amount())
        .containsExactly("DEPOSIT 10", "DEBT 4");
    assertThat(bob.balances()).extracting(b -> b.side()).contains(BalanceSide.DEBT);
  }

  @Test
  void positionsMayCarryALeg() {
    Account bob = read(BOOK).accounts().get(0).account();

    assertThat(bob.positions())
        .extracting(p -> p.leg() + " " + p.size() + " " + p.entryPrice())
        .containsExactly("long 2 98", "short -1 99");
  }

  @ParameterizedTest
  @CsvSource({
    "8, 1.000000005, 1",
    "8, 1.000000015, 1.00000002",
    "2, 10000.015, 10000.02",
    "2, 10000.025, 10000.02",
    "0, 999999.5, 1000000",
    "0, 1000000.5, 1000000",
    "18, 0.000000000000000001, 0.000000000000000001",
  })
  void pricesAreRoundedHalfEvenToThePriceScale(int scale, String written, String price) {
    Book book =
        read(
            "{`instruments`: [{`id`: `A`, `kind`: `ASSET`, `priceScale`: "
                + scale
                + "}], `prices`: {`A`: `"
                + written
                + "`}}");

    assertThat(book.value("A")).isEqualByComparingTo(price);
  }

  @Test
  void whatIsLeftOutIsNothing() {
    Book book = read("{}");

    assertThat(book.accounts()).isEmpty();
    assertThat(book.policy().id()).isEqualTo("default");
    assertThat(book.policy().inForce()).isEqualTo(PolicyTerms.DEFAULT);
    assertThat(read("{`policy`: {}}").policy().inForce()).isEqualTo(PolicyTerms.DEFAULT);
  }

  @Test
  void mayBePacked() {
    Book book = Book.read(TestFiles.writeGzip(folder, "book.json.gz", BOOK));

    assertThat(book.accounts()).hasSize(2);
  }

  /** Each a book of one instrument P, one asset USDT, and the section that is wrong on line 5. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      maxCharsPerColumn = 1000,
      value = {
        "`prices`: {`Q`: `0.000000001`} | the price of Q, 0.000000001, would change by more than one part in a million at its price scale of 8",
        "`prices`: {`P`: `0`} | the price of P is 0: it must be above 0",
        "`prices`: {`P`: `-5`} | the price of P is -5: it must be above 0",
        "`prices`: {`P`: `five`} | prices.P cannot be read: 'five' is not a decimal",
        "`prices`: {`P`: `1`, `P`: `1`} | prices.P appears twice",
        "`prices`: {`R`: `1`} | prices name R, which is not among the instruments",
        "`price`: {`P`: `1`} | price is not a known field: use factors, instruments, policy, prices, accounts",
        "`policy`: {`warningMultiplier`: `0.5`} | policy: multipliers must fall with severity",
        "`policy`: {`liquidateAtEquality`: `yes`} | policy.liquidateAtEquality must be true or false",
        "`accounts`: [{`cash`: `1`}] | accounts[0] lacks id",
        "`accounts`: [{`id`: ``}] | accounts[0]: account id is empty",
        "`accounts`: [{`id`: `a`}, {`id`: `a`}] | accounts[1] is a second account a",
        "`accounts`: [{`id`: `a`, `cash`: `1`, `equity`: `1`}] | accounts[0].equity is not a known field",
        "`accounts`: [{`id`: `a`, `balances`: [{`instrument`: `P`, `amount`: `1`}]}] | a balance in P, which is no ASSET",
        "`accounts`: [{`id`: `a`, `balances`: [{`instrument`: `USDT`}]}] | accounts[0].balances[0] lacks amount",
        "`accounts`: [{`id`: `a`, `balances`: [{`amount`: `1`}]}] | accounts[0].balances[0] lacks instrument",
        "`accounts`: [{`id`: `a`, `balances`: [{`instrument`: `USDT`, `amount`: `1`}, {`instrument`: `USDT`, `amount`: `2`}]}] | accounts[0].balances[1] is a second DEPOSIT of USDT",
        "`accounts`: [{`id`: `a`, `balances`: [{`instrument`: `USDT`, `amount`: `1`, `side`: `DEBT`}]}] | accounts[0].balances[0].side is not a known field",
        "`accounts`: [{`id`: `a`, `positions`: [{`instrument`: `USDT`, `size`: `1`, `entryPrice`: `1`}]}] | a position in USDT, which is an ASSET",
        "`accounts`: [{`id`: `a`, `positions`: [{`instrument`: `I`, `size`: `1`, `entryPrice`: `0`}]}] | a position in I with entryPrice 0",
        "`accounts`: [{`id`: `a`, `positions`: [{`instrument`: `I`, `size`: `1`}]}] | the position of account a in I lacks entryPrice",
        "`accounts`: [{`positions`: [{`instrument`: `P`, `size`: `-1`}], `id`: `a`}] | the position of account a in P lacks entryPrice",
        "`accounts`: [{`id`: `a`, `positions`: [{`instrument`: `P`, `size`: `1`, `entryPrice`: null}]}] | accounts[0].positions[0].entryPrice must be a decimal",
        "`accounts`: [{`id`: `a`, `positions`: [{`instrument`: `P`, `size`: `1`, `entryPrice`: `1`, `fundingIndex`: `0`}]}] | accounts[0].positions[0]: the position in P states a fundingIndex, but this version does not have",
        "`accounts`: [{`id`: `a`, `balances`: [{`instrument`: `USDT`, `amount`: `-1`, `borrowIndex`: `0`}]}] | accounts[0].balances[0]: index of USDT is 0",
        "`accounts`: [{`id`: `a`, `balances`: [{`instrument`: `USDT`, `amount`: `1`, `supplyIndex`: `-1`}]}] | accounts[0].balances[0]: index of USDT is -1",
        "`factors`: [{`id`: `F`, `quotient`: [`P`, `USDT`]}] | factors[0].quotient asks for a rule that this version does not have: a factor derives from others as their product alone",
        "`factors`: [{`id`: `P`, `oracle`: {}}] | factors[0].oracle lacks sources: give it",
        "`factors`: [{`id`: `F`}, {`id`: `F`}] | factors[1] is a second factor F: give each id once",
        "`factors`: [{`id`: `F`, `kind`: `FUNDING_INDEX`}] | factors[0]: factor F is a FUNDING_INDEX: this version has no rule that rests on one",
        "`factors`: [{`id`: `F`, `product`: [`P`, `F`]}] | factors[0]: factor F is a product of itself",
        "`factors`: [{`id`: `F`, `product`: [`P`, `G`]}, {`id`: `G`, `product`: [`F`, `USDT`]}] | factor G would derive from itself through F",
        "`factors`: [{`id`: `F`, `product`: [`P`, `R`]}, {`id`: `G`, `product`: [`F`, `R`]}] | factor G would have R in it twice",
        "`factors`: [{`id`: `F`, `product`: [`P`, `USDT`]}], `prices`: {`F`: `1`} | prices name F, which is the product P × USDT: give prices of these, it follows",
        "`accounts`: [{`id`: `a`, `positions`: [{`instrument`: `P`, `size`: `1`, `entryPrice`: `1`}, {`instrument`: `P`, `size`: `2`, `entryPrice`: `1`}]}] | accounts[0].positions[1] is a second position in P leg ''",
        "`accounts`: [{`id`: `a`, `positions`: [{`instrument`: `P`, `size`: `1`, `entryPrice`: `-1`}]}] | accounts[0].positions[0]: entryPrice of P is -1",
        "`accounts`: {} | accounts must be a list",
        "`policy`: {`shocksBps`: [50, 50]} | policy: shocksBps must rise",
        "`policy`: {`betas`: {`P`: `high`}} | policy.betas.P cannot be read: 'high' is not a decimal",
        "`policy`: {`scenarios`: [{`id`: `s`, `moves`: {`P`: -20000}}]} | policy: scenario s moves P by -20000 bps",
        "`policy`: {`groups`: [{`id`: `g`, `members`: [{`beta`: `1`}]}]} | policy.groups[0].members[0] lacks factor",
        "`factors`: [{`id`: `F`, `product`: [`P`, `Q`]}], `policy`: {`groups`: [{`id`: `g`, `members`: [{`factor`: `P`}, {`factor`: `Q`}]}]} | group g names P and Q, which are both in the product F",
      })
  void refusalsNameTheLine(String section, String message) {
    String text =
        """
        {`instruments`: [
          {`id`: `P`, `kind`: `PERPETUAL`, `tiers`: [{`rate`: `0.01`}]},
          {`id`: `I`, `kind`: `INVERSE_PERPETUAL`, `tiers`: [{`rate`: `0.01`}]},
          {`id`: `USDT`, `kind`: `ASSET`}, {`id`: `Q`, `kind`: `ASSET`, `priceScale`: 8}],
         %s}
        """
            .formatted(section);

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve("book.json") + ", line 5: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      maxCharsPerColumn = 1000,
      value = {
        "{`kind`: `ASSET`} | lacks id",
        "{`id`: `A`} | lacks kind",
        "{`id`: ` `, `kind`: `ASSET`} | is empty",
        "{`id`: `B`, `kind`: `ASSET`} | is a second instrument B",
        "{`id`: `A`, `kind`: `OPTION`} | is an OPTION",
        "{`id`: `A`, `kind`: `PERPETUAL`} | has no tiers",
        "{`id`: `A`, `kind`: `ASSET`, `priceScale`: 19} | has priceScale 19",
        "{`id`: `A`, `kind`: `ASSET`, `depositWeight`: `1.01`} | depositWeight is 1.01",
        "{`id`: `A`, `kind`: `ASSET`, `debtWeight`: `0.99`} | debtWeight is 0.99",
        "{`id`: `A`, `kind`: `FUTURE`, `tiers`: [{`notionalFrom`: `1`, `rate`: `0.1`}]} | start the table at 0",
        "{`id`: `A`, `kind`: `FUTURE`, `tiers`: [{`rate`: `0.1`}, {`notionalFrom`: `9`, `rate`: `0.05`}]} | rates must not fall",
        "{`id`: `A`, `kind`: `FUTURE`, `tiers`: [{`rate`: `0.1`}, {`rate`: `0.2`}]} | repeats the bound",
        "{`id`: `A`, `kind`: `FUTURE`, `tiers`: [{`rate`: `0.1`}, {`notionalFrom`: `9`, `rate`: `0.2`, `deduction`: `0`}]} | a table that jumps in notional is refused",
        "{`id`: `A`, `kind`: `FUTURE`, `closingFeeRate`: `0.1`, `tiers`: [{`rate`: `0.9`}]} | must stay below 1",
        "{`id`: `A`, `kind`: `FUTURE`, `tiers`: [{`rate`: `0.1`, `maximum`: `9`}]} | instruments[1].tiers[0].maximum is not a known field",
        "{`id`: `A`, `kind`: `ASSET`, `scheduled`: [{`effectiveTime`: 1700000000000, `parameters`: {}}]} | instruments[1] schedules a change at 1700000000000, which lies in January 1970, before the year 2009: give microseconds",
        "{`id`: `A`, `kind`: `ASSET`, `price`: `B`, `priceScale`: 2} | instrument A states a priceScale, but the factor B prices it",
        "{`id`: `A`, `kind`: `FUTURE`, `settlement`: `USDC`} | instruments[1].settlement asks for a rule that this version does not have",
        "{`id`: `A`, `kind`: `FUTURE`, `contractSize`: `10`} | instruments[1].contractSize asks for a rule that this version does not have",
        "{`id`: `A`, `kind`: `FUTURE`, `fundingIndex`: `F`} | instruments[1].fundingIndex asks for a rule that this version does not have",
        "{`id`: `A`, `kind`: `FUTURE`, `tiers`: [{`rate`: `0`}], `borrowIndex`: `F`} | only balances of assets grow by one",
        "{`id`: `A`, `kind`: `ASSET`, `supplyIndex`: `A`} | supplyIndex is the factor of the price, A: name another",
        "{`id`: `A`, `kind`: `ASSET`, `impact`: {`model`: `CUBIC`}} | instruments[1].impact.model is 'CUBIC': use one of DEPTH_CURVE, LINEAR, SQUARE_ROOT, BOUNDED_EXPONENTIAL",
        "{`id`: `A`, `kind`: `ASSET`, `impact`: {`model`: `LINEAR`}} | impact: LINEAR lacks depth: give it",
        "{`id`: `A`, `kind`: `ASSET`, `impact`: {`depth`: `1`}} | impact: DEPTH_CURVE has no use for depth: leave it out",
        "{`id`: `A`, `kind`: `ASSET`, `impact`: {`fallback`: {`model`: `DEPTH_CURVE`}}} | impact: a fallback is LINEAR, SQUARE_ROOT or BOUNDED_EXPONENTIAL",
        "{`id`: `A`, `kind`: `ASSET`, `impact`: {`fallback`: {`fallback`: {}}}} | impact.fallback.fallback is not a known field",
        "{`id`: `A`, `kind`: `ASSET`, `depthMaximumAgeSeconds`: 0} | depthMaximumAgeSeconds is 0: it is 1 or more",
        "{`id`: `A`, `kind`: `ASSET`, `insuranceFund`: ``} | insuranceFund is empty",
        "{`id`: `A`, `kind`: `ASSET`, `oracle`: {}} | instruments[1].oracle asks for a rule that this version does not have: what is judged is the factor that prices it",
      })
  void instrumentsAreRefusedWithTheirLine(String instrument, String message) {
    String text = "{`instruments`: [\n{`id`: `B`, `kind`: `ASSET`},\n" + instrument + "]}";

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve("book.json") + ", line 3: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{} {}", "{`accounts`: [}", "\u0000"})
  void whatIsNotOneObjectIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("book.json, line 1: ");
  }

  @Test
  void anArchiveThatIsCutShortIsASentence() throws IOException {
    Path whole = TestFiles.writeGzip(folder, "whole.json.gz", BOOK);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.json.gz"), Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> Book.read(cut))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(cut + ": ends in the middle");
  }

  @Test
  void everyPrefixIsRefusedWithASentence() {
    String text = BOOK.strip();
    for (int length = 0; length < text.length(); length++) {
      String prefix = text.substring(0, length);
      assertThatThrownBy(() -> read(prefix)).as(prefix).isInstanceOf(InputException.class);
    }
  }

  @Test
  void aMissingFileIsASentence() {
    assertThatThrownBy(() -> Book.read(folder.resolve("none.json")))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("none.json: there is no such file: check the path.");
    assertThatThrownBy(() -> Book.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("is a folder: name a file.");
  }

  @Test
  void valuesOfDerivedFactorsFollowFromTheirOperands() {
    Book book =
        Book.read(
            TestFiles.write(
                folder,
                "b.json",
                """
                {`prices`: {`base`: `2000`, `rate`: `1.2285`, `index`: `1.5`},
                 `factors`: [{`id`: `twice`, `product`: [`once`, `index`]},
                             {`id`: `once`, `scale`: 0, `product`: [`rate`, `base`]},
                             {`id`: `base`, `scale`: 2}],
                 `instruments`: [{`id`: `A`, `kind`: `ASSET`, `price`: `twice`},
                                 {`id`: `B`, `kind`: `ASSET`, `price`: `base`, `borrowIndex`: `index`}]}
                """));

    assertThat(book.value("once")).isEqualTo("2457");
    assertThat(book.value("twice")).isEqualByComparingTo("3685.5");
    assertThat(book.value("base*index")).isEqualByComparingTo("3000");
    assertThat(book.value("A")).isNull();
    assertThat(book.product("base*index")).hasToString("base × index");
    assertThat(book.product("base")).isNull();
    assertThat(book.prices())
        .extracting(Book.Price::factor)
        .containsExactly("base", "rate", "index");
  }

  @Test
  void anInstrumentAndItsOwnFactorStateOneScale() {
    Path file =
        TestFiles.write(
            folder,
            "b.json",
            """
            {`factors`: [{`id`: `A`, `scale`: 2}],
             `instruments`: [{`id`: `A`, `kind`: `ASSET`, `priceScale`: 8}]}
            """);

    assertThatThrownBy(() -> Book.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "line 2: instrument A states a priceScale of 8, and its factor a scale of 2");
  }
}
