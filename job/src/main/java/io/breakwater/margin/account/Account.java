package io.breakwater.margin.account;

import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.value.Decimals;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;
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

  /**
   * @throws RefusedException {@link Refusal#CONTRADICTION} when a balance or position appears twice
   */
  public Account {
    id = Texts.id(id, "account id");
    cash = Decimals.checked(cash, "cash of " + id);
    String owner = id;
    balances =
        listed(
            balances,
            balance -> !balance.isEmpty(),
            Balance.ORDER,
            balance -> twice(owner, balance.name()));
    positions =
        listed(
            positions,
            position -> !position.isEmpty(),
            Position.ORDER,
            position -> twice(owner, position.name()));
  }

  /**
   * The parts that are asked for, in order, each once. Decisions build accounts, so it spares what
   * it can.
   */
  static <T> List<T> listed(
      List<T> parts,
      Predicate<T> isAsked,
      Comparator<T> order,
      Function<T, RefusedException> twice) {
    List<T> listed = new ArrayList<>(parts.size());
    boolean ordered = true;
    for (T part : parts) {
      if (isAsked.test(part)) {
        ordered &= listed.isEmpty() || order.compare(last(listed), part) < 0;
        listed.add(part);
      }
    }
    if (!ordered) {
      listed.sort(order);
      for (int i = 1; i < listed.size(); i++) {
        if (order.compare(listed.get(i - 1), listed.get(i)) == 0) {
          throw twice.apply(listed.get(i));
        }
      }
    }
    return List.copyOf(listed);
  }

  private static <T> T last(List<T> values) {
    return values.get(values.size() - 1);
  }

  private static RefusedException twice(String id, String element) {
    return new RefusedException(
        Refusal.CONTRADICTION, "account " + id + " holds two times " + element + ": give it once.");
  }

  /** Whether it holds and owes nothing but cash. */
  public boolean isEmpty() {
    return balances.isEmpty() && positions.isEmpty();
  }

  /** Whether it owes anything: a position, a debt or negative cash. Else it is always HEALTHY. */
  public boolean owes() {
    return !positions.isEmpty() || owesCashOrAssets();
  }

  /** Whether it owes cash or an asset, whatever its positions. */
  public boolean owesCashOrAssets() {
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
