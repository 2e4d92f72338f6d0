package io.breakwater.stream.wire;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The type of values that a {@link Codec} writes: never a key, and nothing that Flink looks into.
 */
public final class CodecTypeInfo<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final Codec<T> codec;

  public CodecTypeInfo(Codec<T> codec) {
    this.codec = codec;
  }

  /** The format. */
  public Codec<T> codec() {
    return codec;
  }

  @Override
  public Class<T> getTypeClass() {
    return codec.type();
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new CodecSerializer<>(codec);
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CodecTypeInfo;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecTypeInfo<?> that && codec.id().equals(that.codec.id());
  }

  @Override
  public int hashCode() {
    return codec.id().hashCode();
  }

  @Override
  public String toString() {
    return "format " + codec.id();
  }
}
