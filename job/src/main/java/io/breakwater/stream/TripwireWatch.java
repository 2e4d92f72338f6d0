package io.breakwater.stream;

import io.breakwater.margin.BoundFinder;
import java.util.Arrays;
import java.util.StringJoiner;

/**
 * Looks only at accounts whose level could have changed.
 *
 * <p>Each account has, for each of its instruments, a lowest and a highest price among which its
 * level cannot change while its other prices stay within theirs ({@link BoundFinder}). Per
 * instrument, two heaps hold the lower bounds with the greatest first and the upper bounds with the
 * least first; a tick takes from them exactly the accounts whose bound was crossed, and costs two
 * comparisons when there are none. An account that was looked at gets all its bounds anew, from the
 * prices that stand then.
 *
 * <p>Bounds hang on the account's first element of an instrument. Besides the heaps, 12 bytes an
 * element. Not thread-safe.
 */
final class TripwireWatch implements Watch {
  private final Mirror mirror;
  private final BoundFinder finder;
  private final IntBuffer stack = new IntBuffer();
  private BoundHeap[] lows = new BoundHeap[16];
  private BoundHeap[] highs = new BoundHeap[16];
  private int[] owners = new int[1 << 10];
  private int[] lowPositions = new int[1 << 10];
  private int[] highPositions = new int[1 << 10];
  private boolean loading;

  TripwireWatch(Mirror mirror, BoundFinder finder) {
    this.mirror = mirror;
    this.finder = finder;
  }

  /** Entries of a load are only collected: ordering a heap at once is linear. */
  @Override
  public void loadStarted() {
    loading = true;
  }

  @Override
  public void loadEnded() {
    loading = false;
    for (int i = 0; i < lows.length; i++) {
      if (lows[i] != null) {
        lows[i].order(lowPositions);
        highs[i].order(highPositions);
      }
    }
  }

  @Override
  public void track(int slot) {
    int to = mirror.to(slot);
    ensurePlaces(to);
    for (int place = mirror.from(slot); place < to; place++) {
      owners[place] = slot;
      lowPositions[place] = BoundHeap.OUT;
      highPositions[place] = BoundHeap.OUT;
      ensureInstrument(mirror.instrument(place));
    }
  }

  @Override
  public void untrack(int slot) {
    for (int place = mirror.from(slot); place < mirror.to(slot); place++) {
      int instrument = mirror.instrument(place);
      lows[instrument].remove(place, lowPositions);
      highs[instrument].remove(place, highPositions);
    }
  }

  @Override
  public void decided(int slot) {
    finder.find(mirror.view(slot));
    int from = mirror.from(slot);
    for (int place = from; place < mirror.to(slot); place++) {
      int instrument = mirror.instrument(place);
      long low = finder.low(place - from);
      if (low == BoundFinder.NO_LOW) {
        lows[instrument].remove(place, lowPositions);
      } else {
        put(lows[instrument], place, -low, lowPositions);
      }
      long high = finder.high(place - from);
      if (high == BoundFinder.NO_HIGH) {
        highs[instrument].remove(place, highPositions);
      } else {
        put(highs[instrument], place, high, highPositions);
      }
    }
  }

  private void put(BoundHeap heap, int place, long key, int[] positions) {
    if (loading) {
      heap.append(place, key, positions);
    } else {
      heap.put(place, key, positions);
    }
  }

  @Override
  public void collect(int instrument, long before, long after, IntBuffer found) {
    if (instrument < lows.length && lows[instrument] != null) {
      lows[instrument].collectBelow(-after, owners, found, stack);
      highs[instrument].collectBelow(after, owners, found, stack);
    }
  }

  @Override
  public String describe(int slot) {
    StringJoiner bounds = new StringJoiner(", ", "bounds ", "");
    for (int place = mirror.from(slot); place < mirror.to(slot); place++) {
      int instrument = mirror.instrument(place);
      boolean hasLow = lowPositions[place] != BoundHeap.OUT;
      boolean hasHigh = highPositions[place] != BoundHeap.OUT;
      if (hasLow || hasHigh) {
        bounds.add(
            instrument
                + " in ["
                + (hasLow ? -lows[instrument].key(lowPositions[place]) : "none")
                + ", "
                + (hasHigh ? highs[instrument].key(highPositions[place]) : "none")
                + "]");
      }
    }
    return bounds.toString();
  }

  @Override
  public long entries() {
    long entries = 0;
    for (int i = 0; i < lows.length; i++) {
      if (lows[i] != null) {
        entries += lows[i].size() + highs[i].size();
      }
    }
    return entries;
  }

  @Override
  public long bytes() {
    long bytes = (long) Integer.BYTES * 3 * owners.length;
    for (int i = 0; i < lows.length; i++) {
      if (lows[i] != null) {
        bytes += lows[i].bytes() + highs[i].bytes();
      }
    }
    return bytes;
  }

  private void ensurePlaces(int to) {
    if (to > owners.length) {
      int capacity = Growth.beyond(owners.length, to);
      owners = Arrays.copyOf(owners, capacity);
      lowPositions = Arrays.copyOf(lowPositions, capacity);
      highPositions = Arrays.copyOf(highPositions, capacity);
    }
  }

  private void ensureInstrument(int instrument) {
    if (instrument >= lows.length) {
      int capacity = Math.max(instrument + 1, lows.length * 2);
      lows = Arrays.copyOf(lows, capacity);
      highs = Arrays.copyOf(highs, capacity);
    }
    if (lows[instrument] == null) {
      // The lower one last: metrics, which another thread reads, take it for both.
      highs[instrument] = new BoundHeap();
      lows[instrument] = new BoundHeap();
    }
  }
}
