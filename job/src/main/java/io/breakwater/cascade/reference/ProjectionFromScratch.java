package io.breakwater.cascade.reference;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * CascadeProjection of a row, by simulation: the exact totals, told as POINT. There is no UPPER in
 * it, since a simulation is no bound of anything.
 */
final class ProjectionFromScratch {
  private ProjectionFromScratch() {}

  static CascadeProjection of(Row row) {
    List<CascadeProjection.Scenario> scenarios = new ArrayList<>();
    String model = null;
    for (Side side : Side.values()) {
      Impact impact = row.market().impact(side);
      model = model == null && impact != null ? impact.model() : model;
      for (int bps : row.marker().terms().shocksBps()) {
        scenarios.add(
            impact == null
                ? missing(side, bps)
                : scenario(row, side, bps, simulation(row, side).after(Exact.share(bps))));
      }
    }
    return new CascadeProjection(model, scenarios);
  }

  /**
   * The simulation of a side.
   *
   * @return null where nobody says how the price is moved
   */
  static CascadeSimulation simulation(Row row, Side side) {
    Impact impact = row.market().impact(side);
    return impact == null
        ? null
        : new CascadeSimulation(
            row.closings().get(side),
            side,
            row.mark(),
            impact,
            row.marker().terms().stopAtIncentive());
  }

  private static CascadeProjection.Scenario missing(Side side, int bps) {
    return new CascadeProjection.Scenario(
        CascadeProjection.SHOCK,
        side,
        bps,
        Bound.POINT,
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

  /** What has come of a shock, as a record tells it. */
  static CascadeProjection.Scenario scenario(
      Row row, Side side, int bps, CascadeSimulation.Outcome outcome) {
    BigDecimal fund = outcome.badDebt() == null ? null : row.market().fund();
    BigDecimal used = fund == null ? null : outcome.badDebt().min(fund);
    BigDecimal shortfall = fund == null ? null : outcome.badDebt().subtract(used);
    return new CascadeProjection.Scenario(
        CascadeProjection.SHOCK,
        side,
        bps,
        Bound.POINT,
        outcome.rounds(),
        outcome.accounts(),
        Exact.size(outcome.firstSize()),
        Exact.size(outcome.totalSize()),
        Exact.ratio(outcome.totalSize(), outcome.firstSize()),
        outcome.finalPrice() == null ? null : Figures.price(outcome.finalPrice()),
        outcome.finalMove() == null ? null : Exact.ratio(outcome.finalMove(), Exact.share(bps)),
        money(outcome.badDebt()),
        money(outcome.badDebtAtFinalPrice()),
        money(used),
        money(shortfall),
        shortfall == null ? null : Exact.size(toDeleverage(outcome, shortfall)),
        Exact.size(outcome.stalledSize()));
  }

  private static BigDecimal money(BigDecimal value) {
    return value == null ? null : Exact.money(value);
  }

  private static BigDecimal toDeleverage(CascadeSimulation.Outcome outcome, BigDecimal shortfall) {
    return outcome.badDebt().signum() == 0
        ? BigDecimal.ZERO
        : Exact.quotient(outcome.sizeWithBadDebt().multiply(shortfall), outcome.badDebt());
  }
}
