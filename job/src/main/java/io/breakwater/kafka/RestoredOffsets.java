package io.breakwater.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets from which a start goes on, held against what the broker still has. Retention may have
 * removed records that were never read, and a topic may have been made anew: Kafka's consumer would
 * go on with the first record that there is, and say nothing.
 */
final class RestoredOffsets {
  private RestoredOffsets() {}

  /** The offsets of a partition's first record and of the next one after its last. */
  record Range(long first, long end) {}

  /**
   * What of offsets is wrong, in a sentence that says what to do; null where nothing is.
   *
   * @param offsets the next to be read, 0 or more
   * @param ranges of the same partitions
   * @param accepting the option with which a start goes on all the same
   */
  static String lost(
      Map<TopicPartition, Long> offsets, Map<TopicPartition, Range> ranges, String accepting) {
    List<String> losses = new ArrayList<>();
    offsets.keySet().stream()
        .sorted(
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
        .forEach(
            partition -> add(losses, partition, offsets.get(partition), ranges.get(partition)));
    return losses.isEmpty()
        ? null
        : "input is lost: "
            + String.join("; ", losses)
            + ". Restore a newer state, or bring the records back; "
            + accepting
            + " goes on without them.";
  }

  private static void add(List<String> losses, TopicPartition partition, long offset, Range range) {
    if (offset < range.first()) {
      losses.add(
          "%s was read up to offset %,d and begins at %,d, so that %,d records are gone"
              .formatted(partition, offset, range.first(), range.first() - offset));
    } else if (offset > range.end()) {
      losses.add(
          "%s was read up to offset %,d and ends at %,d: it is another topic of that name"
              .formatted(partition, offset, range.end()));
    }
  }

  /**
   * Asks the cluster; those that have no leader are left out.
   *
   * @param client how a client reaches the cluster; may hold secrets
   * @throws org.apache.kafka.common.KafkaException when it does not answer
   */
  static Map<TopicPartition, Range> ranges(Properties client, Set<TopicPartition> partitions) {
    try (PartitionEnds asked = new PartitionEnds(client, IsolationLevel.READ_UNCOMMITTED)) {
      Map<TopicPartition, Long> ends = asked.ends(partitions);
      Map<TopicPartition, Range> ranges = new HashMap<>();
      asked
          .beginnings(ends.keySet())
          .forEach(
              (partition, first) -> ranges.put(partition, new Range(first, ends.get(partition))));
      return ranges;
    }
  }
}
