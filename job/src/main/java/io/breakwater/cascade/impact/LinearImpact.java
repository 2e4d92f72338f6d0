package io.breakwater.cascade.impact;

/**
 * The move is size / depth: a market whose depth is the same at every distance. (Kyle, Continuous
 * Auctions and Insider Trading, Econometrica 53, 1985: the price is linear in the order flow.)
 *
 * @param depth size that moves the price by all of it, above 0
 */
public record LinearImpact(double depth) implements ImpactModel {
  @Override
  public String name() {
    return "LINEAR";
  }

  @Override
  public double move(double size) {
    return size / depth;
  }

  @Override
  public double meanMove(double from, double to) {
    return (from / 2 + to / 2) / depth;
  }

  @Override
  public double sizeWithin(double move) {
    return move * depth;
  }
}
