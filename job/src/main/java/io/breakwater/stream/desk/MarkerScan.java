package io.breakwater.stream.desk;

import java.util.BitSet;

/**
 * Looks at all accounts once, each as it was when it began, in pieces between which the desk goes
 * on: an account that is about to change is looked at first, one that comes later not at all. Not
 * thread-safe.
 */
final class MarkerScan implements Mirror.BeforeWrite {
  /** Accounts between two looks at the clock. */
  private static final int PIECE = 32;

  /** What is done with each account. */
  interface Look {
    /** The account of a slot, as it was when the scan began. */
    void at(int slot);
  }

  private final Mirror mirror;
  private final Look look;

  /** Slots that have been looked at out of turn, or whose accounts have come since. */
  private final BitSet done = new BitSet();

  private int next;
  private int limit;

  MarkerScan(Mirror mirror, Look look) {
    this.mirror = mirror;
    this.look = look;
  }

  /** Begins; the scan before is over. */
  void begin() {
    done.clear();
    next = 0;
    limit = mirror.slotLimit();
  }

  /** Whether accounts are left to be looked at. */
  boolean isRunning() {
    return next < limit;
  }

  /** Looks at accounts until none is left, or the time is up. */
  void run(long nanos) {
    long end = System.nanoTime() + nanos;
    do {
      lookAtSome(PIECE);
    } while (isRunning() && System.nanoTime() - end < 0);
  }

  /** Looks at all accounts that are left. */
  void finish() {
    while (isRunning()) {
      lookAtSome(PIECE);
    }
  }

  private void lookAtSome(int count) {
    int end = Math.min(next + count, limit);
    while (next < end) {
      int slot = next++;
      if (!done.get(slot) && slot < mirror.slotLimit() && mirror.isUsed(slot)) {
        look.at(slot);
      }
    }
  }

  @Override
  public void beforeWrite(int slot) {
    if (slot >= next && slot < limit && !done.get(slot)) {
      done.set(slot);
      look.at(slot);
    }
  }

  @Override
  public void taken(int slot) {
    if (slot >= next && slot < limit) {
      done.set(slot);
    }
  }
}
