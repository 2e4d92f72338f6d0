package io.breakwater.kafka;

/** How far one partition has been read, and the event time that it has come to. */
final class PartitionTime {
  /** No record with a time has come. */
  static final long NONE = Long.MIN_VALUE;

  private long position;
  private long latest = NONE;
  private long readAtNanos;
  private boolean readToEnd;

  /**
   * @param position the next offset to read, or a mark of Kafka's for the first there is
   * @param nowNanos the present moment on the machine's monotonic clock
   */
  PartitionTime(long position, long nowNanos) {
    this.position = position;
    this.readAtNanos = nowNanos;
  }

  /**
   * A record was read.
   *
   * @param timestamp event time, milliseconds since the epoch; {@link #NONE} of a record without
   */
  void read(long offset, long timestamp, long nowNanos) {
    position = offset + 1;
    latest = Math.max(latest, timestamp);
    readAtNanos = nowNanos;
    readToEnd = false;
  }

  /** Nothing was left to read from a position on; says nothing once another record was read. */
  void readToEnd(long fromPosition) {
    readToEnd |= fromPosition == position;
  }

  /** The next offset to read, or Kafka's mark for the first there is. */
  long position() {
    return position;
  }

  /** Event time of the latest record, milliseconds since the epoch, or {@link #NONE}. */
  long latest() {
    return latest;
  }

  /** Whether it no longer holds the clock. */
  boolean isReadToEnd() {
    return readToEnd;
  }

  /** Whether no record has come for so long. */
  boolean isQuiet(long nanos, long nowNanos) {
    return nowNanos - readAtNanos >= nanos;
  }
}
