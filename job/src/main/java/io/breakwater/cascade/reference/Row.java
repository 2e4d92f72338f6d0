package io.breakwater.cascade.reference;

import io.breakwater.cascade.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One price at a marker: who rests on it, and what closing them does to it.
 *
 * @param price id of the observed factor
 * @param mark its accepted value
 * @param counted accounts that owe, can be valued and rest on it
 * @param pending how many that cannot be valued rest on it, as far as is known
 * @param closings of each side, nearest first
 */
record Row(
    String price,
    BigDecimal mark,
    List<Counted> counted,
    long pending,
    Map<Side, List<AccountClosing>> closings,
    RowMarket market,
    Marker marker) {

  static Row of(String price, Population population) {
    Marker marker = population.marker();
    List<Counted> counted =
        population.counted().stream().filter(each -> each.prices().contains(price)).toList();
    long pending =
        population.pending().stream()
            .filter(account -> Counted.prices(account, marker).contains(price))
            .count();
    Map<Side, List<AccountClosing>> closings = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      closings.put(side, closings(counted, price, side, marker));
    }
    return new Row(
        price,
        marker.market().value(price),
        counted,
        pending,
        closings,
        RowMarket.of(price, marker),
        marker);
  }

  private static List<AccountClosing> closings(
      List<Counted> counted, String price, Side side, Marker marker) {
    Moves moves = new Moves(price, marker.market(), marker.terms());
    Triggers triggers = new Triggers(marker.model(), marker.market(), moves, side);
    List<AccountClosing> closings = new ArrayList<>();
    for (Counted account : counted) {
      AccountClosing closing = AccountClosing.of(account, price, side, triggers);
      if (closing != null) {
        closings.add(closing);
      }
    }
    closings.sort(Comparator.comparing(AccountClosing::first));
    return closings;
  }

  /** What has become liquidatable after a move, share of the mark. */
  List<AccountClosing> reached(Side side, BigDecimal move) {
    return closings.get(side).stream().filter(closing -> closing.isReached(move)).toList();
  }

  /** V(x): how much closing that sells or buys. */
  BigDecimal size(Side side, BigDecimal move) {
    return sum(reached(side, move));
  }

  /** V(0): how much of it is below already. */
  BigDecimal backlog(Side side) {
    return sum(closings.get(side).stream().filter(AccountClosing::isBacklog).toList());
  }

  static BigDecimal sum(List<AccountClosing> closings) {
    return closings.stream().map(AccountClosing::size).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The price after a move away from the mark, 0 or more. */
  BigDecimal shocked(Side side, BigDecimal move) {
    BigDecimal signed = move.multiply(BigDecimal.valueOf(side.sign()));
    return mark.multiply(BigDecimal.ONE.add(signed)).max(BigDecimal.ZERO);
  }
}
