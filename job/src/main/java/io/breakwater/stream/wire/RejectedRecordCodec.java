package io.breakwater.stream.wire;

import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A record that could not be used. Its reason is stored by its name, which is public already. */
enum RejectedRecordCodec implements Codec<RejectedRecord> {
  INSTANCE;

  private static final Versioned<Origin> ORIGIN = new Versioned<>(OriginCodec.INSTANCE);

  @Override
  public String id() {
    return "rejected-record";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<RejectedRecord> type() {
    return RejectedRecord.class;
  }

  @Override
  public void write(RejectedRecord rejected, DataOutputView out) throws IOException {
    ORIGIN.write(rejected.origin(), out);
    Wire.writeText(rejected.reason().name(), out);
    Wire.writeText(rejected.message(), out);
    Wire.writeNullable(rejected.account(), Wire::writeText, out);
    Wire.writeNullable(rejected.time(), Wire::writeSigned, out);
  }

  @Override
  public RejectedRecord read(DataInputView in, int version) throws IOException {
    return new RejectedRecord(
        ORIGIN.read(in),
        readReason(in),
        Wire.readText(in),
        Wire.readNullable(Wire::readText, in),
        Wire.readNullable(Wire::readSigned, in));
  }

  private static Refusal readReason(DataInputView in) throws IOException {
    String name = Wire.readText(in);
    for (Refusal reason : Refusal.values()) {
      if (reason.name().equals(name)) {
        return reason;
      }
    }
    throw new IOException("no refusal has the name " + name + ".");
  }
}
