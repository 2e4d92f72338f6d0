package io.breakwater.margin.fast;

import java.util.Arrays;

/**
 * How prices have moved, by index of instrument: mean and mean square of the relative moves per
 * second, weighted by age with a time constant of {@link #TIME_CONSTANT_SECONDS} on the job's
 * clock.
 *
 * <p>The means are taken over the weighted time that was seen, so that they are unbiased from the
 * first moves on. They are made of the sequenced events alone, so that all subtasks have the same
 * after the same events, and begin anew with a restore. They never decide a level. Not thread-safe.
 */
public final class MoveStatistics {
  /** Age at which a move counts about half. */
  static final double TIME_CONSTANT_SECONDS = 60;

  private static final double MICROS_PER_SECOND = 1e6;

  private double[] seconds = new double[16];
  private double[] moves = new double[16];
  private double[] squares = new double[16];

  /**
   * Adds a move.
   *
   * @param before price before, above 0
   * @param after price after, in the same unit
   * @param micros time between the two; below 0 counts as 0
   */
  public void add(int instrument, long before, long after, long micros) {
    ensure(instrument);
    double move = (double) (after - before) / before;
    double passed = Math.max(0, micros) / MICROS_PER_SECOND;
    double kept = TIME_CONSTANT_SECONDS / (TIME_CONSTANT_SECONDS + passed);
    seconds[instrument] = (seconds[instrument] + passed) * kept;
    moves[instrument] = (moves[instrument] + move) * kept;
    squares[instrument] = (squares[instrument] + move * move) * kept;
  }

  private void ensure(int instrument) {
    if (instrument >= seconds.length) {
      int size = Math.max(instrument + 1, seconds.length * 2);
      seconds = Arrays.copyOf(seconds, size);
      moves = Arrays.copyOf(moves, size);
      squares = Arrays.copyOf(squares, size);
    }
  }

  /** Whether an instrument is known to move. */
  boolean isKnown(int instrument) {
    return instrument < seconds.length && seconds[instrument] > 0 && squares[instrument] > 0;
  }

  /** Mean relative move per second of an instrument that is known to move. */
  double drift(int instrument) {
    return moves[instrument] / seconds[instrument];
  }

  /** Root of the mean squared relative move per second of an instrument that is known to move. */
  double volatility(int instrument) {
    return Math.sqrt(squares[instrument] / seconds[instrument]);
  }
}
