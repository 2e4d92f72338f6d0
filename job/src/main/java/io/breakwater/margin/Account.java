package io.breakwater.margin;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One margin group: a cross-margin account, one isolated position, or one lending account.
 *
 * <p>Balances and positions are ordered by instrument, then side or leg; empty ones are left out.
 *
 * @param id the account
 * @param cash numeraire, negative when owed
 * @param balances amounts of assets, at most one per instrument and side
 * @param positions open positions, at most one per instrument and leg
 */
public record Account(
    String id, BigDecimal cash, List<Balance> balances, List<Position> positions) {

  private static final Comparator<Balance> BALANCE_ORDER =
      Comparator.comparing(Balance::instrument).thenComparing(Balance::side);
  private static final Comparator<Position> POSITION_ORDER =
      Comparator.comparing(Position::instrument).thenComparing(Position::leg);

  /**
   * @throws RefusedException {@link Refusal#CONTRADICTION} when a balance or position appears twice
   */
  public Account {
    id = Texts.id(id, "account id");
    cash = Decimals.checked(cash, "cash of " + id);
    balances =
        balances.stream().filter(b -> b.amount().signum() > 0).sorted(BALANCE_ORDER).toList();
    positions =
        positions.stream().filter(p -> p.size().signum() != 0).sorted(POSITION_ORDER).toList();
    Set<String> seen = new HashSet<>();
    for (Balance balance : balances) {
      requireOnce(seen, id, balance.side() + " of " + balance.instrument());
    }
    for (Position position : positions) {
      requireOnce(
          seen, id, "position in " + position.instrument() + " leg '" + position.leg() + "'");
    }
  }

  private static void requireOnce(Set<String> seen, String id, String element) {
    if (!seen.add(element)) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "account " + id + " holds two times " + element + ": give it once.");
    }
  }

  /** Whether it owes anything: a position, a debt or negative cash. Else it is always HEALTHY. */
  public boolean owes() {
    return !positions.isEmpty() || owesCashOrAssets();
  }

  /** Whether it owes cash or an asset, whatever its positions. */
  boolean owesCashOrAssets() {
    return cash.signum() < 0
        || balances.stream().anyMatch(balance -> balance.side() == BalanceSide.DEBT);
  }

  /** Whether a position or a deposit is left that a liquidator could close or seize. */
  public boolean hasSomethingToClose() {
    return !positions.isEmpty() || balances.stream().anyMatch(b -> b.side() == BalanceSide.DEPOSIT);
  }
}
