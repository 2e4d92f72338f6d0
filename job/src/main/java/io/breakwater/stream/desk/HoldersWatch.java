package io.breakwater.stream.desk;

import io.breakwater.collections.Growth;
import io.breakwater.collections.IntBuffer;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.model.UnitBox;
import java.util.Arrays;

/**
 * Looks at every holder of the factor: the yardstick, and the safety net.
 *
 * <p>For each factor a list of the places of accounts' first elements that it values; by place, who
 * holds it and where in the list it is, so that removal is constant. 8 bytes an element and 4 an
 * entry. Not thread-safe.
 */
final class HoldersWatch implements Watch {
  private static final int LEAST_PLACES = 1 << 10;

  private final Mirror mirror;
  private IntBuffer[] holders = new IntBuffer[16];
  private int[] owners = new int[LEAST_PLACES];
  private int[] positions = new int[LEAST_PLACES];
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

  @Override
  public void relocated(int[] targets, int limit) {
    int capacity = Math.max(LEAST_PLACES, Growth.beyond(limit, limit));
    owners = new int[capacity];
    positions = new int[capacity];
    for (IntBuffer places : holders) {
      for (int i = 0; places != null && i < places.size(); i++) {
        int place = targets[places.get(i)];
        places.set(i, place);
        positions[place] = i;
      }
    }
    for (int slot = 0; slot < mirror.slotLimit(); slot++) {
      moved(slot, slot);
    }
  }

  @Override
  public void moved(int from, int to) {
    for (int place = mirror.from(to); place < mirror.to(to); place++) {
      owners[place] = to;
    }
  }

  @Override
  public void track(int slot) {
    ensurePlaces(mirror.to(slot));
    moved(slot, slot);
    int previous = -1;
    for (int place = mirror.from(slot); place < mirror.to(slot); place++) {
      int factor = mirror.factor(place);
      if (factor != previous) {
        add(factor, place);
      }
      previous = factor;
    }
  }

  private void add(int factor, int place) {
    if (factor >= holders.length) {
      holders = Arrays.copyOf(holders, Math.max(factor + 1, holders.length * 2));
    }
    if (holders[factor] == null) {
      holders[factor] = new IntBuffer();
    }
    positions[place] = holders[factor].size();
    holders[factor].add(place);
    entries++;
  }

  @Override
  public void untrack(int slot) {
    int previous = -1;
    for (int place = mirror.from(slot); place < mirror.to(slot); place++) {
      int factor = mirror.factor(place);
      if (factor != previous) {
        remove(factor, place);
      }
      previous = factor;
    }
  }

  private void remove(int factor, int place) {
    int hole = positions[place];
    int last = holders[factor].removeLast();
    if (last != place) {
      holders[factor].set(hole, last);
      positions[last] = hole;
    }
    holders[factor].trim();
    entries--;
  }

  @Override
  public void decided(int slot, Account counted, UnitBox held) {
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
    IntBuffer places = holders[factor];
    for (int i = 0; i < places.size(); i++) {
      found.add(owners[places.get(i)]);
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
    long bytes = (long) Integer.BYTES * 2 * owners.length;
    for (IntBuffer places : holders) {
      bytes += places == null ? 0 : places.bytes();
    }
    return bytes;
  }

  private void ensurePlaces(int to) {
    if (to > owners.length) {
      int capacity = Growth.beyond(owners.length, to);
      owners = Arrays.copyOf(owners, capacity);
      positions = Arrays.copyOf(positions, capacity);
    }
  }
}
