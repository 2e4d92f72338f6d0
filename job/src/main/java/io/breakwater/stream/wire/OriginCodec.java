package io.breakwater.stream.wire;

import io.breakwater.value.Origin;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Topic, partition, offset and the raw bytes. */
enum OriginCodec implements Codec<Origin> {
  INSTANCE;

  @Override
  public String id() {
    return "origin";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<Origin> type() {
    return Origin.class;
  }

  @Override
  public void write(Origin origin, DataOutputView out) throws IOException {
    Wire.writeText(origin.topic(), out);
    Wire.writeInt(origin.partition(), out);
    Wire.writeSigned(origin.offset(), out);
    Wire.writeBytes(origin.raw(), out);
  }

  @Override
  public Origin read(DataInputView in, int version) throws IOException {
    return new Origin(Wire.readText(in), Wire.readInt(in), Wire.readSigned(in), Wire.readBytes(in));
  }
}
