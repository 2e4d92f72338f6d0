package io.breakwater.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference evaluator says what the venues say of their own accounts. */
class VenueVectorsTest {
  private static final BigDecimal STEP = new BigDecimal("0.00000001");

  @ParameterizedTest
  @MethodSource("io.breakwater.margin.VenueVector#withVerdict")
  void liquidatableWhereTheVenueSaysSo(VenueVector vector) {
    assertThat(isLiquidatable(vector, vector.market())).isEqualTo(vector.liquidatable());
  }

  @ParameterizedTest
  @MethodSource("io.breakwater.margin.VenueVector#withRequirement")
  void requirementThatTheVenueStates(VenueVector vector) {
    assertThat(ReferenceEvaluator.value(vector.account(), vector.market()).requirement())
        .isEqualTo(vector.requirement());
  }

  @ParameterizedTest
  @MethodSource("io.breakwater.margin.VenueVector#withLiquidationPrice")
  void becomesLiquidatableAtTheVenuesPrice(VenueVector vector) {
    assertThat(isLiquidatable(vector, vector.above(STEP))).isFalse();
    assertThat(isLiquidatable(vector, vector.atOrBelow())).isTrue();
  }

  private static boolean isLiquidatable(VenueVector vector, FixedMarket market) {
    return ReferenceEvaluator.level(vector.account(), Level.HEALTHY, market).isLiquidatable();
  }
}
