package io.breakwater.stream;

import io.breakwater.margin.AccountShape;
import io.breakwater.margin.BoundFinder;
import io.breakwater.margin.CompactAccount;
import io.breakwater.margin.Level;
import io.breakwater.margin.Screen;
import java.util.Arrays;

/**
 * All accounts of a subtask that are not closed, in primitive arrays, so that a tick reads keyed
 * state only for what it emits. Derived from keyed state and never checkpointed.
 *
 * <p>A pending account is mirrored with the instruments that it waits for and nothing else. Not
 * thread-safe.
 */
final class Mirror {
  private static final AccountShape[] SHAPES = AccountShape.values();
  private static final byte PENDING = -1;

  private final AccountIds ids = new AccountIds();
  private final ElementPool elements = new ElementPool();
  private double[] equityConstants = new double[256];
  private double[] requirementConstants = new double[256];
  private int[] runs = new int[256];
  private int[] lengths = new int[256];
  private byte[] shapes = new byte[256];
  private byte[] levels = new byte[256];
  private int pending;

  /** Accounts mirrored, pending ones included. */
  int size() {
    return ids.size();
  }

  /** Accounts that cannot be decided yet. */
  int pendingCount() {
    return pending;
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

  int level(int slot) {
    return levels[slot];
  }

  void setLevel(int slot, Level level) {
    levels[slot] = level.code();
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
  int put(String account, Level level, CompactAccount compact, int[] instruments) {
    int slot = replace(account, level, instruments);
    shapes[slot] = (byte) compact.shape().ordinal();
    equityConstants[slot] = compact.equityConstant();
    requirementConstants[slot] = compact.requirementConstant();
    System.arraycopy(compact.slopes(), 0, elements.slopes, runs[slot], instruments.length);
    System.arraycopy(compact.weights(), 0, elements.weights, runs[slot], instruments.length);
    return slot;
  }

  /** Puts in an account that cannot be decided yet, in place of what was known of it. */
  int putPending(String account, Level level, int[] instruments) {
    int slot = replace(account, level, instruments);
    shapes[slot] = PENDING;
    pending++;
    return slot;
  }

  private int replace(String account, Level level, int[] instruments) {
    int known = ids.size();
    int slot = ids.findOrAdd(account);
    if (ids.size() > known) {
      grow(slot);
    } else {
      clear(slot);
    }
    levels[slot] = level.code();
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
    if (isPending(slot)) {
      pending--;
    }
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
      levels = Arrays.copyOf(levels, capacity);
    }
  }

  /** The level that follows from the mirrored one, or {@link Screen#UNCERTAIN}. */
  int screen(int slot, Screen screen) {
    return screen.level(
        SHAPES[shapes[slot]],
        levels[slot],
        equityConstants[slot],
        requirementConstants[slot],
        elements.instruments,
        elements.slopes,
        elements.weights,
        runs[slot],
        runs[slot] + lengths[slot]);
  }

  /** Finds the prices among which the account keeps the mirrored level. */
  void findBounds(int slot, BoundFinder finder) {
    finder.find(
        SHAPES[shapes[slot]],
        levels[slot],
        equityConstants[slot],
        requirementConstants[slot],
        elements.instruments,
        elements.slopes,
        elements.weights,
        runs[slot],
        runs[slot] + lengths[slot]);
  }
}
