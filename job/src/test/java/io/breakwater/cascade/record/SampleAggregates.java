package io.breakwater.cascade.record;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.oracle.Validity;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** One aggregate of each kind, in their order, with what may be missing missing somewhere. */
public final class SampleAggregates {
  private static final long AS_OF = 1_743_987_780_000_000L;

  private static final LiquidationLevels LEVELS =
      new LiquidationLevels(
          decimal("100"),
          List.of(
              new LiquidationLevels.Shock(
                  Side.DOWN, 0, 0, decimal("0"), decimal("0"), decimal("0")),
              new LiquidationLevels.Shock(
                  Side.DOWN, 500, 3, decimal("6000"), decimal("577551.020408"), decimal("570000"))),
          List.of(
              new LiquidationLevels.Cell(
                  Side.DOWN,
                  decimal("97.9"),
                  decimal("98"),
                  1,
                  decimal("1000"),
                  decimal("97959.183673")),
              new LiquidationLevels.Cell(
                  Side.DOWN, null, decimal("33.3333333333"), 1, decimal("0.5"), decimal("16")),
              new LiquidationLevels.Cell(
                  Side.UP, decimal("300"), null, 2, decimal("0.25"), decimal("75"))));

  private static final DepthCoverage COVERAGE =
      new DepthCoverage(
          250L,
          List.of(
              new DepthCoverage.Shock(
                  Side.DOWN, 500, decimal("16000"), decimal("0.375"), decimal("10000")),
              new DepthCoverage.Shock(Side.UP, 500, null, null, null)),
          new DepthCoverage.BySide(decimal("812.5"), null),
          new DepthCoverage.BySide(decimal("0.4"), null),
          List.of(
              new DepthCoverage.AirPocket(Side.DOWN, decimal("97.5"), decimal("96")),
              new DepthCoverage.AirPocket(Side.DOWN, decimal("80"), null)));

  private static final CascadeProjection PROJECTION =
      new CascadeProjection(
          "DEPTH_CURVE",
          List.of(
              new CascadeProjection.Scenario(
                  CascadeProjection.SHOCK,
                  Side.DOWN,
                  500,
                  Bound.POINT,
                  2,
                  4L,
                  decimal("6000"),
                  decimal("10000"),
                  decimal("1.666667"),
                  decimal("91.8786"),
                  decimal("1.624"),
                  decimal("4146.88"),
                  decimal("16464.29"),
                  decimal("4000"),
                  decimal("146.88"),
                  decimal("141.68"),
                  decimal("0")),
              new CascadeProjection.Scenario(
                  "crash",
                  null,
                  null,
                  Bound.UPPER,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null)));

  private static final Backlog BACKLOG =
      new Backlog(
          new Backlog.Group(2, decimal("5000.5"), decimal("12.25"), 1500L),
          new Backlog.Group(0, decimal("0"), decimal("0"), null),
          new Backlog.Held(1, decimal("100"), 20L, List.of(new Backlog.HeldBy("ETH", 1))),
          new Backlog.Pending(3),
          new Backlog.Latency(null, null));

  private static final BadDebt BAD_DEBT = new BadDebt(decimal("10.5"), decimal("12"), null, null);

  private static final HealthDistribution DISTRIBUTION =
      new HealthDistribution(
          List.of(
              new HealthDistribution.Bin(
                  null, decimal("0"), 1, decimal("100"), decimal("-5"), decimal("1")),
              new HealthDistribution.Bin(
                  decimal("5"), null, 7, decimal("700"), decimal("350"), decimal("7"))),
          List.of());

  private static final Concentration CONCENTRATION =
      new Concentration(
          List.of(
              new Concentration.Share(
                  Side.DOWN, decimal("0.5"), List.of(decimal("0.6"), decimal("1"), decimal("1"))),
              new Concentration.Share(Side.UP, null, null)),
          List.of(
              new Concentration.Watched("alice", Side.DOWN, decimal("204.081633"), decimal("98"))));

  private static final OracleQuality QUALITY =
      new OracleQuality(
          Validity.HALTED,
          decimal("2000"),
          decimal("1000"),
          null,
          65_000L,
          3,
          0,
          null,
          new OracleQuality.Ambiguous(2, decimal("4000")));

  private static final Leverage LEVERAGE =
      new Leverage(
          new Leverage.OpenInterest(decimal("3000"), decimal("2000")),
          decimal("500"),
          decimal("10"),
          null);

  public static final List<RiskAggregate> ALL =
      Stream.of(
              LEVELS,
              COVERAGE,
              PROJECTION,
              BACKLOG,
              BAD_DEBT,
              DISTRIBUTION,
              CONCENTRATION,
              QUALITY,
              LEVERAGE)
          .map(SampleAggregates::aggregate)
          .toList();

  private SampleAggregates() {}

  private static RiskAggregate aggregate(AggregateValues values) {
    return new RiskAggregate(
        new AggregateHeader(
            "BTC-USD", AS_OF, 4711, 3, 0, List.of(Flag.HELD_ACCOUNTS, Flag.DEPTH_STALE)),
        values);
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
