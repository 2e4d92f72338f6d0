package io.breakwater.stream;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A hand-written, versioned byte format of one immutable value.
 *
 * <p>Formats store stable codes, never ordinals. {@link #version} grows with every change of the
 * bytes; {@link #read} keeps reading all earlier versions.
 */
public interface Codec<T> {
  /** Stable name of the format: what snapshots of serializers refer to. */
  String id();

  /** Version that {@link #write} writes, from 1. */
  int version();

  Class<T> type();

  void write(T value, DataOutputView out) throws IOException;

  /** Reads what {@link #write} of the given version wrote. */
  T read(DataInputView in, int version) throws IOException;
}
