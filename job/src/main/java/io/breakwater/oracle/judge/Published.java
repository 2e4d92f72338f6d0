package io.breakwater.oracle.judge;

import java.util.Comparator;

/**
 * When a source published a value: values of a source apply in this order.
 *
 * @param time microseconds since the epoch
 * @param sequence number at the source
 */
public record Published(long time, long sequence) implements Comparable<Published> {
  private static final Comparator<Published> ORDER =
      Comparator.comparingLong(Published::time).thenComparingLong(Published::sequence);

  @Override
  public int compareTo(Published other) {
    return ORDER.compare(this, other);
  }
}
