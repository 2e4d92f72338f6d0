package io.breakwater.cascade.ladder;

import io.breakwater.cascade.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded closings of one price, of every kind that an account can add. */
public final class RandomClosings {
  private static final double NONE = 0;

  private final SplittableRandom random;
  private final double mark;

  /** By what typical sizes are multiplied. */
  private final double scale;

  public RandomClosings(long seed, double mark, double scale) {
    random = new SplittableRandom(seed);
    this.mark = mark;
    this.scale = scale;
  }

  /** Closings of both sides, and some that are liquidatable already. */
  public List<Closing> many(int count) {
    List<Closing> closings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      closings.add(one(random.nextInt(3) == 0 ? Side.UP : Side.DOWN));
    }
    return closings;
  }

  /** One closing. */
  public Closing one(Side side) {
    boolean isBacklog = random.nextInt(200) == 0;
    double size = scale * Math.exp(2 * gaussian());
    double move = isBacklog ? NONE : move();
    double gap = isBacklog ? random.nextDouble(-0.05, 0.05) : gap();
    Closing closing = of(side, mark, size, move, gap);
    closing.isBacklog = isBacklog;
    if (random.nextInt(10) == 0) {
      closing.lossPerPrice *= random.nextDouble(-0.5, 1.5);
      closing.largestLossPerPrice = closing.lossPerPrice;
      closing.largestLossAtMark = closing.lossAtMark;
    }
    if (random.nextInt(5) == 0) {
      closing.largestSize *= random.nextDouble(1, 1.5);
      closing.largestLossAtMark += Math.abs(closing.lossAtMark) * random.nextDouble(0.5);
    }
    return closing;
  }

  /** From near the mark to far away, most of them within a third; all moves below 1. */
  private double move() {
    return random.nextInt(20) == 0
        ? random.nextDouble(0.0001, 0.99)
        : Math.min(0.99, 0.0005 + 0.1 * Math.abs(gaussian()));
  }

  private double gap() {
    return random.nextInt(10) == 0 ? random.nextDouble(0.8) : random.nextDouble(0.0, 0.06);
  }

  private double gaussian() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /**
   * A closing of contracts alone.
   *
   * @param gap from the trigger price to the one at which nothing is left, share of the former
   */
  public static Closing of(Side side, double mark, double size, double move, double gap) {
    Closing closing = new Closing();
    double away = side.sign();
    closing.side = side;
    closing.triggerMove = move;
    closing.triggerPrice = mark * (1 + away * move);
    closing.size = size;
    closing.largestSize = size;
    closing.notionalAtTrigger = size * closing.triggerPrice;
    closing.lossPerPrice = size;
    closing.lossAtMark = -size * (move * mark + gap * closing.triggerPrice);
    closing.largestLossPerPrice = closing.lossPerPrice;
    closing.largestLossAtMark = closing.lossAtMark;
    return closing;
  }

  /** Makes a part of a closing deposits, bought at a discount. */
  public static Closing seized(Closing closing, double share, double discount) {
    closing.seizedSize = closing.size * share;
    closing.seizedIncentive = closing.seizedSize * discount;
    return closing;
  }
}
