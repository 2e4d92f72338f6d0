package io.breakwater.margin;

import java.util.Optional;

/**
 * The rules of margin: the seam behind which every venue's rules stand.
 *
 * <p>The rest of the job asks three things of a model: the exact value of an account, the exact
 * level, and a box of prices within which the level cannot change.
 */
public interface MarginModel {

  /**
   * Why an account cannot be valued yet: a sentence that names the instrument or policy whose
   * parameters or price are not known, or that do not fit what the account holds. Empty when the
   * account can be valued; the other methods may be asked only then.
   */
  Optional<String> pendingReason(Account account, Market market);

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
