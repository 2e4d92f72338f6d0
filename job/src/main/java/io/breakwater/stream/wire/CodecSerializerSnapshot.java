package io.breakwater.stream.wire;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint says of the bytes in it: the id of their format and its version.
 *
 * <p>Bytes of an earlier version of the same format are read and rewritten, or left as they are
 * where each says its own version. Another format, or a later version, is incompatible.
 */
public final class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int LAYOUT = 1;

  private String id;
  private int version;
  private boolean carriesVersion;

  /** For Flink, which fills it by {@link #readSnapshot}. */
  public CodecSerializerSnapshot() {}

  CodecSerializerSnapshot(Codec<T> codec, int version) {
    this.id = codec.id();
    this.version = version;
    this.carriesVersion = codec.carriesVersion();
  }

  @Override
  public int getCurrentVersion() {
    return LAYOUT;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    Wire.writeText(id, out);
    out.writeByte(version);
    out.writeBoolean(carriesVersion);
  }

  /**
   * @throws IOException when a later release laid out the snapshot
   */
  @Override
  public void readSnapshot(int layout, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (layout != LAYOUT) {
      throw new IOException(
          ("the snapshot of a format has layout %d, but this release reads layout %d:"
                  + " use the release that wrote the checkpoint, or a later one.")
              .formatted(layout, LAYOUT));
    }
    id = Wire.readText(in);
    version = in.readUnsignedByte();
    carriesVersion = in.readBoolean();
  }

  /**
   * A serializer that reads the bytes.
   *
   * @throws IllegalStateException when this release does not know the format, or only earlier
   *     versions of it
   */
  @Override
  public TypeSerializer<T> restoreSerializer() {
    @SuppressWarnings("unchecked")
    Codec<T> codec = (Codec<T>) Codecs.ofId(id);
    if (codec == null) {
      throw new IllegalStateException(
          ("the state holds format %s, which this release does not have:"
                  + " use the release that wrote the checkpoint.")
              .formatted(id));
    }
    if (version < 1 || version > codec.version()) {
      throw new IllegalStateException(
          ("the state holds format %s version %d, but this release reads versions 1 to %d:"
                  + " use the release that wrote the checkpoint, or a later one.")
              .formatted(id, version, codec.version()));
    }
    return new CodecSerializer<>(codec, version);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> stored) {
    if (!(stored instanceof CodecSerializerSnapshot<T> old)
        || !old.id.equals(id)
        || old.version > version) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return old.version == version || carriesVersion
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }
}
