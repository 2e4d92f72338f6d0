package io.breakwater.cascade.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.MarkerBuilder;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.WorkedCase;
import io.breakwater.cascade.record.AggregateKind;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.ImpactRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkedCaseTest {
  private static final CascadeTerms TERMS =
      new CascadeTerms(
          List.of(300, 350, 500, 800),
          List.of(),
          new TreeMap<>(),
          List.of(),
          BigDecimal.ZERO,
          false);

  @ParameterizedTest
  @CsvSource({
    "300, 2,  1000,  3000, 3.000, 95.8914,        ,    0.00,   108.57",
    "350, 2,  3000,  6000, 2.000, 94.5700,        ,  114.61,  2290.00",
    "500, 2,  6000, 10000, 1.667, 91.8786,   1.624, 4146.88, 16464.29",
    "800, 2, 10000, 15000, 1.500, 87.6629,        , 39536.43, 70307.14"
  })
  void everyDigitOfTheCascadesThroughDepth(
      int bps,
      int rounds,
      BigDecimal first,
      BigDecimal total,
      BigDecimal multiplier,
      BigDecimal finalPrice,
      BigDecimal amplification,
      BigDecimal badDebt,
      BigDecimal atFinalPrice) {
    CascadeProjection.Scenario scenario = scenario(WorkedCase.withDepth(), bps);
    assertThat(scenario.rounds()).isEqualTo(rounds);
    assertThat(scenario.firstSize()).isEqualByComparingTo(first);
    assertThat(scenario.totalSize()).isEqualByComparingTo(total);
    assertRounds(scenario.multiplier(), multiplier);
    if (finalPrice != null) {
      assertRounds(scenario.finalPrice(), finalPrice);
    }
    if (amplification != null) {
      assertRounds(scenario.amplification(), amplification);
    }
    if (badDebt != null) {
      assertRounds(scenario.badDebt(), badDebt);
      assertRounds(scenario.badDebtAtFinalPrice(), atFinalPrice);
    }
  }

  @Test
  void linearImpact() {
    CascadeProjection.Scenario scenario =
        scenario(WorkedCase.with(new ImpactRule.Linear(new BigDecimal("400000"))), 500);
    assertThat(scenario.totalSize()).isEqualByComparingTo("10000");
    assertThat(scenario.finalPrice()).isEqualByComparingTo("92.6250");
    assertThat(scenario.badDebt()).isEqualByComparingTo("3137.50");
    assertThat(scenario.badDebtAtFinalPrice()).isEqualByComparingTo("11500.00");
  }

  @Test
  void squareRootImpact() {
    ImpactRule rule =
        new ImpactRule.SquareRoot(BigDecimal.ONE, new BigDecimal("0.03"), new BigDecimal("200000"));
    CascadeProjection.Scenario scenario = scenario(WorkedCase.with(rule), 500);
    assertThat(scenario.rounds()).isEqualTo(1);
    assertThat(scenario.totalSize()).isEqualByComparingTo("6000");
    assertRounds(scenario.finalPrice(), new BigDecimal("94.5064"));
  }

  @Test
  void halfOfTheDepthCoversWhatFallsWithinFivePerCent() {
    DepthCoverage coverage =
        (DepthCoverage) values(WorkedCase.withDepth(), AggregateKind.DEPTH_COVERAGE);
    assertThat(coverage.shocks())
        .filteredOn(shock -> shock.side() == Side.DOWN && shock.bps() == 500)
        .singleElement()
        .satisfies(shock -> assertThat(shock.coverage()).isEqualByComparingTo("0.375"));
  }

  private static CascadeProjection.Scenario scenario(MarkerBuilder marker, int bps) {
    CascadeProjection projection =
        (CascadeProjection) values(marker, AggregateKind.CASCADE_PROJECTION);
    return projection.scenarios().stream()
        .filter(each -> each.side() == Side.DOWN && each.bps() == bps)
        .findFirst()
        .orElseThrow();
  }

  private static Object values(MarkerBuilder marker, AggregateKind kind) {
    return AggregatesFromScratch.of(marker.with(TERMS).build()).all().stream()
        .filter(each -> each.values().kind() == kind)
        .findFirst()
        .orElseThrow()
        .values();
  }

  /** To the digits that are stated. */
  private static void assertRounds(BigDecimal value, BigDecimal stated) {
    assertThat(value.setScale(stated.scale(), RoundingMode.HALF_EVEN)).isEqualTo(stated);
  }
}
