package io.breakwater.cascade.projection;

import io.breakwater.cascade.Side;

/**
 * What a shock of one price comes to.
 *
 * @param rounds of closing until nothing was added
 * @param accounts that have closed, in whole or in part
 * @param firstSize size that closed in the first round
 * @param totalSize size that closed
 * @param finalPrice infinite where no price is told for so much
 * @param badDebt what is missing with each closing at the mean price of its round
 * @param badDebtAtFinalPrice what is missing with all at the final price
 * @param sizeWithBadDebt size of the closings that left bad debt
 * @param stalledSize what liquidators leave open
 */
record Outcome(
    int rounds,
    long accounts,
    double firstSize,
    double totalSize,
    double finalPrice,
    double badDebt,
    double badDebtAtFinalPrice,
    double sizeWithBadDebt,
    double stalledSize) {

  /** In each but rounds the worse of this and another: rounding puts no bound below an estimate. */
  Outcome atLeast(Outcome other, Side side) {
    return new Outcome(
        rounds,
        Math.max(accounts, other.accounts),
        Math.max(firstSize, other.firstSize),
        Math.max(totalSize, other.totalSize),
        side == Side.DOWN
            ? Math.min(finalPrice, other.finalPrice)
            : Math.max(finalPrice, other.finalPrice),
        Math.max(badDebt, other.badDebt),
        Math.max(badDebtAtFinalPrice, other.badDebtAtFinalPrice),
        Math.max(sizeWithBadDebt, other.sizeWithBadDebt),
        Math.max(stalledSize, other.stalledSize));
  }
}
