package io.breakwater.stream.desk;

import io.breakwater.collections.IntBuffer;
import io.breakwater.margin.account.Account;
import java.util.Arrays;

/**
 * Looks at every holder of the factor: the yardstick, and the safety net.
 *
 * <p>An inverted index from instruments to slots, with each slot's place in the list so that
 * removal is constant; the elements of an account are ordered by factor. Not thread-safe.
 */
final class HoldersWatch implements Watch {
  private final Mirror mirror;
  private IntBuffer[] holders = new IntBuffer[16];
  private int[][] places = new int[16][];
  private long entries;

  HoldersWatch(Mirror mirror) {
    this.mirror = mirror;
  }

  @Override
  public void loadStarted() {
    // Lists have no order that would be cheaper to make at once.
  }

  @Override
  public void loadEnded() {
    // See above.
  }

  /** {@inheritDoc} Nothing here refers to places. */
  @Override
  public void relocated(int[] targets, int limit) {}

  @Override
  public void track(int slot) {
    int previous = -1;
    for (int place = mirror.from(slot); place < mirror.to(slot); place++) {
      int factor = mirror.factor(place);
      if (factor != previous) {
        add(factor, slot);
      }
      previous = factor;
    }
  }

  private void add(int factor, int slot) {
    if (factor >= holders.length) {
      int capacity = Math.max(factor + 1, holders.length * 2);
      holders = Arrays.copyOf(holders, capacity);
      places = Arrays.copyOf(places, capacity);
    }
    if (holders[factor] == null) {
      // The list last: metrics, which another thread reads, take it for both.
      places[factor] = new int[64];
      holders[factor] = new IntBuffer();
    }
    if (slot >= places[factor].length) {
      int capacity = Math.max(slot + 1, places[factor].length * 2);
      places[factor] = Arrays.copyOf(places[factor], capacity);
    }
    places[factor][slot] = holders[factor].size();
    holders[factor].add(slot);
    entries++;
  }

  @Override
  public void untrack(int slot) {
    int previous = -1;
    for (int place = mirror.from(slot); place < mirror.to(slot); place++) {
      int factor = mirror.factor(place);
      if (factor != previous) {
        remove(factor, slot);
      }
      previous = factor;
    }
  }

  private void remove(int factor, int slot) {
    int hole = places[factor][slot];
    int last = holders[factor].removeLast();
    if (last != slot) {
      holders[factor].set(hole, last);
      places[factor][last] = hole;
    }
    holders[factor].trim();
    entries--;
  }

  @Override
  public void decided(int slot, Account counted) {
    // Every holder is looked at on every tick: there is nothing to renew.
  }

  @Override
  public void confirmed(int slot) {
    // See above.
  }

  @Override
  public void collect(int factor, long before, long after, IntBuffer found) {
    if (factor >= holders.length || holders[factor] == null) {
      return;
    }
    IntBuffer slots = holders[factor];
    for (int i = 0; i < slots.size(); i++) {
      found.add(slots.get(i));
    }
  }

  @Override
  public String describe(int slot) {
    return "looked at on every tick";
  }

  @Override
  public long entries() {
    return entries;
  }

  @Override
  public long bytes() {
    long bytes = 0;
    for (int i = 0; i < holders.length; i++) {
      if (holders[i] != null) {
        bytes += holders[i].bytes() + (long) Integer.BYTES * places[i].length;
      }
    }
    return bytes;
  }
}
