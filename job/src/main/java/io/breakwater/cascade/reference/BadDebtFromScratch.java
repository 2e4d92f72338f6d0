package io.breakwater.cascade.reference;

import io.breakwater.cascade.record.BadDebt;
import java.math.BigDecimal;
import java.util.List;

/** BadDebt of a row's accounts, or of all; what is realised is nobody's to say from a marker. */
final class BadDebtFromScratch {
  private BadDebtFromScratch() {}

  static BadDebt of(List<Counted> counted, Marker marker) {
    Contributions sums = new Contributions(2);
    for (Counted account : counted) {
      BigDecimal equity = account.valuation().equity();
      BigDecimal certain =
          account.isBacklog()
              ? incentive(account, marker).subtract(equity).max(BigDecimal.ZERO)
              : BigDecimal.ZERO;
      sums.add(equity.negate().max(BigDecimal.ZERO), certain);
    }
    return new BadDebt(sums.sum(0), sums.sum(1), null, null);
  }

  /** What is paid for closing all of it at the marker's prices. */
  private static BigDecimal incentive(Counted account, Marker marker) {
    return Closed.of(account.account(), marker.market(), marker).stream()
        .map(Closed::incentive)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
