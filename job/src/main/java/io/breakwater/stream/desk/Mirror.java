package io.breakwater.stream.desk;

import io.breakwater.collections.AccountIds;
import io.breakwater.collections.ElementPool;
import io.breakwater.collections.Growth;
import io.breakwater.collections.IdOrder;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.terms.Level;
import java.util.Arrays;

/**
 * All accounts of a subtask that are not closed, in primitive arrays, so that a tick reads keyed
 * state only for what it emits. Derived from keyed state and never checkpointed.
 *
 * <p>Of a pending account nothing is mirrored but how it stands; deposits that count for nothing
 * are left out. Not thread-safe.
 */
public final class Mirror implements IdOrder {
  private static final AccountShape[] SHAPES = AccountShape.values();
  private static final byte PENDING = -1;
  private static final int SHAPE_BITS = 2;
  private static final int SHAPE_MASK = (1 << SHAPE_BITS) - 1;
  private static final int[] NO_ELEMENTS = {};
  private static final int TRIGGERED_BITS = 4;
  private static final int LEVEL_MASK = (1 << TRIGGERED_BITS) - 1;

  /** Sees every write to a mirrored account before it happens. */
  interface BeforeWrite {
    /** Looks on. */
    BeforeWrite NOTHING =
        new BeforeWrite() {
          @Override
          public void beforeWrite(int slot) {}

          @Override
          public void taken(int slot) {}
        };

    /** The account of a slot is about to change or to go; it is still mirrored as it was. */
    void beforeWrite(int slot);

    /** A slot that was out of use is another account's from now on. */
    void taken(int slot);
  }

  /** Hears of it when the elements of accounts have moved to other places. */
  interface Relocation {
    /**
     * All elements have moved.
     *
     * @param targets the new place of an element by the old one, or {@link #OUT_OF_USE}
     * @param limit new places are below this number
     */
    void relocated(int[] targets, int limit);
  }

  /** New place of a place that was out of use. */
  static final int OUT_OF_USE = -1;

  private static final int LEAST_SLOTS = 256;
  private static final int BYTES_A_SLOT = 2 * (Double.BYTES + Integer.BYTES + Byte.BYTES);
  private static final Relocation NOBODY = (targets, limit) -> {};

  private final AccountIds ids = new AccountIds();
  private Relocation relocation = NOBODY;
  private ElementPool elements = new ElementPool();
  private double[] equityConstants = new double[LEAST_SLOTS];
  private double[] requirementConstants = new double[LEAST_SLOTS];

  /** Cash that accounts with positions owe; null while none does. */
  private double[] owedCash;

  private int[] runs = new int[LEAST_SLOTS];
  private int[] lengths = new int[LEAST_SLOTS];

  /** Shape of each account and the fast form that made its numbers, or {@link #PENDING}. */
  private byte[] shapes = new byte[LEAST_SLOTS];

  /** Level and triggered level of each account. */
  private byte[] standings = new byte[LEAST_SLOTS];

  private int pending;
  private int held;
  private final FloatMarket numbers;
  private BeforeWrite beforeWrite = BeforeWrite.NOTHING;
  private final MirroredAccount view = new MirroredAccount();

  /**
   * @param numbers which know what pricings are
   */
  public Mirror(FloatMarket numbers) {
    this.numbers = numbers;
  }

  /** Who is told before an account changes. */
  void tellOfWrites(BeforeWrite told) {
    beforeWrite = told;
  }

  /** An account is about to change, also in what others keep of it. */
  void touch(int slot) {
    beforeWrite.beforeWrite(slot);
  }

  /** Who is told when elements have moved: what refers to places must follow. */
  void tellOfRelocations(Relocation told) {
    relocation = told;
  }

  /** Bytes of the arrays, whether used or not. */
  public long bytes() {
    long owed = owedCash == null ? 0 : (long) owedCash.length * Double.BYTES;
    return ids.bytes() + elements.bytes() + (long) runs.length * BYTES_A_SLOT + owed;
  }

  /** Accounts mirrored, pending ones included. */
  public int size() {
    return ids.size();
  }

  /** Accounts that cannot be decided yet. */
  public int pendingCount() {
    return pending;
  }

  /**
   * Since when the first of the pending accounts is pending, microseconds since the epoch; {@link
   * Patience#NONE} where none is.
   */
  long firstPending() {
    long first = Patience.NONE;
    for (int slot = 0; pending > 0 && slot < ids.slotLimit(); slot++) {
      if (ids.isUsed(slot) && shapes[slot] == PENDING) {
        first = Math.min(first, (long) equityConstants[slot]);
      }
    }
    return first;
  }

  /** Accounts that a better level than their own was triggered of. */
  public int heldCount() {
    return held;
  }

  /** Slots are below this number. */
  int slotLimit() {
    return ids.slotLimit();
  }

  boolean isUsed(int slot) {
    return ids.isUsed(slot);
  }

  /** The slot of an account, or {@link AccountIds#ABSENT}. */
  int find(String account) {
    return ids.find(account);
  }

  public String id(int slot) {
    return ids.id(slot);
  }

  @Override
  public long word(int slot, int from) {
    return ids.word(slot, from);
  }

  @Override
  public int compareIds(int slot, int other) {
    return ids.compare(slot, other);
  }

  boolean isPending(int slot) {
    return shapes[slot] == PENDING;
  }

  /** Code of the level. */
  int level(int slot) {
    return standings[slot] & LEVEL_MASK;
  }

  /** The level that triggers are told of. */
  Level triggered(int slot) {
    return Level.ofCode(standings[slot] >> TRIGGERED_BITS);
  }

  /** Whether the triggered level of an account is better than its level. */
  boolean lags(int slot) {
    return level(slot) > standings[slot] >> TRIGGERED_BITS;
  }

  /** Takes over how an account stands after a decision. */
  void setStanding(int slot, Standing standing) {
    byte code = code(standing);
    if (code != standings[slot]) {
      beforeWrite.beforeWrite(slot);
      held += heldBy(code) - heldBy(standings[slot]);
      standings[slot] = code;
    }
  }

  private static byte code(Standing standing) {
    return (byte) (standing.triggered().code() << TRIGGERED_BITS | standing.level().code());
  }

  private static int heldBy(byte standing) {
    int level = standing & LEVEL_MASK;
    return level >= Level.LIQUIDATABLE.code() && level > standing >> TRIGGERED_BITS ? 1 : 0;
  }

  /** First place of the account's elements. */
  int from(int slot) {
    return runs[slot];
  }

  /** Place after the last of the account's elements. */
  int to(int slot) {
    return runs[slot] + lengths[slot];
  }

  /** Integer of the factor that values the element at a place. */
  int factor(int place) {
    return numbers.factor(elements.codes[place]);
  }

  /** Whether an account has elements of an instrument. */
  boolean holds(int slot, int instrument) {
    for (int place = from(slot); place < to(slot); place++) {
      if (numbers.instrument(elements.codes[place]) == instrument) {
        return true;
      }
    }
    return false;
  }

  /** Whether a factor values any element of an account. */
  boolean restsOn(int slot, int factor) {
    for (int place = from(slot); place < to(slot); place++) {
      if (factor(place) == factor) {
        return true;
      }
    }
    return false;
  }

  /** Puts in an account that can be decided, in place of what was known of it. */
  int put(String account, Standing standing, CompactAccount compact, int[] pricings) {
    int slot = replace(account, standing, pricings);
    shapes[slot] = (byte) (compact.form() << SHAPE_BITS | compact.shape().ordinal());
    equityConstants[slot] = compact.equityConstant();
    requirementConstants[slot] = compact.requirementConstant();
    System.arraycopy(compact.slopes(), 0, elements.slopes, runs[slot], pricings.length);
    System.arraycopy(compact.weights(), 0, elements.weights, runs[slot], pricings.length);
    elements.setWorths(runs[slot], pricings.length, compact.worths());
    owesCash(slot, compact.owedCash());
    return slot;
  }

  private void owesCash(int slot, double magnitude) {
    if (owedCash == null && magnitude > 0) {
      owedCash = new double[runs.length];
    }
    if (owedCash != null) {
      owedCash[slot] = magnitude;
    }
  }

  /** Puts in an account that cannot be decided yet, in place of what was known of it. */
  public int putPending(String account, Standing standing) {
    int slot = replace(account, standing, NO_ELEMENTS);
    shapes[slot] = PENDING;
    equityConstants[slot] = standing.pendingSince(); // which it has no other use for
    pending++;
    return slot;
  }

  private int replace(String account, Standing standing, int[] pricings) {
    int known = ids.size();
    int slot = ids.findOrAdd(account);
    if (ids.size() > known) {
      beforeWrite.taken(slot);
      fit(slot + 1);
    } else {
      clear(slot);
    }
    standings[slot] = code(standing);
    held += heldBy(standings[slot]);
    compactIfSparse();
    runs[slot] = elements.allocate(pricings.length);
    lengths[slot] = pricings.length;
    System.arraycopy(pricings, 0, elements.codes, runs[slot], pricings.length);
    return slot;
  }

  /** Whether accounts should move to lower slots, since many are out of use. */
  boolean isSparse() {
    return ids.isSparse();
  }

  /** Moves the account of the highest slot to the lowest that is out of use; answers that one. */
  int moveHighest() {
    int from = ids.slotLimit() - 1;
    beforeWrite.beforeWrite(from);
    int to = ids.moveHighest();
    beforeWrite.taken(to);
    equityConstants[to] = equityConstants[from];
    requirementConstants[to] = requirementConstants[from];
    owesCash(to, owedCash == null ? 0 : owedCash[from]);
    runs[to] = runs[from];
    lengths[to] = lengths[from];
    shapes[to] = shapes[from];
    standings[to] = standings[from];
    shapes[from] = 0;
    lengths[from] = 0;
    standings[from] = 0;
    fit(ids.slotLimit());
    return to;
  }

  /** Forgets an account. */
  void remove(int slot) {
    clear(slot);
    ids.release(slot);
    compactIfSparse();
    fit(ids.slotLimit());
  }

  private void clear(int slot) {
    beforeWrite.beforeWrite(slot);
    if (isPending(slot)) {
      pending--;
    }
    held -= heldBy(standings[slot]);
    standings[slot] = 0;
    elements.release(runs[slot], lengths[slot]);
    shapes[slot] = 0;
    lengths[slot] = 0;
  }

  private void compactIfSparse() {
    if (elements.isSparse()) {
      compact();
    }
  }

  /** Moves the runs together, in the order of the slots. */
  private void compact() {
    int[] targets = new int[elements.limit()];
    Arrays.fill(targets, OUT_OF_USE);
    ElementPool compacted = elements.emptied();
    for (int slot = 0; slot < ids.slotLimit(); slot++) {
      int run = runs[slot];
      runs[slot] = compacted.take(elements, run, lengths[slot]);
      for (int i = 0; i < lengths[slot]; i++) {
        targets[run + i] = runs[slot] + i;
      }
    }
    elements = compacted;
    relocation.relocated(targets, compacted.limit());
  }

  private void fit(int slots) {
    int capacity = Growth.fitting(runs.length, slots, LEAST_SLOTS);
    if (capacity != runs.length) {
      equityConstants = Arrays.copyOf(equityConstants, capacity);
      requirementConstants = Arrays.copyOf(requirementConstants, capacity);
      owedCash = owedCash == null ? null : Arrays.copyOf(owedCash, capacity);
      runs = Arrays.copyOf(runs, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
      shapes = Arrays.copyOf(shapes, capacity);
      standings = Arrays.copyOf(standings, capacity);
    }
  }

  /** An account that is not pending. The view moves when the next one is looked at. */
  MirroredAccount view(int slot) {
    int level = level(slot);
    int triggered = standings[slot] >> TRIGGERED_BITS;
    int remembered = Math.min(level, Math.max(triggered, Level.WARNING.code()));
    return view.elements(elements.codes, elements.slopes, elements.weights)
        .run(runs[slot], runs[slot] + lengths[slot])
        .worths(elements.worths)
        .constants(equityConstants[slot], requirementConstants[slot])
        .owesCash(owedCash == null ? 0 : owedCash[slot])
        .madeBy(shapes[slot] >> SHAPE_BITS)
        .stands(SHAPES[shapes[slot] & SHAPE_MASK], level, remembered);
  }
}
