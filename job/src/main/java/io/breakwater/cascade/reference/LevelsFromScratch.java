package io.breakwater.cascade.reference;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.Figures;
import io.breakwater.cascade.record.LiquidationLevels;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** LiquidationLevels of a row. */
final class LevelsFromScratch {
  private LevelsFromScratch() {}

  static LiquidationLevels of(Row row) {
    List<LiquidationLevels.Shock> shocks = new ArrayList<>();
    List<LiquidationLevels.Cell> cells = new ArrayList<>();
    for (Side side : Side.values()) {
      shocks.add(
          shock(
              row,
              side,
              0,
              row.closings().get(side).stream().filter(AccountClosing::isBacklog).toList()));
      for (int bps : row.marker().terms().shocksBps()) {
        shocks.add(shock(row, side, bps, row.reached(side, Exact.share(bps))));
      }
      cells.addAll(cells(row, side));
    }
    return new LiquidationLevels(Figures.price(row.mark()), shocks, cells);
  }

  private static LiquidationLevels.Shock shock(
      Row row, Side side, int bps, List<AccountClosing> closings) {
    BigDecimal size = Row.sum(closings);
    return new LiquidationLevels.Shock(
        side,
        bps,
        closings.size(),
        Exact.size(size),
        Exact.money(atTrigger(closings)),
        Exact.money(size.multiply(row.shocked(side, Exact.share(bps)))));
  }

  private static BigDecimal atTrigger(List<AccountClosing> closings) {
    return closings.stream()
        .map(AccountClosing::notionalAtTrigger)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<LiquidationLevels.Cell> cells(Row row, Side side) {
    Map<LadderCell, List<AccountClosing>> byCell = new LinkedHashMap<>();
    for (AccountClosing closing : row.closings().get(side)) {
      if (!closing.isBacklog()) {
        byCell
            .computeIfAbsent(LadderCell.of(closing.price(), row.mark()), c -> new ArrayList<>())
            .add(closing);
      }
    }
    List<LiquidationLevels.Cell> cells = new ArrayList<>();
    byCell.forEach(
        (cell, closings) ->
            cells.add(
                new LiquidationLevels.Cell(
                    side,
                    cell.from(),
                    cell.to(),
                    closings.size(),
                    Exact.size(Row.sum(closings)),
                    Exact.money(atTrigger(closings)))));
    return cells;
  }
}
