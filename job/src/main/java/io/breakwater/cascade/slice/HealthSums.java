package io.breakwater.cascade.slice;

import io.breakwater.cascade.account.HealthBins;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Accounts by the bin of their health. */
public final class HealthSums {
  /** Figure of the notional of positions, or of debts. */
  public static final int NOTIONAL = 0;

  public static final int EQUITY = 1;
  public static final int REQUIREMENT = 2;

  private final MoneySums[] bins = new MoneySums[HealthBins.COUNT];

  HealthSums() {
    for (int bin = 0; bin < bins.length; bin++) {
      bins[bin] = new MoneySums(3);
    }
  }

  void add(int bin, Money notional, Money equity, Money requirement) {
    bins[bin].add(notional, equity, requirement);
  }

  void merge(HealthSums other) {
    for (int bin = 0; bin < bins.length; bin++) {
      bins[bin].merge(other.bins[bin]);
    }
  }

  /** The accounts of a bin. */
  public MoneySums bin(int bin) {
    return bins[bin];
  }

  boolean fits() {
    boolean fits = true;
    for (MoneySums bin : bins) {
      fits &= bin.fits();
    }
    return fits;
  }

  void write(DataOutput out) throws IOException {
    for (MoneySums bin : bins) {
      bin.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    for (MoneySums bin : bins) {
      bin.read(in);
    }
  }
}
