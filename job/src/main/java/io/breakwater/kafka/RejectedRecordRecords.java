package io.breakwater.kafka;

import io.breakwater.schemas.RejectReason;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Origin;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Records of the topic {@code rejected-records}.
 *
 * <p>They are held well below the megabyte that producers and brokers take by default: a record
 * that cannot be written would stop the job, again and again.
 */
public final class RejectedRecordRecords {
  /** Bytes of a rejected value that are kept. */
  static final int LONGEST_RAW = 900_000;

  private RejectedRecordRecords() {}

  /** The record of a rejection; a longer value than is kept is cut, and the message says so. */
  public static io.breakwater.schemas.RejectedRecord toAvro(RejectedRecord rejected) {
    Origin origin = rejected.origin();
    return io.breakwater.schemas.RejectedRecord.newBuilder()
        .setTopic(origin.topic())
        .setPartition(origin.partition())
        .setOffset(origin.offset())
        .setReason(Fields.symbol(RejectReason.class, rejected.reason()))
        .setMessage(message(rejected))
        .setAccount(rejected.account())
        .setTime(rejected.time() == null ? null : Fields.instant(rejected.time()))
        .setRaw(ByteBuffer.wrap(kept(origin.raw())))
        .build();
  }

  private static String message(RejectedRecord rejected) {
    int length = rejected.origin().raw().length;
    return length <= LONGEST_RAW
        ? rejected.message()
        : "%s (raw holds the first %,d of %,d bytes; the whole is at %s while the topic keeps it.)"
            .formatted(rejected.message(), LONGEST_RAW, length, rejected.origin());
  }

  private static byte[] kept(byte[] raw) {
    return raw.length <= LONGEST_RAW ? raw : Arrays.copyOf(raw, LONGEST_RAW);
  }
}
