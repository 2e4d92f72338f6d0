package io.breakwater.cascade.record;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.oracle.Validity;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Aggregates of every kind such as no market would give, but all within their ranges. */
public final class RandomAggregates {
  private final Random random;

  public RandomAggregates(Random random) {
    this.random = random;
  }

  public RiskAggregate any() {
    return of(one(AggregateKind.values()));
  }

  public RiskAggregate of(AggregateKind kind) {
    AggregateHeader header =
        new AggregateHeader(
            random.nextBoolean() ? AggregateHeader.WHOLE_SYSTEM : text(),
            random.nextInt(1_000_000) * 1_000_000L,
            count(),
            count(),
            random.nextInt(3),
            some(() -> one(Flag.values())));
    return new RiskAggregate(header, values(kind));
  }

  private AggregateValues values(AggregateKind kind) {
    return switch (kind) {
      case LIQUIDATION_LEVELS -> liquidationLevels();
      case DEPTH_COVERAGE -> depthCoverage();
      case CASCADE_PROJECTION -> cascadeProjection();
      case BACKLOG -> backlog();
      case BAD_DEBT -> badDebt();
      case HEALTH_DISTRIBUTION -> healthDistribution();
      case CONCENTRATION -> concentration();
      case ORACLE_QUALITY -> oracleQuality();
      case LEVERAGE -> leverage();
    };
  }

  LiquidationLevels liquidationLevels() {
    return new LiquidationLevels(
        figure(), some(this::liquidationLevelsShock), some(this::liquidationLevelsCell));
  }

  private LiquidationLevels.Shock liquidationLevelsShock() {
    return new LiquidationLevels.Shock(
        side(), random.nextInt(10_000), count(), figure(), figure(), figure());
  }

  private LiquidationLevels.Cell liquidationLevelsCell() {
    return new LiquidationLevels.Cell(side(), figure(), figure(), count(), figure(), figure());
  }

  DepthCoverage depthCoverage() {
    return new DepthCoverage(
        maybe(this::count),
        some(this::depthCoverageShock),
        depthCoverageBySide(),
        depthCoverageBySide(),
        some(this::depthCoverageAirPocket));
  }

  private DepthCoverage.Shock depthCoverageShock() {
    return new DepthCoverage.Shock(side(), random.nextInt(10_000), figure(), figure(), figure());
  }

  private DepthCoverage.BySide depthCoverageBySide() {
    return new DepthCoverage.BySide(figure(), figure());
  }

  private DepthCoverage.AirPocket depthCoverageAirPocket() {
    return new DepthCoverage.AirPocket(side(), figure(), figure());
  }

  CascadeProjection cascadeProjection() {
    return new CascadeProjection(maybe(this::text), some(this::cascadeProjectionScenario));
  }

  private CascadeProjection.Scenario cascadeProjectionScenario() {
    return new CascadeProjection.Scenario(
        text(),
        maybe(this::side),
        maybe(() -> random.nextInt(10_000)),
        one(Bound.values()),
        maybe(() -> random.nextInt(10_000)),
        maybe(this::count),
        figure(),
        figure(),
        figure(),
        figure(),
        figure(),
        figure(),
        figure(),
        figure(),
        figure(),
        figure(),
        figure());
  }

  Backlog backlog() {
    return new Backlog(
        backlogGroup(), backlogGroup(), backlogHeld(), backlogPending(), backlogLatency());
  }

  private Backlog.Group backlogGroup() {
    return new Backlog.Group(count(), figure(), figure(), maybe(this::count));
  }

  private Backlog.Held backlogHeld() {
    return new Backlog.Held(count(), figure(), maybe(this::count), some(this::backlogHeldBy));
  }

  private Backlog.HeldBy backlogHeldBy() {
    return new Backlog.HeldBy(text(), count());
  }

  private Backlog.Pending backlogPending() {
    return new Backlog.Pending(count());
  }

  private Backlog.Latency backlogLatency() {
    return new Backlog.Latency(maybe(this::count), maybe(this::count));
  }

  BadDebt badDebt() {
    return new BadDebt(figure(), figure(), figure(), figure());
  }

  HealthDistribution healthDistribution() {
    return new HealthDistribution(
        some(this::healthDistributionBin), some(this::healthDistributionBin));
  }

  private HealthDistribution.Bin healthDistributionBin() {
    return new HealthDistribution.Bin(figure(), figure(), count(), figure(), figure(), figure());
  }

  Concentration concentration() {
    return new Concentration(some(this::concentrationShare), some(this::concentrationWatched));
  }

  private Concentration.Share concentrationShare() {
    return new Concentration.Share(side(), figure(), maybe(this::shares));
  }

  private Concentration.Watched concentrationWatched() {
    return new Concentration.Watched(text(), side(), figure(), figure());
  }

  OracleQuality oracleQuality() {
    return new OracleQuality(
        one(Validity.values()),
        figure(),
        figure(),
        figure(),
        maybe(this::count),
        random.nextInt(10_000),
        random.nextInt(10_000),
        figure(),
        oracleQualityAmbiguous());
  }

  private OracleQuality.Ambiguous oracleQualityAmbiguous() {
    return new OracleQuality.Ambiguous(count(), figure());
  }

  Leverage leverage() {
    return new Leverage(leverageOpenInterest(), figure(), figure(), figure());
  }

  private Leverage.OpenInterest leverageOpenInterest() {
    return new Leverage.OpenInterest(figure(), figure());
  }

  private List<BigDecimal> shares() {
    return List.of(BigDecimal.ONE, new BigDecimal("0.5"), BigDecimal.ZERO);
  }

  private Side side() {
    return one(Side.values());
  }

  private String text() {
    return "é" + random.nextInt(1_000);
  }

  private long count() {
    return random.nextInt(1_000_000);
  }

  private BigDecimal figure() {
    return random.nextInt(8) == 0
        ? null
        : Decimals.canonical(BigDecimal.valueOf(random.nextLong() >> 8, random.nextInt(12)));
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> some(Supplier<T> value) {
    List<T> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(value.get());
    }
    return values;
  }
}
