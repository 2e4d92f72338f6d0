package io.breakwater.stream.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Values to bytes and back. */
final class StoredBytes {
  private StoredBytes() {}

  static <T> byte[] of(Codec<T> codec, T value) throws IOException {
    return of(value, codec::write);
  }

  static <T> byte[] of(T value, Wire.Writer<T> writer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    writer.write(value, out);
    return out.getCopyOfBuffer();
  }

  /** The value that bytes of today's version hold, all of them. */
  static <T> T read(Codec<T> codec, byte[] bytes) throws IOException {
    return read(bytes, in -> codec.read(in, codec.version()));
  }

  static <T> T read(byte[] bytes, Wire.Reader<T> reader) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    T value = reader.read(in);
    if (in.available() != 0) {
      throw new IOException(in.available() + " bytes are left over");
    }
    return value;
  }
}
