package io.breakwater.cascade.reference;

import io.breakwater.cascade.Side;
import java.math.BigDecimal;
import java.util.List;

/**
 * What closing one account does to one side of one row, exact.
 *
 * @param account that closes
 * @param triggers decides whether it is below after a move
 * @param isBacklog whether it is LIQUIDATABLE or worse at the marker
 * @param first move from which it is below, share of the mark; 0 for the backlog
 * @param price of the row there; the mark for the backlog
 * @param exactSize that is sold (DOWN) or bought (UP)
 * @param size the same, rounded; above 0
 * @param lossAtMark what is missing with its fill at the mark; below 0 where something is left
 * @param lossPerPrice what more is missing for each unit of price that the fill lies off the mark
 * @param seized part of the size that is deposits; 0 where the price rises
 * @param discount at which liquidators get these, share of what they are worth at their fill
 */
record AccountClosing(
    Counted account,
    Triggers triggers,
    boolean isBacklog,
    BigDecimal first,
    BigDecimal price,
    BigDecimal exactSize,
    BigDecimal size,
    BigDecimal lossAtMark,
    BigDecimal lossPerPrice,
    BigDecimal seized,
    BigDecimal discount) {

  /** What an account adds to a side of a row; null where that is nothing. */
  static AccountClosing of(Counted account, String row, Side side, Triggers triggers) {
    if (!account.hasSomethingToClose()) {
      return null;
    }
    boolean isBacklog = account.isBacklog();
    BigDecimal first = isBacklog ? BigDecimal.ZERO : triggers.first(account.account());
    return first == null ? null : of(account, row, side, triggers, isBacklog, first);
  }

  private static AccountClosing of(
      Counted account,
      String row,
      Side side,
      Triggers triggers,
      boolean isBacklog,
      BigDecimal first) {
    Marker marker = account.marker();
    BigDecimal mark = marker.market().value(row);
    List<Closed> closed = Closed.of(account.account(), triggers.after(first), marker);
    BigDecimal net = BigDecimal.ZERO;
    BigDecimal seized = BigDecimal.ZERO;
    BigDecimal seizedIncentive = BigDecimal.ZERO;
    BigDecimal incentive = BigDecimal.ZERO;
    BigDecimal rowIncentive = BigDecimal.ZERO;
    for (Closed element : closed) {
      incentive = incentive.add(element.incentive());
      if (row.equals(element.soldIn())) {
        net = net.add(element.value());
        rowIncentive = rowIncentive.add(element.incentive());
        if (element.seized()) {
          seized = seized.add(element.value());
          seizedIncentive = seizedIncentive.add(element.incentive());
        }
      }
    }
    BigDecimal sold = side == Side.DOWN ? net : net.negate();
    BigDecimal exactSize = Exact.quotient(sold, mark);
    BigDecimal size = Exact.size(exactSize);
    if (size.signum() <= 0) {
      return null;
    }
    BigDecimal away = BigDecimal.valueOf(side.sign());
    return new AccountClosing(
        account,
        triggers,
        isBacklog,
        first,
        mark.multiply(BigDecimal.ONE.add(away.multiply(first))),
        exactSize,
        size,
        incentive.subtract(account.valuation().equity()),
        Exact.quotient(sold.add(away.multiply(rowIncentive)), mark),
        side == Side.DOWN ? Exact.quotient(seized, mark).min(size) : BigDecimal.ZERO,
        seized.signum() == 0 ? BigDecimal.ZERO : Exact.quotient(seizedIncentive, seized));
  }

  /** Whether it is below after a move away from the mark, or was on the way. */
  boolean isReached(BigDecimal move) {
    return isBacklog || triggers.isReached(account.account(), first, move);
  }

  /** {@link #exactSize} at {@link #price}, rounded. */
  BigDecimal notionalAtTrigger() {
    return Exact.money(exactSize.multiply(price));
  }
}
