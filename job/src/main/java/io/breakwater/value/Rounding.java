package io.breakwater.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The quotients of the margin model, each taken once, to {@link Decimals#SCALE} decimals, in the
 * direction in which equity falls. The fast path and the reference evaluator share them.
 */
public final class Rounding {
  private Rounding() {}

  /**
   * 1 / entry of an inverse contract, whose profit is size · (price · (1 / entry) − 1): rounded
   * down for a long, up for a short, so that equity falls.
   *
   * @param size signed, numeraire
   * @param entry numeraire per contract, above 0
   * @throws RefusedException {@link Refusal#CONTRADICTION} when entry is not above 0
   */
  public static BigDecimal inverseEntry(BigDecimal size, BigDecimal entry) {
    if (entry.signum() <= 0) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "entryPrice of an inverse position is "
              + entry.toPlainString()
              + ": its profit divides by it; give the price above 0 at which it was opened.");
    }
    RoundingMode mode = size.signum() < 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
    return Decimals.canonical(BigDecimal.ONE.divide(entry, Decimals.SCALE, mode));
  }

  /**
   * The units of an amount that grows with an index, amount / index: at the present index they are
   * worth the amount that stands then. Rounded down for what is owned, up for what is owed, so that
   * equity falls.
   *
   * @param amount 0 or more
   * @param index at which the amount was stated, above 0
   * @param owed whether it is a debt
   */
  public static BigDecimal perIndex(BigDecimal amount, BigDecimal index, boolean owed) {
    RoundingMode mode = owed ? RoundingMode.CEILING : RoundingMode.FLOOR;
    return Decimals.canonical(amount.divide(index, Decimals.SCALE, mode));
  }
}
