package io.breakwater.cascade.projection;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.impact.ImpactModel;
import io.breakwater.cascade.impact.MarketImpact;
import io.breakwater.cascade.ladder.LadderGrid;
import io.breakwater.cascade.ladder.LadderSums;
import io.breakwater.cascade.ladder.PointSteps;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * CascadeProjection of one price: each shock of each side, by {@link PointSweep} and {@link
 * UpperSweep}.
 */
public final class PriceProjection {
  private final LadderGrid grid;
  private final MarketImpact impact;
  private final BigDecimal fund;
  private final boolean stopsAtIncentive;
  private final List<CascadeProjection.Scenario> scenarios = new ArrayList<>();
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

  private PriceProjection(
      LadderGrid grid, MarketImpact impact, BigDecimal fund, boolean stopsAtIncentive) {
    this.grid = grid;
    this.impact = impact;
    this.fund = fund;
    this.stopsAtIncentive = stopsAtIncentive;
    flags.addAll(impact.flags());
  }

  /**
   * The aggregate's values.
   *
   * @param fund balance of the instrument's insurance fund, numeraire; null without a record
   * @param stopsAtIncentive whether liquidators of deposits stop where the mean fill costs more
   *     than the incentive
   */
  public static Flagged<CascadeProjection> of(
      LadderSums sums, MarketImpact impact, BigDecimal fund, boolean stopsAtIncentive) {
    PriceProjection projection = new PriceProjection(sums.grid(), impact, fund, stopsAtIncentive);
    for (Side side : Side.values()) {
      projection.add(sums, side);
    }
    return new Flagged<>(
        new CascadeProjection(impact.name(), projection.scenarios), projection.flags);
  }

  private void add(LadderSums sums, Side side) {
    ImpactModel model = impact.model(side);
    if (model == null) {
      for (int bps : grid.shocksBps()) {
        scenarios.add(missing(side, bps, Bound.POINT));
        scenarios.add(missing(side, bps, Bound.UPPER));
      }
      return;
    }
    PointSteps groups = sums.point(side);
    PointSweep point = PointSweep.of(side, grid, groups, model, stopsAtIncentive);
    UpperSweep upper = UpperSweep.of(side, grid, sums.upper(side), groups, model, stopsAtIncentive);
    for (int i = 0; i < grid.shocksBps().size(); i++) {
      Outcome likely = point.after(i);
      Outcome most = upper.after(i).atLeast(likely, side);
      scenarios.add(told(side, grid.shocksBps().get(i), Bound.POINT, likely, likely.firstSize()));
      scenarios.add(told(side, grid.shocksBps().get(i), Bound.UPPER, most, likely.firstSize()));
      if (most.totalSize() > model.largestTold()) {
        flags.add(Flag.DEPTH_EXTRAPOLATED);
      }
    }
  }

  private static CascadeProjection.Scenario missing(Side side, int bps, Bound bound) {
    return new CascadeProjection.Scenario(
        CascadeProjection.SHOCK,
        side,
        bps,
        bound,
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
        null);
  }

  /**
   * What a record tells of an outcome.
   *
   * @param leastFirst the least that the first round can be: the multiplier is a bound of none that
   *     it may have
   */
  private CascadeProjection.Scenario told(
      Side side, int bps, Bound bound, Outcome outcome, double leastFirst) {
    double price = outcome.finalPrice();
    BigDecimal badDebt = money(outcome.badDebt());
    BigDecimal used = fund == null || badDebt == null ? null : badDebt.min(fund);
    BigDecimal shortfall = used == null ? null : badDebt.subtract(used);
    double move = grid.distance(side, price) / LadderGrid.move(bps);
    return new CascadeProjection.Scenario(
        CascadeProjection.SHOCK,
        side,
        bps,
        bound,
        outcome.rounds(),
        outcome.accounts(),
        Figures.size(outcome.firstSize()),
        Figures.size(outcome.totalSize()),
        Figures.ratio(outcome.totalSize() / leastFirst),
        Double.isFinite(price) ? Figures.price(price) : null,
        Figures.ratio(move),
        badDebt,
        money(outcome.badDebtAtFinalPrice()),
        used,
        shortfall,
        shortfall == null ? null : toDeleverage(outcome, shortfall),
        Figures.size(outcome.stalledSize()));
  }

  private static BigDecimal toDeleverage(Outcome outcome, BigDecimal shortfall) {
    double share = outcome.badDebt() == 0 ? 0 : shortfall.doubleValue() / outcome.badDebt();
    return Figures.size(outcome.sizeWithBadDebt() * Math.min(1, share));
  }

  /** Null where it is without end: no price is told for what has to close. */
  private static BigDecimal money(double value) {
    return Double.isFinite(value) ? Figures.money(value) : null;
  }
}
