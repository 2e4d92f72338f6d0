package io.breakwater.local;

import static io.breakwater.local.VenueExample.quotient;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Accounts whose collateral moves with what they owe, under the public rules of venues: {@code
 * explain} has to liquidate where the venue's own formula does, downwards and upwards, and nowhere
 * else.
 *
 * <p>In the comments p is the price looked for, Q a size in USD, e the entry price, D the coins
 * deposited and r the maintenance rate. What is expected is the venue's formula with the account's
 * numbers put in, not a result of this project; numbers that a venue prints are compared besides,
 * to the digits that it prints.
 *
 * <p>Every example fails if instrument and coin are taken to move apart, for the price of one would
 * then move while the other kept its value: a margin coin would count the same at the liquidation
 * price as today, a hedge would be liquidated by the rise that its coins pay for, and a loop by the
 * rise of its debt alone. {@link #takenApartNoPriceLiquidatesWhereTheVenueDoes} runs each that way;
 * the comments give what comes of it.
 */
class VenueFactorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What explain may round an end by, relatively: towards liquidating earlier. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.0000001");

  private static final BigDecimal INWARDS = new BigDecimal("0.000001");

  private static final String FROM_ONE_PER_CENT =
      """
      [{"rate": "0.01"}]""";

  @TempDir private Path folder;

  static Stream<VenueExample> examples() {
    return Stream.of(coinMargined(), lending(), hedged(), haircut()).flatMap(list -> list);
  }

  /** Inverse contracts with their own coin as margin. */
  static Stream<VenueExample> coinMargined() {
    return Stream.of(krakenLong(), binanceLong(), gateLong(), gateShort());
  }

  static Stream<VenueExample> lending() {
    return Stream.concat(loops(), Stream.of(aaveSupplied(), aaveOwed()));
  }

  /** A pegged token lent for its base. */
  static Stream<VenueExample> loops() {
    return Stream.of(aavePrime(), aaveCore(), morpho(), compound());
  }

  /** A coin, and an inverse short of it. */
  static Stream<VenueExample> hedged() {
    return Stream.of(bybitHedged(), ethenaHedged(), gateHalfHedged(), gateOverHedged());
  }

  /** Linear contracts with their own coin as collateral. */
  static Stream<VenueExample> haircut() {
    return Stream.of(
        krakenMultiLong(), krakenMultiShort(), krakenMultiHedged(), binanceMulti(), deribitCross());
  }

  /**
   * Kraken, Equity Protection Process, example of a liquidation
   * (support.kraken.com/hc/en-us/articles/360022835671): long 1,000 contracts of 1 USD at 8,000
   * with 0.01 BTC; maintenance margin is 1 % of the position. It prints a liquidation at 7481 and a
   * bankruptcy at 7407, cut off to whole dollars.
   *
   * <p>D + Q/e − Q/p = r · Q/p: 0.01 + 0.125 = 1010/p, p = 1010 / 0.135 = 7481.48. (With the
   * requirement fixed at entry it would be 1000 / 0.13375 = 7476.64, which is not what Kraken
   * prints.) Taken apart, the coin stays worth 80 USD and p is 7440. Nothing is left at 1000 /
   * 0.135 = 7407.41, wherever the mark is.
   */
  private static VenueExample krakenLong() {
    return inverse(
            "Kraken, inverse long",
            "0.01",
            "1000",
            "8000",
            new Rates("0.01", "0"),
            quotient("1010", "0.135"),
            null)
        .printed("/prices/0/criticalPrices/below", "7481", "1")
        .printed("/closeOut/0/bankruptcyPrice", "7407", "1");
  }

  /**
   * Binance, How to Calculate Liquidation Price of Coin-M Futures Contracts
   * (binance.com/en/support/faq/ceccfcfb4e3a45e3b48b0b1bb1a8ae46): 100 contracts of 100 USD at
   * 25,000 need 0.0016 BTC, 0.4 % of 0.4 BTC: 40 USD. Long, with 0.02 BTC.
   *
   * <p>Liquidated when the wallet and the profit are down to the requirement: D + Q/e − Q/p = r ·
   * Q/p: p = 10040 / 0.42 = 23904.76. Taken apart 23850.
   */
  private static VenueExample binanceLong() {
    return inverse(
            "Binance COIN-M, long",
            "0.02",
            "10000",
            "25000",
            new Rates("0.004", "0"),
            quotient("10040", "0.42"),
            null)
        .printed("/maintenanceMargin", "40", "0");
  }

  /**
   * Gate, its support's answer on the liquidation price of inverse contracts
   * (gatenode.pro/post/status/3870211): p = Q · e · (1 + r + taker fee) / (Q + D · e) for a long
   * one, the taker fee being 0.075 %.
   *
   * <p>Q = 60,000, e = 50,000, D = 0.12, r = 0.5 %: 3 · 10^9 · 1.00575 / 66000 = 45715.9. Taken
   * apart 45287.5.
   */
  private static VenueExample gateLong() {
    return inverse(
        "Gate, inverse long with a closing fee",
        "0.12",
        "60000",
        "50000",
        new Rates("0.005", "0.00075"),
        quotient("3017250000", "66000"),
        null);
  }

  /**
   * The same of a short one: p = Q · e · (1 − r − taker fee) / (Q − D · e) = 3 · 10^9 · 0.99425 /
   * 54000 = 55236.1. Taken apart 54712.5: liquidated before the venue does.
   */
  private static VenueExample gateShort() {
    return inverse(
        "Gate, inverse short with a closing fee",
        "0.12",
        "-60000",
        "50000",
        new Rates("0.005", "0.00075"),
        null,
        quotient("2982750000", "54000"));
  }

  /**
   * Aave governance, LRT and wstETH Unification (governance.aave.com, topic 21739): in the Prime
   * instance wstETH has a liquidation threshold of 96.5 % in e-mode, and a leverage of 22.44 has a
   * health factor of 1.01. Health factor: collateral · threshold / debt, liquidated below 1
   * (aave.com/help/borrowing/liquidations).
   *
   * <p>Leverage 22.44: 22.44 ETH in 18.7 wstETH at a rate of 1.2, owing 21.44 ETH. Liquidated at
   * the rate 21.44 / (0.965 · 18.7) = 1.18811, at no price of ETH. Taken apart, a rise of WETH
   * alone by 1 % liquidates.
   */
  private static VenueExample aavePrime() {
    return loop("Aave Prime, 22.44 times", "0.965", "18.7", "1.2", "21.44")
        .printed("/healthFactor", "1.01", "0.005");
  }

  /** There too: elsewhere the threshold is 95 %, and 1.01 allows a leverage of 16.83. */
  private static VenueExample aaveCore() {
    return loop("Aave Core, 16.83 times", "0.95", "14.025", "1.2", "15.83")
        .printed("/healthFactor", "1.01", "0.005");
  }

  /**
   * Seamless, wstETH/ETH 25x (docs.seamlessprotocol.com): a Morpho market with a liquidation
   * loan-to-value of 96.5 %, whose oracle is Lido's own rate, at a collateral ratio of 1.041666667.
   * Morpho liquidates once the loan exceeds that part of the collateral.
   *
   * <p>20 wstETH at 1.25 for 24 ETH: 25/24 is that ratio. Liquidated at the rate 24 / (0.965 · 20)
   * = 1.24352. Taken apart, a rise of WETH alone by 0.52 % liquidates.
   */
  private static VenueExample morpho() {
    return loop("Morpho, 25 times", "0.965", "20", "1.25", "24");
  }

  /**
   * Compound III, wstETH in the WETH market of Base (comp.xyz, topic 5404): liquidation factor 93
   * %, at the rate to ETH. Liquidated when collateral · factor is less than the debt.
   *
   * <p>50 wstETH for 50 ETH: at the rate 50 / (0.93 · 50) = 1.07527. Taken apart, a rise of WETH
   * alone by 10.7 % liquidates.
   */
  private static VenueExample compound() {
    return loop("Compound III, WETH on Base", "0.93", "50", "1.19", "50");
  }

  /**
   * Aave, Liquidations (aave.com/help/borrowing/liquidations): 10,000 USD of ETH with a threshold
   * of 80 % for 6,000 USD have a health factor of 1.333. Here 2,000 of the 6,000 are ETH again.
   *
   * <p>0.8 · 5 · p = 1 · p + 4000: p = 4000/3 = 1333.33. Taken apart, what is supplied liquidates
   * at 1500.
   */
  private static VenueExample aaveSupplied() {
    return aave("Aave, ETH supplied and owed", "2000", "5", "0", "-1", "-4000")
        .ends(quotient("4000", "3"), null)
        .printed("/healthFactor", "1.333", "0.0005");
  }

  /**
   * The same rule, upwards: 2 ETH and 10,000 USDC with a threshold of 78 % for 6 ETH.
   *
   * <p>0.8 · 2 · p + 7800 = 6 · p: p = 7800 / 4.4 = 1772.73. Taken apart, what is owed liquidates
   * at 1700.
   */
  private static VenueExample aaveOwed() {
    return aave("Aave, more ETH owed than supplied", "1500", "2", "10000", "-6", "0")
        .ends(null, quotient("7800", "4.4"));
  }

  /**
   * Bybit, Holding a 1x Leverage Sell Short Position
   * (help.bybit.com/hc/en-us/articles/900005380983): 1 BTC, all of it short once, keeps its value
   * in USD. Its scenarios go from 40,000 to 20,000 and to 80,000.
   *
   * <p>By the formula of Gate above, with 0.5 % and no fee: p = 40000 · 40000 · 0.995 / (40000 − 1
   * · 40000), and that is none. (Where a venue fixes the requirement in coins at entry, as Bybit's
   * isolated mode does with 0.005 BTC here, that ends at 40000 / 0.005, 200 times the entry price;
   * the rule here is at the mark.) Taken apart, a rise of the contract to 79800 liquidates.
   */
  private static VenueExample bybitHedged() {
    return inverse("Bybit, hedged", "1", "-40000", "40000", new Rates("0.005", "0"), null, null)
        .printed("/equity", "40000", "0");
  }

  /**
   * Ethena, Delta-Neutral Examples
   * (docs.ethena.fi/solution-overview/usde-overview/delta-neutral-examples): 1 ETH at 1 USD and
   * short one contract of 1 USD are worth 1 USD at 0.1 and at 100. Required is 1 % at the mark, the
   * least that Deribit takes (support.deribit.com/hc/en-us/articles/25944826427293). Taken apart, a
   * rise of the contract to 1.99 liquidates.
   */
  private static VenueExample ethenaHedged() {
    return inverse("Ethena, hedged", "1", "-1", "1", new Rates("0.01", "0"), null, null)
        .printed("/equity", "1", "0");
  }

  /**
   * Half of the coins short, by Gate's formula: Q − D · e is below 0, no price rises so far, and at
   * 0 there are still 20,000 USD. Taken apart, a rise of the contract to 119770 liquidates.
   */
  private static VenueExample gateHalfHedged() {
    return inverse(
        "Gate, half hedged", "1", "-20000", "40000", new Rates("0.005", "0.00075"), null, null);
  }

  /**
   * A quarter too much short: p = 50000 · 40000 · 0.99425 / (50000 − 40000) = 198850. Taken apart,
   * a rise of the contract to 71770 liquidates.
   */
  private static VenueExample gateOverHedged() {
    return inverse(
        "Gate, hedged too much",
        "1",
        "-50000",
        "40000",
        new Rates("0.005", "0.00075"),
        null,
        quotient("1988500000", "10000"));
  }

  /**
   * Kraken, Futures Collateral Currencies (support.kraken.com/hc/en-us/articles/4843323030164): 0.5
   * BTC at 35,000 with a haircut of 4 % count for 16,800 USD. Multi-collateral margin equity is
   * balance · price · (1 − haircut) + profit (articles/4844463246100), liquidated below the
   * maintenance margin, from 1 % (articles/360022835651). Long 2 BTC from 35,000: the 700 that the
   * haircut takes and 700 for the position.
   *
   * <p>0.48 · p + 2 · (p − 35000) = 0.02 · p: p = 70000 / 2.46 = 28455.28. Taken apart, the
   * contract liquidates at 26868.69.
   */
  private static VenueExample krakenMultiLong() {
    return linear("Kraken multi-collateral, long", "35000", "0.5", "0.96", "2", FROM_ONE_PER_CENT)
        .ends(quotient("70000", "2.46"), null)
        .printed("/maintenanceMargin", "1400", "0");
  }

  /**
   * Short 2 BTC: 0.48 · p − 2 · (p − 35000) = 0.02 · p: p = 70000 / 1.54 = 45454.55. Taken apart,
   * the contract liquidates at 42970.30.
   */
  private static VenueExample krakenMultiShort() {
    return linear("Kraken multi-collateral, short", "35000", "0.5", "0.96", "-2", FROM_ONE_PER_CENT)
        .ends(null, quotient("70000", "1.54"));
  }

  /**
   * Hedged by a linear short, haircut 3 % (its table there): 1.94 · p − 2 · (p − 35000) = 0.02 · p:
   * the haircut leaves a price after all, p = 70000 / 0.08 = 875000. Taken apart 68267.33.
   */
  private static VenueExample krakenMultiHedged() {
    return linear("Kraken multi-collateral, hedged", "35000", "2", "0.97", "-2", FROM_ONE_PER_CENT)
        .ends(null, quotient("70000", "0.08"));
  }

  /**
   * Binance, What Is Multi-Assets Mode
   * (binance.com/en/support/faq/29b45c485d664028b9ca1cdf90b24f6f): ETH counts for 95 %. ETHUSDT
   * needs 0.5 %, from 10,000 on 0.65 % less a maintenance amount of 10000 · (0.65 % − 0.5 %) = 15
   * (its table as in freqtrade's test_liquidation_price_binance); the rate to take is that of the
   * notional at the liquidation price. Short 4 ETH from 2,000 with 1 ETH.
   *
   * <p>0.95 · p − 4 · (p − 2000) = 0.0065 · 4 · p − 15: p = 8015 / 3.076 = 2605.66, the notional
   * 10,423 being in the second bracket. Taken apart, the contract liquidates at 2462.69, in the
   * first.
   */
  private static VenueExample binanceMulti() {
    return linear(
            "Binance multi-assets, short",
            "2000",
            "1",
            "0.95",
            "-4",
            """
            [{"notionalFrom": "0", "rate": "0.005"}, {"notionalFrom": "10000", "rate": "0.0065"}]""")
        .ends(null, quotient("8015", "3.076"));
  }

  /**
   * Deribit, Linear Perpetual (support.deribit.com/hc/en-us/articles/25944738177565): 25 BTC of
   * BTC_USDC need 1 % + 25 · 0.005 % = 1.125 %, 28,125 USDC at 100,000. Cross collateral has
   * haircuts for initial margin alone (articles/25944777203869). Long, with 3 BTC.
   *
   * <p>3 · p + 25 · (p − 100000) = 0.28125 · p: p = 2500000 / 27.71875 = 90191.66. Taken apart, the
   * contract liquidates at 89001.26.
   */
  private static VenueExample deribitCross() {
    return linear(
            "Deribit cross collateral, long",
            "100000",
            "3",
            "1",
            "25",
            """
            [{"rate": "0.01125"}]""")
        .ends(quotient("2500000", "27.71875"), null)
        .printed("/maintenanceMargin", "28125", "0");
  }

  /** Of the size in USD; of an inverse contract they are required at the mark price. */
  private record Rates(String maintenance, String closingFee) {}

  /** The market stands at the entry price. */
  private static VenueExample inverse(
      String name,
      String deposit,
      String size,
      String entry,
      Rates rates,
      BigDecimal below,
      BigDecimal above) {
    String book =
        """
        {"instruments": [{"id": "COIN", "kind": "ASSET"},
                         {"id": "COINUSD", "kind": "INVERSE_PERPETUAL", "price": "COIN",
                          "tiers": [{"rate": "%s"}], "closingFeeRate": "%s"}],
         "prices": {"COIN": "%s"},
         "accounts": [{"id": "a", "balances": [{"instrument": "COIN", "amount": "%s"}],
                       "positions": [{"instrument": "COINUSD", "size": "%s", "entryPrice": "%s"}]}]}
        """
            .formatted(rates.maintenance(), rates.closingFee(), entry, deposit, size, entry);
    return VenueExample.of(name, "COIN", book).ends(below, above);
  }

  /** wstETH supplied and WETH owed: debt / (threshold · supplied) is the rate at which it ends. */
  private static VenueExample loop(
      String name, String threshold, String supplied, String rate, String debt) {
    String book =
        """
        {"factors": [{"id": "wstETH", "product": ["wstETH/ETH", "ETH"]}],
         "instruments": [{"id": "wstETH", "kind": "ASSET", "depositWeight": "%s"},
                         {"id": "WETH", "kind": "ASSET", "price": "ETH"}],
         "prices": {"wstETH/ETH": "%s", "ETH": "2000"},
         "accounts": [{"id": "a", "balances": [{"instrument": "wstETH", "amount": "%s"},
                                               {"instrument": "WETH", "amount": "-%s"}]}]}
        """
            .formatted(threshold, rate, supplied, debt);
    BigDecimal weighted = new BigDecimal(threshold).multiply(new BigDecimal(supplied));
    return VenueExample.of(name, "wstETH/ETH", book)
        .ends(quotient(debt, weighted.toPlainString()), null);
  }

  /** ETH supplied and ETH owed, each its own token, with USDC supplied or owed. */
  private static VenueExample aave(
      String name, String price, String ether, String dollars, String owed, String dollarsOwed) {
    String book =
        """
        {"instruments": [{"id": "aWETH", "kind": "ASSET", "price": "ETH", "depositWeight": "0.8"},
                         {"id": "debtWETH", "kind": "ASSET", "price": "ETH"},
                         {"id": "USDC", "kind": "ASSET", "depositWeight": "0.78"}],
         "prices": {"ETH": "%s", "USDC": "1"},
         "accounts": [{"id": "a", "balances": [{"instrument": "aWETH", "amount": "%s"},
                                               {"instrument": "debtWETH", "amount": "%s"},
                                               {"instrument": "USDC", "amount": "%s"}]}]}
        """
            .formatted(price, ether, owed, dollars.equals("0") ? dollarsOwed : dollars);
    return VenueExample.of(name, "ETH", book);
  }

  /** The market stands at the entry price. */
  private static VenueExample linear(
      String name, String entry, String deposit, String weight, String size, String tiers) {
    String book =
        """
        {"instruments": [{"id": "COIN", "kind": "ASSET", "depositWeight": "%s"},
                         {"id": "COIN-PERP", "kind": "PERPETUAL", "price": "COIN", "tiers": %s}],
         "prices": {"COIN": "%s"},
         "accounts": [{"id": "a", "balances": [{"instrument": "COIN", "amount": "%s"}],
                       "positions": [{"instrument": "COIN-PERP", "size": "%s", "entryPrice": "%s"}]}]}
        """
            .formatted(weight, tiers, entry, deposit, size, entry);
    return VenueExample.of(name, "COIN", book);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void endsAreTheVenues(VenueExample example) throws IOException {
    JsonNode account = explained(example.book());

    assertThat(account.at("/liquidatable").asBoolean()).isFalse();
    assertThat(row(account, example.factor()).at("/unsafeAtEveryPrice").asBoolean()).isFalse();
    assertThat(hasEnds(row(account, example.factor()), example)).as(account.toString()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void numbersAreAsTheVenuePrintsThem(VenueExample example) throws IOException {
    JsonNode account = explained(example.book());

    for (VenueExample.Published published : example.published()) {
      BigDecimal said = new BigDecimal(account.at(published.pointer()).asText());
      assertThat(said.subtract(new BigDecimal(published.value())).abs())
          .as("%s: %s", published, said)
          .isLessThanOrEqualTo(new BigDecimal(published.rounding()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void liquidatableBeyondAnEndAlone(VenueExample example) throws IOException {
    if (example.below() != null) {
      BigDecimal step = example.below().multiply(INWARDS);
      assertThat(isLiquidatableAt(example, example.below().add(step))).isFalse();
      assertThat(isLiquidatableAt(example, example.below().subtract(step))).isTrue();
    }
    if (example.above() != null) {
      BigDecimal step = example.above().multiply(INWARDS);
      assertThat(isLiquidatableAt(example, example.above().subtract(step))).isFalse();
      assertThat(isLiquidatableAt(example, example.above().add(step))).isTrue();
    }
  }

  /** No row of any price has the venue's ends. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void takenApartNoPriceLiquidatesWhereTheVenueDoes(VenueExample example) throws IOException {
    JsonNode apart = explained(example.bookTakenApart());

    assertThat(rows(apart)).hasSizeGreaterThan(1).noneMatch(row -> hasEnds(row, example));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("loops")
  void aLoopIsLiquidatedAtNoPriceOfItsBase(VenueExample example) throws IOException {
    JsonNode base = row(explained(example.book()), "ETH");
    JsonNode alone = row(explained(example.bookTakenApart()), "WETH");

    assertThat(base.at("/criticalPrices/below").isNull()).isTrue();
    assertThat(base.at("/criticalPrices/above").isNull()).isTrue();
    assertThat(alone.at("/criticalPrices/above").isNull()).isFalse();
  }

  /** The scenarios of Bybit (half, twice) and of Ethena (a tenth, a hundredfold), and lower. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("fullyHedged")
  void aFullHedgeIsWorthTheSameAtEveryPrice(VenueExample example) throws IOException {
    BigDecimal worth = new BigDecimal(example.published().get(0).value());
    for (String factor : List.of("0.0001", "0.1", "0.5", "2", "100")) {
      JsonNode account = explained(example.bookAt(worth.multiply(new BigDecimal(factor))));

      assertThat(new BigDecimal(account.at("/equity").asText())).isEqualByComparingTo(worth);
      assertThat(account.at("/level").asText()).isEqualTo("HEALTHY");
    }
  }

  static Stream<VenueExample> fullyHedged() {
    return Stream.of(bybitHedged(), ethenaHedged());
  }

  private boolean isLiquidatableAt(VenueExample example, BigDecimal price) throws IOException {
    return explained(example.bookAt(price)).at("/liquidatable").asBoolean();
  }

  private JsonNode explained(String book) throws IOException {
    Path file = Files.writeString(folder.resolve("book.json"), book);
    CommandRun run = CommandRun.of("explain", "--json", file);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private static List<JsonNode> rows(JsonNode account) {
    return StreamSupport.stream(account.at("/prices").spliterator(), false).toList();
  }

  private static JsonNode row(JsonNode account, String factor) {
    return rows(account).stream()
        .filter(row -> row.at("/price").asText().equals(factor))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row of " + factor + ": " + account));
  }

  private static boolean hasEnds(JsonNode row, VenueExample example) {
    JsonNode ends = row.at("/criticalPrices");
    return isEnd(ends.get("below"), example.below(), BigDecimal.ONE)
        && isEnd(ends.get("above"), example.above(), BigDecimal.ONE.negate());
  }

  /**
   * Whether it is the price, or beyond it by the rounding at most, in the direction of the sign.
   */
  private static boolean isEnd(JsonNode end, BigDecimal price, BigDecimal sign) {
    if (price == null || end.isNull()) {
      return price == null && end.isNull();
    }
    BigDecimal inwards = new BigDecimal(end.asText()).subtract(price).multiply(sign);
    BigDecimal tiny = price.movePointLeft(30);
    return inwards.compareTo(tiny.negate()) >= 0
        && inwards.compareTo(price.multiply(ROUNDING)) <= 0;
  }
}
