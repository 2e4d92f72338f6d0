package io.breakwater.stream.wire;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Flink's view of a {@link Codec}. Values are immutable, so that a copy is the value itself.
 *
 * <p>A serializer restored from the snapshot of an earlier release reads that release's version; it
 * cannot write, since formats have one version that is written.
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;
  private static final int VARIABLE_LENGTH = -1;

  private final Codec<T> codec;
  private final int version;

  public CodecSerializer(Codec<T> codec) {
    this(codec, codec.version());
  }

  /**
   * @param version of the bytes that are read
   */
  CodecSerializer(Codec<T> codec, int version) {
    this.codec = codec;
    this.version = version;
  }

  /** The format. */
  public Codec<T> codec() {
    return codec;
  }

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    if (version != codec.version()) {
      throw new IllegalStateException(
          "%s is only read; this release writes version %d.".formatted(this, codec.version()));
    }
    codec.write(value, out);
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    return codec.read(in, version);
  }

  @Override
  public T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public T copy(T value) {
    return value;
  }

  @Override
  public T copy(T value, T reuse) {
    return value;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  /** Null: there is no value to be reused, and none is. */
  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public int getLength() {
    return VARIABLE_LENGTH;
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new CodecSerializerSnapshot<>(codec, version);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecSerializer<?> that
        && codec.id().equals(that.codec.id())
        && version == that.version;
  }

  @Override
  public int hashCode() {
    return Objects.hash(codec.id(), version);
  }

  @Override
  public String toString() {
    return "format " + codec.id() + " version " + version;
  }
}
