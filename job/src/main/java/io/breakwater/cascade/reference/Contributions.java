package io.breakwater.cascade.reference;

import java.math.BigDecimal;
import java.util.Arrays;

/** Adds what accounts contribute, rounded first; an account that no sum can take is left out. */
final class Contributions {
  private long accounts;
  private BigDecimal[] sums;

  /**
   * @param figures how many are added of each account
   */
  Contributions(int figures) {
    sums = new BigDecimal[figures];
    Arrays.fill(sums, BigDecimal.ZERO);
  }

  /** One account's money. */
  void add(BigDecimal... money) {
    BigDecimal[] next = sums.clone();
    for (int i = 0; i < money.length; i++) {
      BigDecimal rounded = Exact.money(money[i]);
      if (!Exact.fitsMoney(rounded)) {
        return;
      }
      next[i] = next[i].add(rounded);
    }
    sums = next;
    accounts++;
  }

  long accounts() {
    return accounts;
  }

  BigDecimal sum(int figure) {
    return Exact.money(sums[figure]);
  }
}
