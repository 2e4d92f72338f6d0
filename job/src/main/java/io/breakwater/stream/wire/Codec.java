package io.breakwater.stream.wire;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A hand-written, versioned byte format of one immutable value.
 *
 * <p>Formats store stable codes, never ordinals. {@link #version} grows with every change of the
 * bytes; {@link #read} keeps reading all earlier versions. A part that has a format of its own is
 * written {@link Versioned}, so that it can change without its container.
 *
 * <p>Implementations have no state and may be shared by threads.
 */
public interface Codec<T> extends Serializable {
  /** Stable name of the format: what snapshots of serializers refer to. */
  String id();

  /** Version that {@link #write} writes, from 1 to 255. */
  int version();

  Class<T> type();

  void write(T value, DataOutputView out) throws IOException;

  /**
   * Reads what {@link #write} of the given version wrote.
   *
   * @throws IOException for bytes that end too early or that no release wrote
   */
  T read(DataInputView in, int version) throws IOException;

  /**
   * Whether the bytes of each value say their own version. Then values of several versions can
   * stand side by side, and state need not be rewritten after an upgrade.
   */
  default boolean carriesVersion() {
    return false;
  }
}
