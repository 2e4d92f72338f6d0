package io.breakwater.kafka;

import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.schemas.CascadeBound;
import io.breakwater.schemas.CascadeProjectionValues;
import io.breakwater.schemas.CascadeSide;
import io.breakwater.schemas.ProjectedScenario;

/** The values of {@code CascadeProjection} in records of the topic {@code risk-aggregates}. */
final class CascadeProjectionRecords {
  private CascadeProjectionRecords() {}

  /** The values as their record has them. */
  static CascadeProjectionValues toAvro(CascadeProjection values, AggregateFigures figures) {
    return CascadeProjectionValues.newBuilder()
        .setImpact(values.impact())
        .setScenarios(values.scenarios().stream().map(each -> scenario(each, figures)).toList())
        .build();
  }

  private static ProjectedScenario scenario(
      CascadeProjection.Scenario scenario, AggregateFigures figures) {
    return ProjectedScenario.newBuilder()
        .setScenario(scenario.scenario())
        .setSide(scenario.side() == null ? null : Fields.symbol(CascadeSide.class, scenario.side()))
        .setBps(scenario.bps())
        .setBound(Fields.symbol(CascadeBound.class, scenario.bound()))
        .setRounds(scenario.rounds())
        .setAccounts(scenario.accounts())
        .setFirstSize(figures.of(scenario.firstSize()))
        .setTotalSize(figures.of(scenario.totalSize()))
        .setMultiplier(figures.of(scenario.multiplier()))
        .setFinalPrice(figures.of(scenario.finalPrice()))
        .setAmplification(figures.of(scenario.amplification()))
        .setBadDebt(figures.of(scenario.badDebt()))
        .setBadDebtAtFinalPrice(figures.of(scenario.badDebtAtFinalPrice()))
        .setFundUsed(figures.of(scenario.fundUsed()))
        .setShortfall(figures.of(scenario.shortfall()))
        .setToDeleverage(figures.of(scenario.toDeleverage()))
        .setStalledSize(figures.of(scenario.stalledSize()))
        .build();
  }
}
