package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.mirror.Bounds;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.mirror.MirroredAccount;

/**
 * A model for the many: what of an account is kept in flat arrays, and what can be told from that
 * alone. It decides nothing: where it tells a level, the exact decision is the same, and where it
 * cannot, it says so.
 *
 * <p>Made for one market of floating-point numbers, see {@link MarginModel#fastForm}. Not
 * thread-safe.
 */
public interface FastForm {
  /** The answer where the level cannot be told. */
  int UNCERTAIN = -1;

  /**
   * An account as numbers. Its elements name each of the account's factors at least once, with
   * those of one factor side by side, and each of its instruments.
   *
   * @param account what counts of an account that is not pending
   */
  CompactAccount compact(Account account, Market market);

  /** The code of the level that follows at the values that stand now, or {@link #UNCERTAIN}. */
  int level(MirroredAccount account);

  /**
   * Finds the bounds of an account whose present level {@link #level} has just told.
   *
   * @param found cleared first
   */
  void bounds(MirroredAccount account, Bounds found);

  /**
   * Finds the bounds of an account that has just been decided, or is taken in as it was.
   *
   * @param mirrored at the level at which it stands
   * @param account what counts of it
   * @param found cleared first
   */
  void bounds(MirroredAccount mirrored, Account account, Market market, Bounds found);

  /**
   * A form for what aggregates ask. By default one that tells nothing of any account: those are
   * counted apart, as ones that aggregates cannot value.
   */
  default MoveForm moveForm() {
    return new NoMoves();
  }
}
