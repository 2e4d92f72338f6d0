package io.breakwater.margin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

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
    String owner = id;
    balances =
        present(
            balances,
            balance -> balance.amount().signum() > 0,
            BALANCE_ORDER,
            balance -> twice(owner, balance.side() + " of " + balance.instrument()));
    positions =
        present(
            positions,
            position -> position.size().signum() != 0,
            POSITION_ORDER,
            position ->
                twice(
                    owner,
                    "position in " + position.instrument() + " leg '" + position.leg() + "'"));
  }

  /** The parts that are not empty, in order. Decisions build accounts, so it spares what it can. */
  private static <T> List<T> present(
      List<T> parts,
      Predicate<T> isPresent,
      Comparator<T> order,
      Function<T, RefusedException> twice) {
    List<T> present = new ArrayList<>(parts.size());
    boolean ordered = true;
    for (T part : parts) {
      if (isPresent.test(part)) {
        ordered &= present.isEmpty() || order.compare(last(present), part) < 0;
        present.add(part);
      }
    }
    if (!ordered) {
      present.sort(order);
      for (int i = 1; i < present.size(); i++) {
        if (order.compare(present.get(i - 1), present.get(i)) == 0) {
          throw twice.apply(present.get(i));
        }
      }
    }
    return List.copyOf(present);
  }

  private static <T> T last(List<T> values) {
    return values.get(values.size() - 1);
  }

  private static RefusedException twice(String id, String element) {
    return new RefusedException(
        Refusal.CONTRADICTION, "account " + id + " holds two times " + element + ": give it once.");
  }

  /** Whether it owes anything: a position, a debt or negative cash. Else it is always HEALTHY. */
  public boolean owes() {
    return !positions.isEmpty() || owesCashOrAssets();
  }

  /** Whether it owes cash or an asset, whatever its positions. */
  boolean owesCashOrAssets() {
    return cash.signum() < 0 || hasBalance(BalanceSide.DEBT);
  }

  /** Whether a position or a deposit is left that a liquidator could close or seize. */
  public boolean hasSomethingToClose() {
    return !positions.isEmpty() || hasBalance(BalanceSide.DEPOSIT);
  }

  private boolean hasBalance(BalanceSide side) {
    for (Balance balance : balances) {
      if (balance.side() == side) {
        return true;
      }
    }
    return false;
  }
}
