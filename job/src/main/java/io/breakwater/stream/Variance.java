package io.breakwater.stream;

/**
 * How much a price moves: the mean squared relative move per second, weighted by age with a time
 * constant of ten minutes of the job's clock.
 *
 * <p>Made of the sequenced events alone, so that all subtasks have the same after the same events;
 * it begins anew with a restore. It decides how slack is shared among instruments, never a level.
 */
final class Variance {
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double TIME_CONSTANT_SECONDS = 600;

  private long lastPrice;
  private long lastTime;
  private double variance;

  /** The mean squared relative move per second after a price; 0 while unknown. */
  double after(MarketEvent.PriceChange price) {
    if (lastPrice != 0) {
      double move = (double) (price.price() - lastPrice) / lastPrice;
      double seconds = Math.max(0, price.time() - lastTime) / MICROS_PER_SECOND;
      variance =
          (variance * TIME_CONSTANT_SECONDS + move * move) / (TIME_CONSTANT_SECONDS + seconds);
    }
    lastPrice = price.price();
    lastTime = price.time();
    return variance;
  }
}
