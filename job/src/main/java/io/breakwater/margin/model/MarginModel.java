package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.terms.Level;

/**
 * The rules of margin: the seam behind which every venue's rules stand.
 *
 * <p>The rest of the job asks four things of a model: what of an account can be valued, the exact
 * value of that, the exact level, and a box of prices within which the level cannot change.
 */
public interface MarginModel {

  /**
   * What of an account can be valued. A deposit whose parameters or price are not known, or that is
   * not an asset, counts for nothing: what nobody can value must not shield an account. A position
   * or a debt of which that is so leaves the whole account pending, as an unknown policy does.
   *
   * <p>The other methods may be asked of the account that counts, and only while it is not pending.
   */
  Appraisal appraise(Account account, Market market);

  /** Equity and requirement at the market's prices, exact. */
  Valuation value(Account account, Market market);

  /**
   * The level that follows from the previous one, by exact arithmetic, with the {@link #value} that
   * it follows from.
   *
   * @param previous the level before; matters only where the policy has hysteresis
   */
  Decision decide(Account account, Level previous, Market market);

  /**
   * Prices among which the account keeps its level: whatever combination of prices inside of the
   * box comes, {@link #decide} with the level as the previous one answers the level.
   *
   * @param level the level that {@link #decide} answers at the market's prices
   */
  SafeBox safeBox(Account account, Level level, Market market);
}
