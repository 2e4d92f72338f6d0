package io.breakwater.cascade.slice;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many of something took how long, milliseconds: exact below 128, above to one part in 64,
 * rounded down. Not thread-safe.
 */
public final class Latencies {
  private static final int EXACT = 128;
  private static final int PARTS = 64;
  private static final int PART_BITS = 6;

  private final SortedMap<Integer, Long> counts = new TreeMap<>();

  /** Counts one; below 0 counts as 0. */
  public void add(long millis) {
    counts.merge(bucket(Math.max(0, millis)), 1L, Long::sum);
  }

  private static int bucket(long millis) {
    if (millis < EXACT) {
      return (int) millis;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis) - PART_BITS;
    return EXACT + (shift - 1) * PARTS + (int) (millis >> shift) - PARTS;
  }

  private static long least(int bucket) {
    if (bucket < EXACT) {
      return bucket;
    }
    int shift = (bucket - EXACT) / PARTS + 1;
    return (long) ((bucket - EXACT) % PARTS + PARTS) << shift;
  }

  /** Counts what others have counted. */
  public void merge(Latencies other) {
    other.counts.forEach((bucket, count) -> counts.merge(bucket, count, Long::sum));
  }

  /** The latency that so large a share of all does not exceed; null where nothing was counted. */
  public Long quantile(double share) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long left = (long) Math.ceil(all * share);
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      left -= entry.getValue();
      if (left <= 0) {
        return least(entry.getKey());
      }
    }
    return null;
  }

  /** The counts by bucket. */
  public SortedMap<Integer, Long> toCounts() {
    return new TreeMap<>(counts);
  }

  /** Of counts by bucket. */
  public static Latencies of(Map<Integer, Long> counts) {
    Latencies latencies = new Latencies();
    latencies.counts.putAll(counts);
    return latencies;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Latencies latencies && counts.equals(latencies.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }
}
