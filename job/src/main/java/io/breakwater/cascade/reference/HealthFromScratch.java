package io.breakwater.cascade.reference;

import io.breakwater.cascade.record.HealthDistribution;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** HealthDistribution of a row's accounts, or of all. */
final class HealthFromScratch {
  private static final List<BigDecimal> EDGES =
      Stream.of("0", "1", "1.05", "1.1", "1.25", "1.5", "2", "5").map(BigDecimal::new).toList();

  private HealthFromScratch() {}

  /**
   * Distribution of some accounts.
   *
   * @param row whose positions and debts are counted; null for all
   */
  static HealthDistribution of(List<Counted> counted, String row, Marker marker) {
    List<Contributions> byMargin = empty();
    List<Contributions> byFactor = empty();
    for (Counted account : counted) {
      if (account.hasSomethingToClose()) {
        boolean hasPositions = account.hasPositions();
        int bin = hasPositions ? byMargin(account) : byHealthFactor(account, marker);
        BigDecimal notional = hasPositions ? account.positions(row) : account.debts(row);
        (hasPositions ? byMargin : byFactor)
            .get(bin)
            .add(notional, account.valuation().equity(), account.valuation().requirement());
      }
    }
    return new HealthDistribution(bins(byMargin), bins(byFactor));
  }

  private static List<Contributions> empty() {
    return Stream.generate(() -> new Contributions(3)).limit(EDGES.size() + 1).toList();
  }

  /** By E / M: the last bin whose lower edge e has E ≥ e · M. */
  private static int byMargin(Counted account) {
    BigDecimal equity = account.valuation().equity();
    BigDecimal requirement = account.valuation().requirement();
    int bin = 0;
    while (bin < EDGES.size() && equity.compareTo(EDGES.get(bin).multiply(requirement)) >= 0) {
      bin++;
    }
    return bin;
  }

  private static int byHealthFactor(Counted account, Marker marker) {
    BigDecimal factor = marker.model().healthFactor(account.account(), marker.market());
    int bin = 0;
    while (bin < EDGES.size() && factor.compareTo(EDGES.get(bin)) >= 0) {
      bin++;
    }
    return bin;
  }

  private static List<HealthDistribution.Bin> bins(List<Contributions> sums) {
    List<HealthDistribution.Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < sums.size(); bin++) {
      Contributions sum = sums.get(bin);
      bins.add(
          new HealthDistribution.Bin(
              bin == 0 ? null : EDGES.get(bin - 1),
              bin == EDGES.size() ? null : EDGES.get(bin),
              sum.accounts(),
              sum.sum(0),
              sum.sum(1),
              sum.sum(2)));
    }
    return bins;
  }
}
