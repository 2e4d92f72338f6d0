package io.breakwater.stream;

import io.breakwater.margin.AccountShape;
import io.breakwater.margin.CompactAccount;
import io.breakwater.margin.Level;
import io.breakwater.margin.MirroredAccount;
import io.breakwater.margin.Standing;
import java.util.Arrays;

/**
 * All accounts of a subtask that are not closed, in primitive arrays, so that a tick reads keyed
 * state only for what it emits. Derived from keyed state and never checkpointed.
 *
 * <p>Of a pending account nothing is mirrored but how it stands; deposits that count for nothing
 * are left out. Not thread-safe.
 */
final class Mirror {
  private static final AccountShape[] SHAPES = AccountShape.values();
  private static final byte PENDING = -1;
  private static final int[] NO_INSTRUMENTS = {};
  private static final int TRIGGERED_BITS = 4;
  private static final int LEVEL_MASK = (1 << TRIGGERED_BITS) - 1;

  /** Sees every write to a mirrored account before it happens. */
  interface BeforeWrite {
    /** Looks on. */
    BeforeWrite NOTHING = slot -> {};

    /** The account of a slot is about to change or to go; it is still mirrored as it was. */
    void beforeWrite(int slot);
  }

  private final AccountIds ids = new AccountIds();
  private final ElementPool elements = new ElementPool();
  private double[] equityConstants = new double[256];
  private double[] requirementConstants = new double[256];
  private int[] runs = new int[256];
  private int[] lengths = new int[256];
  private byte[] shapes = new byte[256];

  /** Level and triggered level of each account. */
  private byte[] standings = new byte[256];

  private int pending;
  private int held;
  private final BeforeWrite beforeWrite;
  private final MirroredAccount view = new MirroredAccount();

  Mirror() {
    this(BeforeWrite.NOTHING);
  }

  /**
   * @param beforeWrite is told before an account changes
   */
  Mirror(BeforeWrite beforeWrite) {
    this.beforeWrite = beforeWrite;
  }

  /** Accounts mirrored, pending ones included. */
  int size() {
    return ids.size();
  }

  /** Accounts that cannot be decided yet. */
  int pendingCount() {
    return pending;
  }

  /** Accounts that a better level than their own was triggered of. */
  int heldCount() {
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

  String id(int slot) {
    return ids.id(slot);
  }

  int compareIds(int slot, int other) {
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

  /** Index of the instrument of the element at a place. */
  int instrument(int place) {
    return elements.instruments[place];
  }

  boolean holds(int slot, int instrument) {
    for (int place = from(slot); place < to(slot); place++) {
      if (elements.instruments[place] == instrument) {
        return true;
      }
    }
    return false;
  }

  /** Puts in an account that can be decided, in place of what was known of it. */
  int put(String account, Standing standing, CompactAccount compact, int[] instruments) {
    int slot = replace(account, standing, instruments);
    shapes[slot] = (byte) compact.shape().ordinal();
    equityConstants[slot] = compact.equityConstant();
    requirementConstants[slot] = compact.requirementConstant();
    System.arraycopy(compact.slopes(), 0, elements.slopes, runs[slot], instruments.length);
    System.arraycopy(compact.weights(), 0, elements.weights, runs[slot], instruments.length);
    return slot;
  }

  /** Puts in an account that cannot be decided yet, in place of what was known of it. */
  int putPending(String account, Standing standing) {
    int slot = replace(account, standing, NO_INSTRUMENTS);
    shapes[slot] = PENDING;
    pending++;
    return slot;
  }

  private int replace(String account, Standing standing, int[] instruments) {
    int known = ids.size();
    int slot = ids.findOrAdd(account);
    if (ids.size() > known) {
      grow(slot);
    } else {
      clear(slot);
    }
    standings[slot] = code(standing);
    held += heldBy(standings[slot]);
    lengths[slot] = instruments.length;
    runs[slot] = elements.allocate(instruments.length);
    System.arraycopy(instruments, 0, elements.instruments, runs[slot], instruments.length);
    return slot;
  }

  /** Forgets an account. */
  void remove(int slot) {
    clear(slot);
    ids.release(slot);
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

  private void grow(int slot) {
    if (slot >= runs.length) {
      int capacity = Growth.beyond(runs.length, slot + 1);
      equityConstants = Arrays.copyOf(equityConstants, capacity);
      requirementConstants = Arrays.copyOf(requirementConstants, capacity);
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
    return view.elements(elements.instruments, elements.slopes, elements.weights)
        .run(runs[slot], runs[slot] + lengths[slot])
        .constants(equityConstants[slot], requirementConstants[slot])
        .stands(SHAPES[shapes[slot]], level, remembered);
  }
}
