package io.breakwater.stream.desk;

import io.breakwater.collections.IntBuffer;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.model.UnitBox;

/**
 * Whom to look at when factors move. An account that is not named must be at the level at which it
 * was when it was last tracked.
 *
 * <p>Accounts are slots of the {@link Mirror}; factors are their integers.
 */
public interface Watch extends Mirror.Relocation {
  /** Takes in an account as the mirror holds it now; {@link #decided} follows before any tick. */
  void track(int slot);

  /**
   * Many accounts follow, each tracked and decided once; no tick comes before {@link #loadEnded}.
   */
  void loadStarted();

  /** All of them have come. */
  void loadEnded();

  /** Stops to watch an account; the mirror still holds it as it was when it was tracked. */
  void untrack(int slot);

  /** An account, tracked or pending, has another slot; the mirror holds it there. */
  void moved(int from, int to);

  /**
   * An account is decided at the values and the level that stand now.
   *
   * @param counted what counts of it
   * @param held values among which what is certain of it does not get worse, where that is better
   *     than its level
   */
  void decided(int slot, Account counted, UnitBox held);

  /** An account was looked at, and its fast form has told that its level stays. */
  void confirmed(int slot);

  /**
   * Adds to {@code found} every tracked account whose level could be another because a factor has
   * moved, each once, in any order. Where one event moves several factors it is asked for each: who
   * is named for none must be at the level at which it was.
   */
  void collect(int factor, long before, long after, IntBuffer found);

  /** What is known of a tracked account: for the log. */
  String describe(int slot);

  /** How many entries the index has. */
  long entries();

  /** Bytes of the index's arrays, whether used or not. */
  long bytes();
}
