package io.breakwater.margin.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.terms.PolicyTerms;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class FrozenMarketTest {

  @Test
  void whatComesAfterDoesNotReachIt() {
    FloatMarket market = new FloatMarket();
    market.setPolicy(Samples.STRICT);
    market.setParameters(0, Samples.perpetual("I", "0", "0.1").inForce());
    market.setValue(3, 12_345, 2);
    int pricing = market.pricing(3, 0);
    FrozenMarket frozen = new FrozenMarket();
    frozen.take(market);

    market.setValue(3, 99, 0);
    market.setParameters(0, Samples.perpetual("I", "0", "0.2").inForce());
    market.setPolicy(atLeast("1.2"));
    for (int factor = 4; factor < 200; factor++) {
      market.setValue(factor, 1, 0);
      market.pricing(factor, 0);
    }

    assertThat(frozen.value(3)).isEqualTo(123.45);
    assertThat(frozen.exactValue(3)).isEqualTo(new BigDecimal("123.45"));
    assertThat(frozen.factor(pricing)).isEqualTo(3);
    assertThat(frozen.tiers(pricing).rate()).containsExactly(0.1);
    assertThat(frozen.pricings()).isEqualTo(1);
    assertThat(frozen.entry()).isEqualTo(1);
    assertThat(frozen.liquidatesAtZero()).isFalse();

    frozen.take(market);
    assertThat(frozen.value(3)).isEqualTo(99);
    assertThat(frozen.tiers(pricing).rate()).containsExactly(0.2);
    assertThat(frozen.pricings()).isEqualTo(197);
    assertThat(frozen.entry()).isEqualTo(1.2);
    assertThat(frozen.liquidatesAtZero()).isTrue();
  }

  private static PolicyTerms atLeast(String liquidatable) {
    return Samples.withEquality(
        new PolicyTerms(
            PolicyTerms.Threshold.of("2"),
            PolicyTerms.Threshold.of(liquidatable),
            PolicyTerms.Threshold.of("0.5"),
            PolicyTerms.Threshold.of("0"),
            false,
            Samples.STRICT.closeOut()));
  }
}
