package io.breakwater.kafka;

import io.breakwater.cascade.record.LiquidationLevels;
import io.breakwater.schemas.CascadeSide;
import io.breakwater.schemas.LevelsCell;
import io.breakwater.schemas.LevelsShock;
import io.breakwater.schemas.LiquidationLevelsValues;

/** The values of {@code LiquidationLevels} in records of the topic {@code risk-aggregates}. */
final class LiquidationLevelsRecords {
  private LiquidationLevelsRecords() {}

  /** The values as their record has them. */
  static LiquidationLevelsValues toAvro(LiquidationLevels values, AggregateFigures figures) {
    return LiquidationLevelsValues.newBuilder()
        .setMark(figures.of(values.mark()))
        .setShocks(values.shocks().stream().map(each -> shock(each, figures)).toList())
        .setCells(values.cells().stream().map(each -> cell(each, figures)).toList())
        .build();
  }

  private static LevelsShock shock(LiquidationLevels.Shock shock, AggregateFigures figures) {
    return LevelsShock.newBuilder()
        .setSide(Fields.symbol(CascadeSide.class, shock.side()))
        .setBps(shock.bps())
        .setAccounts(shock.accounts())
        .setSize(figures.of(shock.size()))
        .setNotionalAtTrigger(figures.of(shock.notionalAtTrigger()))
        .setNotionalAtShock(figures.of(shock.notionalAtShock()))
        .build();
  }

  private static LevelsCell cell(LiquidationLevels.Cell cell, AggregateFigures figures) {
    return LevelsCell.newBuilder()
        .setSide(Fields.symbol(CascadeSide.class, cell.side()))
        .setFrom(figures.of(cell.from()))
        .setTo(figures.of(cell.to()))
        .setAccounts(cell.accounts())
        .setSize(figures.of(cell.size()))
        .setNotionalAtTrigger(figures.of(cell.notionalAtTrigger()))
        .build();
  }
}
