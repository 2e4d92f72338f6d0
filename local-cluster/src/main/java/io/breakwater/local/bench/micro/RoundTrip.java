package io.breakwater.local.bench.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes a value with a serializer of Flink and reads it again. */
final class RoundTrip<T> {
  private final TypeSerializer<T> serializer;
  private final DataOutputSerializer out = new DataOutputSerializer(256);
  private final DataInputDeserializer in = new DataInputDeserializer();

  RoundTrip(TypeInformation<T> type) {
    this.serializer = type.createSerializer(new SerializerConfigImpl());
  }

  T of(T value) {
    try {
      out.clear();
      serializer.serialize(value, out);
      in.setBuffer(out.getSharedBuffer(), 0, out.length());
      return serializer.deserialize(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of a value. */
  int length(T value) {
    of(value);
    return out.length();
  }
}
