package io.breakwater.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Limits;
import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of instruments, factors and what derives from one there are only so many. */
class MarketLimitsTest {
  private final List<MarketEvent> events = new ArrayList<>();
  private final List<RejectedRecord> rejected = new ArrayList<>();
  private final MarketOrder order =
      new MarketOrder(Inputs.POLICY, 0, new Ordered(events, rejected));

  private void apply(MarketInput input) {
    order.apply(input, input.time());
  }

  private void instrument(String id, long version) {
    apply(
        Inputs.instrument(
            new InstrumentParameters(
                id, InstrumentKind.PERPETUAL, PriceScale.UNSTATED, version, Inputs.LOW, List.of()),
            version));
  }

  private void factor(String id, Product product, long version) {
    apply(
        Inputs.factor(
            new RiskFactorParameters(
                id, FactorKind.PRICE, product, version, FactorTerms.UNSTATED, List.of()),
            version));
  }

  private void requireOneRefused(String... words) {
    assertThat(rejected).hasSize(1);
    assertThat(rejected.get(0).reason()).isEqualTo(Refusal.TOO_LARGE);
    assertThat(rejected.get(0).message()).contains(words);
  }

  @Test
  void oneInstrumentMoreIsRefusedAndThoseThereAreGoOn() {
    for (int i = 0; i < Limits.INSTRUMENTS; i++) {
      instrument("I" + i, 1);
    }
    assertThat(rejected).isEmpty();
    assertThat(events).hasSize(Limits.INSTRUMENTS);

    instrument("more", 1);
    instrument("I3", 2);

    requireOneRefused("instrument more", "100,001 instruments", "may be 100,000");
    assertThat(events).hasSize(Limits.INSTRUMENTS + 1);
  }

  @Test
  void oneFactorMoreIsRefusedAndThoseThereAreGoOn() {
    for (int i = 0; i < Limits.FACTORS; i++) {
      factor("F" + i, null, 1);
    }
    assertThat(rejected).isEmpty();

    factor("more", null, 1);
    factor("F3", null, 2);

    requireOneRefused("factor more", "100,001 factors", "may be 100,000");
  }

  @Test
  void oneMoreThatDerivesFromAFactorIsRefused() {
    for (int i = 0; i < Limits.DERIVED; i++) {
      factor("D" + i, new Product("BTC", "R" + i), 1);
    }
    assertThat(rejected).isEmpty();

    factor("more", new Product("R", "BTC"), 1);

    requireOneRefused("10,001 factors that derive from BTC", "may be 10,000");
  }

  /** What derives from a derived one derives from what that does. */
  @Test
  void theyAreCountedAtEveryDepth() {
    factor("outer", new Product("inner", "C"), 1);
    for (int i = 1; i < Limits.DERIVED - 1; i++) {
      factor("D" + i, new Product("BTC", "R" + i), 1);
    }
    factor("inner", new Product("BTC", "R"), 1);
    assertThat(rejected).isEmpty();

    factor("more", new Product("inner", "E"), 1);

    requireOneRefused("10,001 factors that derive from BTC");
  }
}
