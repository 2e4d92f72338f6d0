package io.breakwater.stream.wire;

import io.breakwater.cascade.record.Backlog;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The values of an aggregate, in the order of their components. */
enum BacklogCodec implements Codec<Backlog> {
  INSTANCE;

  @Override
  public String id() {
    return "backlog";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<Backlog> type() {
    return Backlog.class;
  }

  @Override
  public void write(Backlog values, DataOutputView out) throws IOException {
    writeGroup(values.above(), out);
    writeGroup(values.below(), out);
    writeHeld(values.held(), out);
    writePending(values.pending(), out);
    writeLatency(values.latencyMillis(), out);
  }

  @Override
  public Backlog read(DataInputView in, int version) throws IOException {
    return new Backlog(
        readGroup(in), readGroup(in), readHeld(in), readPending(in), readLatency(in));
  }

  private static void writeGroup(Backlog.Group group, DataOutputView out) throws IOException {
    Wire.writeSigned(group.accounts(), out);
    Wire.writeNullableDecimal(group.notional(), out);
    Wire.writeNullableDecimal(group.deficit(), out);
    Wire.writeNullable(group.oldestAgeMillis(), Wire::writeSigned, out);
  }

  private static Backlog.Group readGroup(DataInputView in) throws IOException {
    return new Backlog.Group(
        Wire.readSigned(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullable(Wire::readSigned, in));
  }

  private static void writeHeld(Backlog.Held held, DataOutputView out) throws IOException {
    Wire.writeSigned(held.accounts(), out);
    Wire.writeNullableDecimal(held.notional(), out);
    Wire.writeNullable(held.oldestAgeMillis(), Wire::writeSigned, out);
    Wire.writeList(held.byFactor(), BacklogCodec::writeHeldBy, out);
  }

  private static Backlog.Held readHeld(DataInputView in) throws IOException {
    return new Backlog.Held(
        Wire.readSigned(in),
        Wire.readNullableDecimal(in),
        Wire.readNullable(Wire::readSigned, in),
        Wire.readList(BacklogCodec::readHeldBy, in));
  }

  private static void writeHeldBy(Backlog.HeldBy heldBy, DataOutputView out) throws IOException {
    Wire.writeText(heldBy.factor(), out);
    Wire.writeSigned(heldBy.accounts(), out);
  }

  private static Backlog.HeldBy readHeldBy(DataInputView in) throws IOException {
    return new Backlog.HeldBy(Wire.readText(in), Wire.readSigned(in));
  }

  private static void writePending(Backlog.Pending pending, DataOutputView out) throws IOException {
    Wire.writeSigned(pending.accounts(), out);
  }

  private static Backlog.Pending readPending(DataInputView in) throws IOException {
    return new Backlog.Pending(Wire.readSigned(in));
  }

  private static void writeLatency(Backlog.Latency latency, DataOutputView out) throws IOException {
    Wire.writeNullable(latency.p50(), Wire::writeSigned, out);
    Wire.writeNullable(latency.p99(), Wire::writeSigned, out);
  }

  private static Backlog.Latency readLatency(DataInputView in) throws IOException {
    return new Backlog.Latency(
        Wire.readNullable(Wire::readSigned, in), Wire.readNullable(Wire::readSigned, in));
  }
}
