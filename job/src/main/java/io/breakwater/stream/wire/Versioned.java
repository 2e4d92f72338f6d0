package io.breakwater.stream.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A format with its version in the first byte of every value.
 *
 * @param content the format of the bytes that follow
 */
record Versioned<T>(Codec<T> content) implements Codec<T> {
  @Override
  public String id() {
    return "versioned-" + content.id();
  }

  @Override
  public int version() {
    return content.version();
  }

  @Override
  public Class<T> type() {
    return content.type();
  }

  @Override
  public boolean carriesVersion() {
    return true;
  }

  @Override
  public void write(T value, DataOutputView out) throws IOException {
    out.writeByte(content.version());
    content.write(value, out);
  }

  /** Reads any version up to today's, whatever the version that the snapshot names. */
  @Override
  public T read(DataInputView in, int version) throws IOException {
    return read(in);
  }

  T read(DataInputView in) throws IOException {
    int written = in.readUnsignedByte();
    if (written < 1 || written > content.version()) {
      throw new IOException(
          ("bytes of format %s say version %d, but this release reads versions 1 to %d:"
                  + " use the release that wrote them, or a later one.")
              .formatted(content.id(), written, content.version()));
    }
    return content.read(in, written);
  }
}
