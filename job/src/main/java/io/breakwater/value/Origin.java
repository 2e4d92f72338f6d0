package io.breakwater.value;

import java.util.Objects;

/**
 * Where a record came from, so that whoever refuses it later can say which one and give it back.
 *
 * @param topic Kafka topic, or the name of a file
 * @param partition Kafka partition, 0 for a file
 * @param offset Kafka offset, or the line number in a file
 * @param raw the bytes as they came
 */
public record Origin(String topic, int partition, long offset, byte[] raw) {
  private static final byte[] NO_BYTES = {};

  /** Not from any record: made by the job itself. */
  public static final Origin NONE = new Origin("", 0, 0, NO_BYTES);

  public Origin {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(raw, "raw");
  }

  /** The same place without the bytes of its record, for what is kept long. */
  public Origin withoutBytes() {
    return new Origin(topic, partition, offset, NO_BYTES);
  }

  /** Two origins are equal when they name the same record. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Origin that
        && topic.equals(that.topic)
        && partition == that.partition
        && offset == that.offset;
  }

  @Override
  public int hashCode() {
    return Objects.hash(topic, partition, offset);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
