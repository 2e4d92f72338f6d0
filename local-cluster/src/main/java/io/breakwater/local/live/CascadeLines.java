package io.breakwater.local.live;

import io.breakwater.schemas.CascadeBound;
import io.breakwater.schemas.CascadeFlag;
import io.breakwater.schemas.CascadeProjection;
import io.breakwater.schemas.CascadeSide;
import io.breakwater.schemas.LevelsCell;
import io.breakwater.schemas.LiquidationLevels;
import io.breakwater.schemas.ProjectedScenario;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What waits near one price, and how far a fall of it would run: in a few lines. */
final class CascadeLines {
  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int MOST_CELLS = 4;
  private static final List<Integer> SHOCKS_BPS = List.of(500, 1000);
  private static final double BPS_PER_PERCENT = 100;
  private static final String INDENT = " ".repeat(21);

  private CascadeLines() {}

  static List<String> of(LiquidationLevels levels, CascadeProjection projection) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s  %-12s at %s%s",
            Figures.time(levels.getAsOf().getEpochSecond() * MICROS_PER_SECOND),
            levels.getPrice(),
            Figures.exact(levels.getValues().getMark()),
            doubts(projection.getFlags())));
    for (CascadeSide side : List.of(CascadeSide.DOWN, CascadeSide.UP)) {
      lines.add(INDENT + ladder(side, levels));
    }
    for (int bps : SHOCKS_BPS) {
      lines.add(INDENT + projected(bps, projection));
    }
    return lines;
  }

  private static String ladder(CascadeSide side, LiquidationLevels levels) {
    String name = side == CascadeSide.DOWN ? "longs below: " : "shorts above: ";
    String cells =
        levels.getValues().getCells().stream()
            .filter(cell -> cell.getSide() == side)
            .limit(MOST_CELLS)
            .map(CascadeLines::cell)
            .collect(Collectors.joining(", "));
    return name + (cells.isEmpty() ? "none" : cells);
  }

  private static String cell(LevelsCell cell) {
    BigDecimal edge = cell.getFrom() == null ? cell.getTo() : cell.getFrom();
    return Figures.exact(edge) + " " + Figures.money(cell.getNotionalAtTrigger());
  }

  private static String projected(int bps, CascadeProjection projection) {
    String shock = String.format(Locale.ROOT, "%+.0f %%: ", -bps / BPS_PER_PERCENT);
    return shock
        + projection.getValues().getScenarios().stream()
            .filter(scenario -> scenario.getSide() == CascadeSide.DOWN)
            .filter(scenario -> scenario.getBps() != null && scenario.getBps() == bps)
            .map(CascadeLines::bound)
            .collect(Collectors.joining("; "));
  }

  private static String bound(ProjectedScenario scenario) {
    String name = scenario.getBound() == CascadeBound.POINT ? "" : "at most ";
    if (scenario.getFinalPrice() == null) {
      return name + "not known";
    }
    return name
        + "to "
        + Figures.exact(scenario.getFinalPrice())
        + ", closes "
        + Figures.exact(scenario.getTotalSize())
        + " in "
        + scenario.getRounds()
        + " rounds, bad debt "
        + Figures.money(scenario.getBadDebt());
  }

  private static String doubts(List<CascadeFlag> flags) {
    List<String> words = flags.stream().map(CascadeLines::words).toList();
    return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
  }

  private static String words(CascadeFlag flag) {
    return flag.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
