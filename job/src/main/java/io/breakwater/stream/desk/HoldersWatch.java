package io.breakwater.stream.desk;

import io.breakwater.collections.IntBuffer;
import java.util.Arrays;

/**
 * Looks at every holder of the instrument: the yardstick, and the safety net.
 *
 * <p>An inverted index from instruments to slots, with each slot's place in the list so that
 * removal is constant; the elements of an account are ordered by instrument. Not thread-safe.
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
      int instrument = mirror.instrument(place);
      if (instrument != previous) {
        add(instrument, slot);
      }
      previous = instrument;
    }
  }

  private void add(int instrument, int slot) {
    if (instrument >= holders.length) {
      int capacity = Math.max(instrument + 1, holders.length * 2);
      holders = Arrays.copyOf(holders, capacity);
      places = Arrays.copyOf(places, capacity);
    }
    if (holders[instrument] == null) {
      // The list last: metrics, which another thread reads, take it for both.
      places[instrument] = new int[64];
      holders[instrument] = new IntBuffer();
    }
    if (slot >= places[instrument].length) {
      int capacity = Math.max(slot + 1, places[instrument].length * 2);
      places[instrument] = Arrays.copyOf(places[instrument], capacity);
    }
    places[instrument][slot] = holders[instrument].size();
    holders[instrument].add(slot);
    entries++;
  }

  @Override
  public void untrack(int slot) {
    int previous = -1;
    for (int place = mirror.from(slot); place < mirror.to(slot); place++) {
      int instrument = mirror.instrument(place);
      if (instrument != previous) {
        remove(instrument, slot);
      }
      previous = instrument;
    }
  }

  private void remove(int instrument, int slot) {
    int hole = places[instrument][slot];
    int last = holders[instrument].removeLast();
    if (last != slot) {
      holders[instrument].set(hole, last);
      places[instrument][last] = hole;
    }
    holders[instrument].trim();
    entries--;
  }

  @Override
  public void decided(int slot) {
    // Every holder is looked at on every tick: there is nothing to renew.
  }

  @Override
  public void collect(int instrument, long before, long after, IntBuffer found) {
    if (instrument >= holders.length || holders[instrument] == null) {
      return;
    }
    IntBuffer slots = holders[instrument];
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
