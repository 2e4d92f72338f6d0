package io.breakwater.stream.wire;

import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginParameters;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** An instrument with its rules in force and scheduled, in the order of its components. */
enum InstrumentParametersCodec implements Codec<InstrumentParameters> {
  INSTANCE;

  private static final EnumCodes<InstrumentKind> KINDS =
      new EnumCodes<>(InstrumentKind.class, InstrumentKind::code);
  private static final Versioned<MarginParameters> RULES =
      new Versioned<>(MarginParametersCodec.INSTANCE);

  @Override
  public String id() {
    return "instrument-parameters";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<InstrumentParameters> type() {
    return InstrumentParameters.class;
  }

  @Override
  public void write(InstrumentParameters parameters, DataOutputView out) throws IOException {
    Wire.writeText(parameters.id(), out);
    KINDS.write(parameters.kind(), out);
    writeFactors(parameters.factors(), out);
    out.writeByte(parameters.priceScale());
    Wire.writeSigned(parameters.version(), out);
    RULES.write(parameters.inForce(), out);
    Wire.writeList(parameters.scheduled(), InstrumentParametersCodec::writeScheduled, out);
  }

  @Override
  public InstrumentParameters read(DataInputView in, int version) throws IOException {
    return new InstrumentParameters(
        Wire.readText(in),
        KINDS.read(in),
        readFactors(in),
        in.readByte(),
        Wire.readSigned(in),
        RULES.read(in),
        Wire.readList(InstrumentParametersCodec::readScheduled, in));
  }

  private static void writeFactors(InstrumentFactors factors, DataOutputView out)
      throws IOException {
    Wire.writeText(factors.price(), out);
    Wire.writeNullable(factors.borrowIndex(), Wire::writeText, out);
    Wire.writeNullable(factors.supplyIndex(), Wire::writeText, out);
  }

  private static InstrumentFactors readFactors(DataInputView in) throws IOException {
    return new InstrumentFactors(
        Wire.readText(in),
        Wire.readNullable(Wire::readText, in),
        Wire.readNullable(Wire::readText, in));
  }

  private static void writeScheduled(InstrumentParameters.Scheduled change, DataOutputView out)
      throws IOException {
    out.writeLong(change.effectiveTime());
    RULES.write(change.parameters(), out);
  }

  private static InstrumentParameters.Scheduled readScheduled(DataInputView in) throws IOException {
    return new InstrumentParameters.Scheduled(in.readLong(), RULES.read(in));
  }
}
