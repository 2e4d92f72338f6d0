package io.breakwater.cascade.ladder;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.Figures;
import io.breakwater.collections.LongRows;
import io.breakwater.collections.Words128;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The sums of one side of a ladder. A <em>cell</em> holds the closings that become liquidatable
 * between two prices and between two shocks; it has <em>groups</em> by {@link GapGroups}. The
 * backlog is apart, in cells by its gap.
 *
 * <p>Cells are those of {@link LogPrices}, or 65,536 parts of them while the groups are at most
 * {@link #MOST_GROUPS}: a ladder of few accounts tells them one by one, and one of many takes no
 * more memory than its cells. Which of both rests on what is in, not on the order in which it came:
 * the groups of a part are never more than those of the whole.
 *
 * <p>Keys sort as a price meets the cells on its way: a key holds, from its upper bits, the step (0
 * the backlog, 1 + shocks that do not reach it), whether the told cell is open, the place, the
 * group.
 */
final class SideSums {
  /** The most groups of parts of cells. */
  static final int MOST_GROUPS = 4096;

  /** Parts of a cell, bits. */
  private static final int PART_BITS = 16;

  private static final int CELL_BITS = 18;
  private static final int PLACE_BITS = CELL_BITS + PART_BITS;
  private static final long PLACES = (1L << PLACE_BITS) - 1;
  private static final int PARTS = 1 << PART_BITS;
  private static final double WIDEST_GAP = 0.5;
  private static final int GAPS = 1 << 8 + PART_BITS;
  static final int GROUP_BITS = 5;
  private static final int GROUPS = (1 << GROUP_BITS) - 1;

  /** Words of a group. */
  static final int ACCOUNTS = 0;

  static final int SIZE = 1;
  static final int NOTIONAL = 3;
  static final int LOSS = 5;
  static final int LOSS_PER_MOVE = 7;
  static final int SEIZED = 9;
  static final int SEIZED_INCENTIVE = 11;

  /**
   * What is missing with all of the mark, times the square of the move at which nothing is left.
   */
  static final int SQUARES = 13;

  static final int GROUP_WORDS = 15;

  /** Words of a cell: the trigger price nearest to the mark, then sums of the largest closings. */
  static final int NEAREST = 0;

  /** The least move at which nothing is left of one that loses with each further price. */
  static final int LEAST_MOVE = 1;

  static final int CELL_ACCOUNTS = 2;
  static final int LARGEST_SIZE = 3;
  static final int LARGEST_SEIZED = 5;

  /** What is missing at the mark of those of which something is, and grows. */
  static final int MISSING = 7;

  static final int MISSING_PER_MOVE = 9;

  /** Of those of which nothing is missing at the mark: what more is with all of the mark. */
  static final int SOUND_PER_MOVE = 11;

  /** What is missing at the trigger price of those that lose no more with further prices. */
  static final int FALLING = 13;

  static final int CELL_WORDS = 15;

  private final Side side;
  private final LadderGrid grid;
  private LongRows groups = new LongRows(GROUP_WORDS);
  private LongRows cells = new LongRows(CELL_WORDS);

  /** Bits of a place that are not told apart. */
  private int coarseness;

  /** Whether every sum fits. */
  private boolean fits = true;

  SideSums(Side side, LadderGrid grid) {
    this.side = side;
    this.grid = grid;
  }

  boolean fits() {
    return fits;
  }

  LongRows groups() {
    return groups;
  }

  LongRows cells() {
    return cells;
  }

  /** Adds a closing of this side. */
  void add(Closing closing) {
    double mark = grid.mark();
    double gap = GapGroups.gap(closing, mark);
    long key = key(closing, gap);
    addToGroup(groups.findOrAdd(key), closing, mark);
    int known = cells.size();
    int cell = cells.findOrAdd(key >>> GROUP_BITS);
    if (cell == known) {
      begin(cells, cell);
    }
    addToCell(cell, closing, mark);
    fit();
  }

  private long key(Closing closing, double gap) {
    int step = closing.isBacklog ? 0 : 1 + grid.step(closing.triggerMove);
    boolean isOpen = !closing.isBacklog && grid.isOpen(side, closing.triggerPrice);
    long place = closing.isBacklog ? placeOfGap(gap) : placeOfPrice(closing.triggerPrice);
    long cell = ((long) step << 1 | (isOpen ? 1 : 0)) << PLACE_BITS | place >>> coarseness;
    return cell << GROUP_BITS | GapGroups.of(closing, gap);
  }

  /** Of which 20 bps are told apart however coarse cells are, up to a gap of a half. */
  private static long placeOfGap(double gap) {
    return (long) (Math.min(gap, WIDEST_GAP) / WIDEST_GAP * (GAPS - 1));
  }

  /** Rising away from the mark. */
  private long placeOfPrice(double price) {
    int cell = LogPrices.cell(price);
    double edge = LogPrices.edge(cell);
    double share = (price - edge) / (LogPrices.edge(cell + 1) - edge);
    int part = Math.max(0, Math.min(PARTS - 1, (int) (share * PARTS)));
    long place = (long) (cell - LogPrices.LOWEST) << PART_BITS | part;
    return side == Side.DOWN ? PLACES - place : place;
  }

  private void addToGroup(int group, Closing closing, double mark) {
    long[] words = groups.words();
    int at = groups.offset(group);
    words[at + ACCOUNTS]++;
    add(words, at + SIZE, closing.size, Figures.SIZE);
    add(words, at + NOTIONAL, closing.notionalAtTrigger, Figures.MONEY);
    add(words, at + LOSS, closing.lossAtMark, Figures.MONEY);
    add(words, at + LOSS_PER_MOVE, closing.lossPerPrice * mark, Figures.MONEY);
    add(words, at + SQUARES, square(closing, mark), Figures.MONEY);
    if (closing.seizedSize != 0) {
      add(words, at + SEIZED, closing.seizedSize, Figures.SIZE);
      add(words, at + SEIZED_INCENTIVE, closing.seizedIncentive, Figures.SIZE);
    }
  }

  private static double square(Closing closing, double mark) {
    double perMove = closing.lossPerPrice * mark;
    double move = -closing.lossAtMark / perMove;
    return move > 0 && perMove > 0 ? perMove * Math.min(move * move, 1) : 0;
  }

  private static void begin(LongRows cells, int cell) {
    long infinity = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
    cells.words()[cells.offset(cell) + NEAREST] = Double.doubleToRawLongBits(Double.NaN);
    cells.words()[cells.offset(cell) + LEAST_MOVE] = infinity;
  }

  private void addToCell(int cell, Closing closing, double mark) {
    long[] words = cells.words();
    int at = cells.offset(cell);
    words[at + CELL_ACCOUNTS]++;
    near(words, at, closing.triggerPrice);
    add(words, at + LARGEST_SIZE, Math.max(closing.largestSize, closing.size), Figures.SIZE);
    if (closing.seizedSize != 0) {
      add(words, at + LARGEST_SEIZED, closing.seizedSize, Figures.SIZE);
    }
    double loss = closing.largestLossAtMark;
    double perMove = closing.largestLossPerPrice * mark;
    if (perMove <= 0) {
      double missing = loss + perMove * closing.triggerMove;
      add(words, at + FALLING, Math.max(0, missing), Figures.MONEY);
    } else if (loss >= 0) {
      add(words, at + MISSING, loss, Figures.MONEY);
      add(words, at + MISSING_PER_MOVE, perMove, Figures.MONEY);
    } else {
      add(words, at + SOUND_PER_MOVE, perMove, Figures.MONEY);
      least(words, at, -loss / perMove);
    }
  }

  /** Keeps the price that is nearer to the mark. */
  private void near(long[] words, int at, double price) {
    double known = Double.longBitsToDouble(words[at + NEAREST]);
    boolean isNearer = side == Side.DOWN ? !(price <= known) : !(price >= known);
    if (isNearer) {
      words[at + NEAREST] = Double.doubleToRawLongBits(price);
    }
  }

  private static void least(long[] words, int at, double move) {
    if (move < Double.longBitsToDouble(words[at + LEAST_MOVE])) {
      words[at + LEAST_MOVE] = Double.doubleToRawLongBits(move);
    }
  }

  private void add(long[] words, int at, double value, int decimals) {
    fits &= Words128.add(words, at, value, decimals);
  }

  private void add(long[] words, int at, long[] others, int from) {
    fits &= Words128.add(words, at, others[from], others[from + 1]);
  }

  private void fit() {
    if (groups.size() > MOST_GROUPS && coarseness < PART_BITS) {
      coarsen();
    }
  }

  private void coarsen() {
    LongRows fineGroups = groups;
    LongRows fineCells = cells;
    groups = new LongRows(GROUP_WORDS);
    cells = new LongRows(CELL_WORDS);
    coarseness = PART_BITS;
    take(fineGroups, fineCells, PART_BITS);
  }

  /** Adds the sums of another part of the same ladder. */
  void merge(SideSums other) {
    fits &= other.fits;
    if (other.coarseness > coarseness) {
      coarsen();
    }
    take(other.groups, other.cells, coarseness - other.coarseness);
    fit();
  }

  /** Adds rows whose keys tell more bits of a place. */
  private void take(LongRows fineGroups, LongRows fineCells, int bits) {
    for (int row = 0; row < fineGroups.size(); row++) {
      long key = fineGroups.key(row);
      long cell = coarser(key >>> GROUP_BITS, bits);
      mergeGroup(groups.findOrAdd(cell << GROUP_BITS | key & GROUPS), fineGroups, row);
    }
    for (int row = 0; row < fineCells.size(); row++) {
      int known = cells.size();
      int cell = cells.findOrAdd(coarser(fineCells.key(row), bits));
      if (cell == known) {
        begin(cells, cell);
      }
      mergeCell(cell, fineCells, row);
    }
  }

  private static long coarser(long cell, int bits) {
    long place = cell & PLACES;
    return cell - place | place >>> bits;
  }

  private void mergeGroup(int group, LongRows others, int row) {
    long[] words = groups.words();
    long[] added = others.words();
    int at = groups.offset(group);
    int from = others.offset(row);
    words[at + ACCOUNTS] += added[from + ACCOUNTS];
    for (int i = SIZE; i < GROUP_WORDS; i += Words128.WORDS) {
      add(words, at + i, added, from + i);
    }
  }

  private void mergeCell(int cell, LongRows others, int row) {
    long[] words = cells.words();
    long[] added = others.words();
    int at = cells.offset(cell);
    int from = others.offset(row);
    near(words, at, Double.longBitsToDouble(added[from + NEAREST]));
    least(words, at, Double.longBitsToDouble(added[from + LEAST_MOVE]));
    words[at + CELL_ACCOUNTS] += added[from + CELL_ACCOUNTS];
    for (int i = LARGEST_SIZE; i < CELL_WORDS; i += Words128.WORDS) {
      add(words, at + i, added, from + i);
    }
  }

  /** The number of shocks that do not reach a cell and one; 0 for the backlog. */
  static int step(long cell) {
    return (int) (cell >>> PLACE_BITS + 1);
  }

  static int group(long key) {
    return (int) key & GROUPS;
  }

  /** Whether the told cell is the open one. */
  static boolean isOpen(long cell) {
    return (cell >>> PLACE_BITS & 1) != 0;
  }

  /** The lowest of the places that a cell holds. */
  private long lowestPlace(long cell) {
    long first = (cell & PLACES) << coarseness;
    return side == Side.DOWN ? PLACES - first - ((1L << coarseness) - 1) : first;
  }

  /** The cell of {@link LogPrices} in which one lies that is not the backlog's. */
  int logCell(long cell) {
    return (int) (lowestPlace(cell) >>> PART_BITS) + LogPrices.LOWEST;
  }

  /** The price held within the edges of its cell. */
  double held(long cell, double price) {
    long place = lowestPlace(cell);
    int parts = 1 << coarseness;
    int logCell = logCell(cell);
    double edge = LogPrices.edge(logCell);
    double part = (LogPrices.edge(logCell + 1) - edge) / PARTS;
    double from = edge + (place & PARTS - 1) * part;
    return Math.max(from, Math.min(from + parts * part, price));
  }

  /** Writes the same bytes for the same sums. */
  void write(DataOutput out) throws IOException {
    out.writeBoolean(fits);
    out.writeByte(coarseness);
    groups.write(out);
    cells.write(out);
  }

  static SideSums read(DataInput in, Side side, LadderGrid grid) throws IOException {
    SideSums sums = new SideSums(side, grid);
    sums.fits = in.readBoolean();
    sums.coarseness = in.readUnsignedByte();
    sums.groups = LongRows.read(in, GROUP_WORDS);
    sums.cells = LongRows.read(in, CELL_WORDS);
    return sums;
  }
}
