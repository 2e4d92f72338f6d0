package io.breakwater.local.recovery;

import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.value.Limits;
import io.breakwater.value.Origin;
import io.breakwater.value.PriceScale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The largest that is accepted: each id as long as one may be; positions each in an instrument of
 * its own, whose price is a product of as many observed factors as one may rest on; a factor with
 * as many sources as one may have.
 */
final class LargestInput {
  static final String ACCOUNT = longest("account");
  static final String JUDGED = longest("judged");

  private static final BigDecimal SIZE = new BigDecimal("9999999999999999999.999999999999999999");
  private static final MarginParameters RULES =
      new MarginParameters(
          new TierTable(List.of(MarginTier.of("0", "0.1"))),
          MarginBasis.MARK,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ONE,
          BigDecimal.ONE,
          new BigDecimal("0.012345678901234567"));

  private LargestInput() {}

  private static String longest(String name) {
    return name + "-" + "x".repeat(Limits.ID_BYTES - 1 - name.length());
  }

  /** Hands out the policy, and the parameters of all instruments and of their factors. */
  static void parameters(Consumer<MarketInput> taker) {
    taker.accept(
        new MarketInput.OfPolicy(
            new PolicyUpdate(
                new RiskPolicy("default", 1, PolicyTerms.DEFAULT, List.of()), 1, Origin.NONE)));
    for (int i = 0; i < Limits.ELEMENTS; i++) {
      taker.accept(product("p" + i, "l" + i, "r" + i));
      taker.accept(product("l" + i, "a" + i, "b" + i));
      taker.accept(product("r" + i, "c" + i, "d" + i));
      taker.accept(instrument(i));
    }
  }

  /** Hands out a value of each observed factor of the instruments from one number up to another. */
  static void values(int from, int to, Consumer<MarketInput> taker) {
    for (int i = from; i < to; i++) {
      for (String observed : List.of("a", "b", "c", "d")) {
        taker.accept(value(longest(observed + i), ""));
      }
    }
  }

  private static MarketInput product(String id, String left, String right) {
    return new MarketInput.OfFactor(
        new FactorUpdate(
            new RiskFactorParameters(
                longest(id),
                FactorKind.PRICE,
                new Product(longest(left), longest(right)),
                1,
                FactorTerms.UNSTATED,
                List.of()),
            1,
            Origin.NONE));
  }

  private static MarketInput instrument(int i) {
    return new MarketInput.OfInstrument(
        new InstrumentUpdate(
            new InstrumentParameters(
                longest("i" + i),
                InstrumentKind.PERPETUAL,
                new InstrumentFactors(longest("p" + i), null, null),
                PriceScale.UNSTATED,
                Long.MAX_VALUE,
                RULES,
                List.of()),
            1,
            Origin.NONE));
  }

  private static MarketInput value(String factor, String source) {
    return new MarketInput.OfPrice(
        new OraclePrice(
            factor, null, source, BigDecimal.ONE, null, 1, Long.MAX_VALUE, Origin.NONE));
  }

  /** A factor whose sources are as many as there may be, and what each of them says. */
  static List<MarketInput> judged() {
    List<SourceTerms> sources =
        IntStream.range(0, Limits.SOURCES)
            .mapToObj(i -> SourceTerms.of(longest("s" + i), BigDecimal.ONE, null, null))
            .toList();
    JudgingTerms terms = new JudgingTerms(sources, 1, 150, 200, 1_000, 5_000, null, null, 0);
    List<MarketInput> inputs = new ArrayList<>();
    inputs.add(
        new MarketInput.OfFactor(
            new FactorUpdate(
                new RiskFactorParameters(
                    JUDGED, FactorKind.PRICE, null, 1, new FactorTerms(2, terms), List.of()),
                1,
                Origin.NONE)));
    sources.forEach(source -> inputs.add(value(JUDGED, source.source())));
    return inputs;
  }

  /** Positions of the largest sizes, long and short in turn, of an account that owes cash. */
  static AccountUpdate account(String account, long sequence, int positions) {
    return account(account, sequence, 0, positions);
  }

  /** As {@link #account}, with the positions from one number up to another. */
  static AccountUpdate account(String account, long sequence, int from, int to) {
    return new AccountUpdate(
        account,
        sequence,
        1,
        new AccountChange.Snapshot(
            new BigDecimal("-99999999999999999999"),
            List.of(),
            IntStream.range(from, to).mapToObj(LargestInput::position).toList()),
        Origin.NONE);
  }

  /** Some of the positions, from one number up to another. */
  static AccountUpdate parts(String account, long sequence, int from, int to) {
    return new AccountUpdate(
        account,
        sequence,
        1,
        new AccountChange.Parts(
            null, List.of(), IntStream.range(from, to).mapToObj(LargestInput::position).toList()),
        Origin.NONE);
  }

  private static Position position(int i) {
    return new Position(
        longest("i" + i),
        longest("leg" + i),
        i % 2 == 0 ? SIZE : SIZE.negate(),
        new BigDecimal("1.000000000000000001"),
        null);
  }
}
