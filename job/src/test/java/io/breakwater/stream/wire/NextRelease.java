package io.breakwater.stream.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A format as a later release might have it: its version 2 begins with a marker.
 *
 * @param today version 1
 */
record NextRelease<T>(Codec<T> today) implements Codec<T> {
  private static final int MARKER = 0xAB;

  @Override
  public String id() {
    return today.id();
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Class<T> type() {
    return today.type();
  }

  @Override
  public void write(T value, DataOutputView out) throws IOException {
    out.writeByte(MARKER);
    today.write(value, out);
  }

  @Override
  public T read(DataInputView in, int version) throws IOException {
    if (version == 2 && in.readUnsignedByte() != MARKER) {
      throw new IOException("no marker");
    }
    return today.read(in, 1);
  }
}
