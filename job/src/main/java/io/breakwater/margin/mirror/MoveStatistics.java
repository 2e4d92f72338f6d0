package io.breakwater.margin.mirror;

import java.util.Arrays;

/**
 * How factors have moved, by their integers: mean and mean square of the moves per second, in the
 * unit of the factor, which may be zero or below, weighted by age with a time constant of {@link
 * #TIME_CONSTANT_SECONDS} on the job's clock.
 *
 * <p>The means are taken over the weighted time that was seen, so that they are unbiased from the
 * first moves on. They are made of the sequenced events alone, so that all subtasks have the same
 * after the same events, and begin anew with a restore. They never decide a level. Not thread-safe.
 */
public final class MoveStatistics {
  /** Age at which a move counts about half. */
  static final double TIME_CONSTANT_SECONDS = 60;

  private static final double MICROS_PER_SECOND = 1e6;

  private static final long NEVER = Long.MIN_VALUE;

  private long[] times = never(16);
  private double[] seconds = new double[16];
  private double[] moves = new double[16];
  private double[] squares = new double[16];

  /**
   * A factor has a value from another moment on; the first move of all only begins.
   *
   * @param move value after less value before; of a first value anything
   * @param time of the value, microseconds; before that of the last counts as that
   */
  public void moved(int factor, double move, long time) {
    ensure(factor);
    long last = times[factor];
    times[factor] = Math.max(time, last);
    if (last != NEVER) {
      add(factor, move, times[factor] - last);
    }
  }

  private void add(int factor, double move, long micros) {
    double passed = micros / MICROS_PER_SECOND;
    double kept = TIME_CONSTANT_SECONDS / (TIME_CONSTANT_SECONDS + passed);
    seconds[factor] = (seconds[factor] + passed) * kept;
    moves[factor] = (moves[factor] + move) * kept;
    squares[factor] = (squares[factor] + move * move) * kept;
  }

  private static long[] never(int size) {
    long[] times = new long[size];
    Arrays.fill(times, NEVER);
    return times;
  }

  private void ensure(int factor) {
    if (factor >= seconds.length) {
      int size = Math.max(factor + 1, seconds.length * 2);
      long[] known = times;
      times = never(size);
      System.arraycopy(known, 0, times, 0, known.length);
      seconds = Arrays.copyOf(seconds, size);
      moves = Arrays.copyOf(moves, size);
      squares = Arrays.copyOf(squares, size);
    }
  }

  /** Whether a factor is known to move. */
  public boolean isKnown(int factor) {
    return factor < seconds.length && seconds[factor] > 0 && squares[factor] > 0;
  }

  /** Mean move per second of a factor that is known to move. */
  public double drift(int factor) {
    return moves[factor] / seconds[factor];
  }

  /** Root of the mean squared move per second of a factor that is known to move. */
  public double volatility(int factor) {
    return Math.sqrt(squares[factor] / seconds[factor]);
  }
}
