package io.breakwater.cascade.ladder;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.Figures;
import io.breakwater.cascade.record.LiquidationLevels;
import io.breakwater.collections.LongRows;
import io.breakwater.collections.Words128;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** LiquidationLevels of a ladder: exact sums, since no cell lies on both sides of a shock. */
public final class LadderLevels {
  private static final int ACCOUNTS = 0;
  private static final int SIZE = 1;
  private static final int NOTIONAL = 3;
  private static final int WORDS = 5;
  private static final int BPS_DECIMALS = 4;

  private final LadderSums sums;

  private LadderLevels(LadderSums sums) {
    this.sums = sums;
  }

  /** The aggregate's values. */
  public static LiquidationLevels of(LadderSums sums) {
    LadderLevels levels = new LadderLevels(sums);
    List<LiquidationLevels.Shock> shocks = new ArrayList<>();
    List<LiquidationLevels.Cell> cells = new ArrayList<>();
    for (Side side : Side.values()) {
      levels.addShocks(side, shocks);
      levels.addCells(side, cells);
    }
    return new LiquidationLevels(Figures.price(sums.grid().exactMark()), shocks, cells);
  }

  private void addShocks(Side side, List<LiquidationLevels.Shock> shocks) {
    LongRows groups = sums.side(side).groups();
    List<Integer> shocksBps = sums.grid().shocksBps();
    long[] bySteps = new long[(shocksBps.size() + 2) * WORDS];
    for (int row = 0; row < groups.size(); row++) {
      int step = SideSums.step(groups.key(row) >>> SideSums.GROUP_BITS);
      add(bySteps, step * WORDS, groups, row);
    }
    shocks.add(shock(side, 0, bySteps, 0));
    for (int i = 0; i < shocksBps.size(); i++) {
      int at = (i + 1) * WORDS;
      addAll(bySteps, at, bySteps, at - WORDS);
      shocks.add(shock(side, shocksBps.get(i), bySteps, at));
    }
  }

  private static void add(long[] words, int at, LongRows groups, int row) {
    long[] added = groups.words();
    int from = groups.offset(row);
    words[at + ACCOUNTS] += added[from + SideSums.ACCOUNTS];
    add(words, at + SIZE, added, from + SideSums.SIZE);
    add(words, at + NOTIONAL, added, from + SideSums.NOTIONAL);
  }

  private static void addAll(long[] words, int at, long[] added, int from) {
    words[at + ACCOUNTS] += added[from + ACCOUNTS];
    add(words, at + SIZE, added, from + SIZE);
    add(words, at + NOTIONAL, added, from + NOTIONAL);
  }

  private static void add(long[] words, int at, long[] added, int from) {
    Words128.add(words, at, added[from], added[from + 1]);
  }

  private LiquidationLevels.Shock shock(Side side, int bps, long[] words, int at) {
    BigDecimal size = Words128.value(words, at + SIZE, Figures.SIZE);
    BigDecimal move = BigDecimal.valueOf((long) side.sign() * bps, BPS_DECIMALS);
    BigDecimal shocked =
        sums.grid().exactMark().multiply(BigDecimal.ONE.add(move)).max(BigDecimal.ZERO);
    BigDecimal atShock = size.multiply(shocked).setScale(Figures.MONEY, RoundingMode.HALF_EVEN);
    return new LiquidationLevels.Shock(
        side,
        bps,
        words[at + ACCOUNTS],
        Decimals.canonical(size),
        notional(words, at),
        Decimals.canonical(atShock));
  }

  private static BigDecimal notional(long[] words, int at) {
    return Decimals.canonical(Words128.value(words, at + NOTIONAL, Figures.MONEY));
  }

  private void addCells(Side side, List<LiquidationLevels.Cell> cells) {
    LongRows told = told(side);
    int[] rising = told.byKey();
    for (int i = 0; i < rising.length; i++) {
      int row = rising[side == Side.UP ? i : rising.length - 1 - i];
      cells.add(cell(side, told, row));
    }
  }

  private LongRows told(Side side) {
    SideSums ladder = sums.side(side);
    LongRows groups = ladder.groups();
    LongRows told = new LongRows(WORDS);
    for (int row = 0; row < groups.size(); row++) {
      long cell = groups.key(row) >>> SideSums.GROUP_BITS;
      if (SideSums.step(cell) > 0) {
        int number = sums.grid().told(side, SideSums.isOpen(cell), ladder.logCell(cell));
        int at = told.offset(told.findOrAdd(number));
        add(told.words(), at, groups, row);
      }
    }
    return told;
  }

  private LiquidationLevels.Cell cell(Side side, LongRows told, int row) {
    int number = (int) told.key(row);
    int at = told.offset(row);
    return new LiquidationLevels.Cell(
        side,
        sums.grid().from(number),
        sums.grid().to(number),
        told.words()[at + ACCOUNTS],
        Decimals.canonical(Words128.value(told.words(), at + SIZE, Figures.SIZE)),
        notional(told.words(), at));
  }
}
