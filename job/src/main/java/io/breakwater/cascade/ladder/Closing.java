package io.breakwater.cascade.ladder;

import io.breakwater.cascade.Side;

/**
 * What closing one account adds to one side of one price. Sizes are in units of the price's factor
 * at the marker, money in the numeraire, prices those of the row's factor. One closing is filled
 * and read for one account after the other, so that nothing is allocated.
 *
 * <p>What is missing after the closing, with its legs on this price filled at P and all else at the
 * marker's prices, incentive paid, is {@code max(0, lossAtMark + lossPerPrice · |mark − P|)}, |…|
 * being how far the fill lies from the mark on its side.
 */
public final class Closing {
  /** Which way the price moves. */
  public Side side;

  /** Whether it is LIQUIDATABLE or worse already: it is in every shock, at the mark. */
  public boolean isBacklog;

  /** The move, share of the mark, above 0, from which it is below; 0 for the backlog. */
  public double triggerMove;

  /** The price there; the mark for the backlog. */
  public double triggerPrice;

  /** Net size that closing sells (DOWN) or buys (UP), above 0. */
  public double size;

  /** {@link #size} at {@link #triggerPrice}. */
  public double notionalAtTrigger;

  /** What would be missing with its fill at the mark; below 0 where something is left. */
  public double lossAtMark;

  /** What more is missing for each unit of price that the fill lies away from the mark. */
  public double lossPerPrice;

  /** The most that its plan could ever close on this side, at least {@link #size}. */
  public double largestSize;

  /** As {@link #lossAtMark}, of the closing that leaves the most missing. */
  public double largestLossAtMark;

  /** As {@link #lossPerPrice}, of the closing that leaves the most missing. */
  public double largestLossPerPrice;

  /** Part of {@link #size} that is deposits, which liquidators buy at a discount. */
  public double seizedSize;

  /** {@link #seizedSize} times the discount at which it is bought, b / (1 + b) each. */
  public double seizedIncentive;
}
