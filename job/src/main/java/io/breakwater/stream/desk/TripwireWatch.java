package io.breakwater.stream.desk;

import io.breakwater.collections.BoundHeap;
import io.breakwater.collections.Growth;
import io.breakwater.collections.IntBuffer;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.mirror.Bounds;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.UnitBox;
import java.util.Arrays;
import java.util.StringJoiner;

/**
 * Looks only at accounts whose level could have changed.
 *
 * <p>Each account has, for each of its factors, a lowest and a highest value among which its level
 * cannot change while its others stay within theirs ({@link FastForm}). Per factor, two heaps hold
 * the lower bounds with the greatest first and the upper bounds with the least first; a tick takes
 * from them exactly the accounts whose bound was crossed, and costs two comparisons when there are
 * none. An account that was looked at gets all its bounds anew, from the prices that stand then.
 *
 * <p>Bounds hang on the account's first element of a factor. Besides the heaps, 12 bytes an
 * element. Not thread-safe.
 */
final class TripwireWatch implements Watch {
  private static final int LEAST_PLACES = 1 << 10;

  private final Mirror mirror;
  private final FastForm form;
  private final Market market;
  private final Bounds bounds = new Bounds();
  private final IntBuffer stack = new IntBuffer();
  private BoundHeap[] lows = new BoundHeap[16];
  private BoundHeap[] highs = new BoundHeap[16];
  private int[] owners = new int[LEAST_PLACES];
  private int[] lowPositions = new int[LEAST_PLACES];
  private int[] highPositions = new int[LEAST_PLACES];
  private boolean loading;

  TripwireWatch(Mirror mirror, FastForm form, Market market) {
    this.mirror = mirror;
    this.form = form;
    this.market = market;
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
    }
  }

  @Override
  public void untrack(int slot) {
    for (int place = mirror.from(slot); place < mirror.to(slot); place++) {
      int factor = mirror.factor(place);
      if (lows[factor] != null) {
        lows[factor].remove(place, lowPositions);
        highs[factor].remove(place, highPositions);
      }
    }
    for (int place = mirror.from(slot); place < mirror.to(slot); place++) {
      forgetIfEmpty(mirror.factor(place));
    }
  }

  @Override
  public void moved(int from, int to) {
    for (int place = mirror.from(to); place < mirror.to(to); place++) {
      owners[place] = to;
    }
  }

  /** A factor on which no bound rests any more has no heaps. */
  private void forgetIfEmpty(int factor) {
    BoundHeap low = lows[factor];
    if (low != null && low.size() == 0 && highs[factor].size() == 0) {
      lows[factor] = null;
      highs[factor] = null;
    }
  }

  @Override
  public void relocated(int[] targets, int limit) {
    int capacity = Math.max(LEAST_PLACES, Growth.beyond(limit, limit));
    int[] movedOwners = new int[capacity];
    int[] movedLows = outOfHeaps(capacity);
    int[] movedHighs = outOfHeaps(capacity);
    for (int i = 0; i < lows.length; i++) {
      if (lows[i] != null) {
        lows[i].relocate(targets, movedLows);
        highs[i].relocate(targets, movedHighs);
      }
    }
    for (int place = 0; place < Math.min(targets.length, owners.length); place++) {
      if (targets[place] != Mirror.OUT_OF_USE) {
        movedOwners[targets[place]] = owners[place];
      }
    }
    owners = movedOwners;
    lowPositions = movedLows;
    highPositions = movedHighs;
  }

  private static int[] outOfHeaps(int capacity) {
    int[] positions = new int[capacity];
    Arrays.fill(positions, BoundHeap.OUT);
    return positions;
  }

  @Override
  public void decided(int slot, Account counted, UnitBox held) {
    form.bounds(mirror.view(slot), counted, market, bounds);
    if (!held.ranges().isEmpty()) {
      narrow(slot, held);
    }
    arm(slot);
  }

  /** Bounds hang on the first element of each factor. */
  private void narrow(int slot, UnitBox held) {
    int from = mirror.from(slot);
    int previous = -1;
    for (int place = from; place < mirror.to(slot); place++) {
      int factor = mirror.factor(place);
      UnitBox.Range range = factor == previous ? null : held.ranges().get(factor);
      if (range != null) {
        bounds.raiseLow(place - from, range.low());
        bounds.lowerHigh(place - from, range.high());
      }
      previous = factor;
    }
  }

  @Override
  public void confirmed(int slot) {
    form.bounds(mirror.view(slot), bounds);
    arm(slot);
  }

  private void arm(int slot) {
    int from = mirror.from(slot);
    for (int place = from; place < mirror.to(slot); place++) {
      int factor = mirror.factor(place);
      ensureFactor(factor);
      long low = bounds.low(place - from);
      if (low == Bounds.NO_LOW) {
        lows[factor].remove(place, lowPositions);
      } else {
        put(lows[factor], place, -low, lowPositions);
      }
      long high = bounds.high(place - from);
      if (high == Bounds.NO_HIGH) {
        highs[factor].remove(place, highPositions);
      } else {
        put(highs[factor], place, high, highPositions);
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
  public void collect(int factor, long before, long after, IntBuffer found) {
    if (factor < lows.length && lows[factor] != null) {
      lows[factor].collectBelow(-after, owners, found, stack);
      highs[factor].collectBelow(after, owners, found, stack);
    }
  }

  @Override
  public String describe(int slot) {
    StringJoiner bounds = new StringJoiner(", ", "bounds ", "");
    for (int place = mirror.from(slot); place < mirror.to(slot); place++) {
      int factor = mirror.factor(place);
      boolean hasLow = lowPositions[place] != BoundHeap.OUT;
      boolean hasHigh = highPositions[place] != BoundHeap.OUT;
      if (hasLow || hasHigh) {
        bounds.add(
            factor
                + " in ["
                + (hasLow ? -lows[factor].key(lowPositions[place]) : "none")
                + ", "
                + (hasHigh ? highs[factor].key(highPositions[place]) : "none")
                + "]");
      }
    }
    return bounds.toString();
  }

  @Override
  public long entries() {
    long entries = 0;
    for (BoundHeap heap : lows) {
      entries += heap == null ? 0 : heap.size();
    }
    for (BoundHeap heap : highs) {
      entries += heap == null ? 0 : heap.size();
    }
    return entries;
  }

  @Override
  public long bytes() {
    long bytes = (long) Integer.BYTES * 3 * owners.length;
    for (BoundHeap heap : lows) {
      bytes += heap == null ? 0 : heap.bytes();
    }
    for (BoundHeap heap : highs) {
      bytes += heap == null ? 0 : heap.bytes();
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

  private void ensureFactor(int factor) {
    if (factor >= lows.length) {
      int capacity = Math.max(factor + 1, lows.length * 2);
      lows = Arrays.copyOf(lows, capacity);
      highs = Arrays.copyOf(highs, capacity);
    }
    if (lows[factor] == null) {
      highs[factor] = new BoundHeap();
      lows[factor] = new BoundHeap();
    }
  }
}
