package io.breakwater.cascade.aggregate;

import io.breakwater.cascade.account.HealthBins;
import io.breakwater.cascade.record.HealthDistribution;
import io.breakwater.cascade.slice.HealthSums;
import io.breakwater.cascade.slice.MoneySums;
import io.breakwater.cascade.slice.RowSums;
import java.util.ArrayList;
import java.util.List;

/** Tells {@link HealthDistribution}. */
public final class HealthDistributions {
  private HealthDistributions() {}

  /** The distribution of a row's accounts, or of all. */
  public static HealthDistribution of(RowSums sums) {
    return new HealthDistribution(bins(sums.byMargin()), bins(sums.byHealthFactor()));
  }

  private static List<HealthDistribution.Bin> bins(HealthSums sums) {
    List<HealthDistribution.Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < HealthBins.COUNT; bin++) {
      MoneySums accounts = sums.bin(bin);
      bins.add(
          new HealthDistribution.Bin(
              bin == 0 ? null : HealthBins.EDGES.get(bin - 1),
              bin == HealthBins.COUNT - 1 ? null : HealthBins.EDGES.get(bin),
              accounts.accounts(),
              accounts.sum(HealthSums.NOTIONAL),
              accounts.sum(HealthSums.EQUITY),
              accounts.sum(HealthSums.REQUIREMENT)));
    }
    return bins;
  }
}
