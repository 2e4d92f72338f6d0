package io.breakwater.local.replay.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The one split of a {@link ReplaySource}: the whole tape, from a position on.
 *
 * @param position records of the tape that were given already
 */
record ReplaySplit(long position) implements SourceSplit {
  @Override
  public String splitId() {
    return "tape";
  }

  /** Bytes of a split: the position. */
  static final class Serializer implements SimpleVersionedSerializer<ReplaySplit> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(ReplaySplit split) {
      return ByteBuffer.allocate(Long.BYTES).putLong(split.position()).array();
    }

    @Override
    public ReplaySplit deserialize(int version, byte[] bytes) throws IOException {
      if (version != 1 || bytes.length != Long.BYTES) {
        throw new IOException("not the position of a replay in version 1");
      }
      return new ReplaySplit(ByteBuffer.wrap(bytes).getLong());
    }
  }
}
