package io.breakwater.cascade.reference;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.Concentration;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Concentration of a row; of all prices the watchlist. */
final class ConcentrationFromScratch {
  private static final BigDecimal WITHIN = Exact.share(500);
  private static final int CENTS = 2;
  private static final int[] TOP = {1, 5, 20};
  private static final int LONGEST_WATCHLIST = 20;

  private static final Comparator<Concentration.Watched> LARGEST_FIRST =
      Comparator.comparing(Concentration.Watched::notional)
          .reversed()
          .thenComparing(Concentration.Watched::account);

  private ConcentrationFromScratch() {}

  static Concentration of(Row row) {
    List<Concentration.Share> sides = new ArrayList<>();
    for (Side side : Side.values()) {
      sides.add(share(row, side));
    }
    return new Concentration(sides, largest(nearest(row, row.price()).values()));
  }

  /** Of the whole system: on the nearest of their prices. */
  static Concentration of(List<Row> rows) {
    Map<String, Watched> nearest = new HashMap<>();
    for (Row row : rows) {
      nearest(row, null).forEach((id, watched) -> nearest.merge(id, watched, Watched::nearer));
    }
    return new Concentration(List.of(), largest(nearest.values()));
  }

  private static Concentration.Share share(Row row, Side side) {
    List<BigDecimal> notionals =
        row.reached(side, WITHIN).stream()
            .map(closing -> Exact.rounded(closing.exactSize().multiply(row.mark()), CENTS))
            .sorted(Comparator.reverseOrder())
            .toList();
    BigDecimal whole = sum(notionals);
    if (whole.signum() == 0) {
      return new Concentration.Share(side, null, null);
    }
    BigDecimal squares = sum(notionals.stream().map(each -> each.multiply(each)).toList());
    List<BigDecimal> top = new ArrayList<>();
    for (int count : TOP) {
      top.add(Exact.ratio(sum(notionals.stream().limit(count).toList()), whole));
    }
    return new Concentration.Share(side, Exact.ratio(squares, whole.multiply(whole)), top);
  }

  private static BigDecimal sum(List<BigDecimal> values) {
    return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** An account with its first move. */
  private record Watched(Counted account, Side side, BigDecimal move, BigDecimal notional) {
    static Watched nearer(Watched a, Watched b) {
      return a.move.compareTo(b.move) <= 0 ? a : b;
    }

    Concentration.Watched told() {
      return new Concentration.Watched(
          account.id(), side, Exact.ratio(move.multiply(Exact.WHOLE_BPS)), Exact.money(notional));
    }
  }

  /** Who is not below and falls, by account, on the nearer side; DOWN where both are as near. */
  private static Map<String, Watched> nearest(Row row, String counted) {
    Map<String, Watched> nearest = new HashMap<>();
    Moves moves = new Moves(row.price(), row.marker().market(), row.marker().terms());
    for (Side side : Side.values()) {
      Triggers triggers = new Triggers(row.marker().model(), row.marker().market(), moves, side);
      for (Counted account : row.counted()) {
        if (account.hasSomethingToClose() && !account.isBacklog()) {
          BigDecimal first = triggers.first(account.account());
          if (triggers.isReached(account.account(), first, WITHIN)) {
            nearest.merge(
                account.id(),
                new Watched(account, side, first, account.holdings(counted)),
                Watched::nearer);
          }
        }
      }
    }
    return nearest;
  }

  private static List<Concentration.Watched> largest(Iterable<Watched> watched) {
    List<Concentration.Watched> told = new ArrayList<>();
    watched.forEach(each -> told.add(each.told()));
    told.sort(LARGEST_FIRST);
    return told.stream().limit(LONGEST_WATCHLIST).toList();
  }
}
