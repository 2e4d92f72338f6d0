package io.breakwater.local.keeper;

import java.math.BigDecimal;

/**
 * What a keeper has done so far.
 *
 * @param closed accounts that it closed out
 * @param repeats triggers that came again
 * @param replaced triggers that took the place of earlier ones
 * @param obsolete triggers of epochs that were over when they came
 * @param open episodes that go on
 * @param fees earned, numeraire
 * @param badDebt paid by the insurance fund, numeraire
 */
public record KeeperTotals(
    long closed,
    long repeats,
    long replaced,
    long obsolete,
    int open,
    BigDecimal fees,
    BigDecimal badDebt) {
  /** Of a keeper that has done nothing. */
  public static final KeeperTotals NONE =
      new KeeperTotals(0, 0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

  KeeperTotals plusClosed(Settlement settlement) {
    return new KeeperTotals(
        closed + 1,
        repeats,
        replaced,
        obsolete,
        open,
        fees.add(settlement.fee()),
        badDebt.add(settlement.badDebt()));
  }

  KeeperTotals plusRepeat() {
    return new KeeperTotals(closed, repeats + 1, replaced, obsolete, open, fees, badDebt);
  }

  KeeperTotals plusReplaced() {
    return new KeeperTotals(closed, repeats, replaced + 1, obsolete, open, fees, badDebt);
  }

  KeeperTotals plusObsolete() {
    return new KeeperTotals(closed, repeats, replaced, obsolete + 1, open, fees, badDebt);
  }

  KeeperTotals withOpen(int episodes) {
    return new KeeperTotals(closed, repeats, replaced, obsolete, episodes, fees, badDebt);
  }
}
