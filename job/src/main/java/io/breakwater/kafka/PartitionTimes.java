package io.breakwater.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The event time of one reader: that of the partition that lies furthest behind, of those that have
 * not been read to their end. What a reader is slow to read holds the clock, however slow it is, so
 * that speed changes no output; what has nothing left to read does not.
 *
 * <p>Where all have been read to their end the time is that of the one furthest ahead: the order in
 * which they came to their ends does not show.
 */
final class PartitionTimes {
  private final Map<TopicPartition, PartitionTime> partitions = new HashMap<>();
  private final long quietNanos;

  /**
   * @param quietNanos how long a partition is silent before its end is asked for
   */
  PartitionTimes(long quietNanos) {
    this.quietNanos = quietNanos;
  }

  /** A partition is to be read from a position on. */
  void add(TopicPartition partition, long position, long nowNanos) {
    partitions.put(partition, new PartitionTime(position, nowNanos));
  }

  void remove(TopicPartition partition) {
    partitions.remove(partition);
  }

  /** A record of a partition was read, see {@link PartitionTime#read}. */
  void read(TopicPartition partition, long offset, long timestamp, long nowNanos) {
    partitions.get(partition).read(offset, timestamp, nowNanos);
  }

  /** Nothing is left to read of a partition from a position on. */
  void readToEnd(TopicPartition partition, long fromPosition) {
    PartitionTime time = partitions.get(partition);
    if (time != null) {
      time.readToEnd(fromPosition);
    }
  }

  /** Positions of the partitions that hold the clock and have been silent for long enough. */
  Map<TopicPartition, Long> quiet(long nowNanos) {
    Map<TopicPartition, Long> quiet = new HashMap<>();
    partitions.forEach(
        (id, time) -> {
          if (!time.isReadToEnd() && time.isQuiet(quietNanos, nowNanos)) {
            quiet.put(id, time.position());
          }
        });
    return quiet;
  }

  /** Whether nothing is left to read anywhere. */
  boolean isSilent() {
    return partitions.values().stream().allMatch(PartitionTime::isReadToEnd);
  }

  /** Milliseconds since the epoch, or {@link PartitionTime#NONE}. */
  long present() {
    return isSilent() ? furthest() : hindmost();
  }

  private long furthest() {
    return partitions.values().stream()
        .mapToLong(PartitionTime::latest)
        .max()
        .orElse(PartitionTime.NONE);
  }

  private long hindmost() {
    return partitions.values().stream()
        .filter(time -> !time.isReadToEnd())
        .mapToLong(PartitionTime::latest)
        .min()
        .orElse(PartitionTime.NONE);
  }
}
