package io.breakwater.cascade.aggregate;

import io.breakwater.cascade.record.BadDebt;
import io.breakwater.cascade.slice.RowSums;

/** Tells {@link BadDebt}; what is realised is null, since nobody counts it. */
public final class BadDebts {
  private BadDebts() {}

  /** The bad debt of a row's accounts, or of all. */
  public static BadDebt of(RowSums sums) {
    return new BadDebt(
        sums.badDebt().sum(RowSums.LATENT), sums.badDebt().sum(RowSums.CERTAIN), null, null);
  }
}
