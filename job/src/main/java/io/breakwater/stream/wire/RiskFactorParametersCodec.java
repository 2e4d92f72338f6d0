package io.breakwater.stream.wire;

import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.RiskFactorParameters;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A risk factor with its terms in force and scheduled, in the order of its components. */
enum RiskFactorParametersCodec implements Codec<RiskFactorParameters> {
  INSTANCE;

  private static final EnumCodes<FactorKind> KINDS =
      new EnumCodes<>(FactorKind.class, FactorKind::code);

  @Override
  public String id() {
    return "risk-factor-parameters";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<RiskFactorParameters> type() {
    return RiskFactorParameters.class;
  }

  @Override
  public void write(RiskFactorParameters parameters, DataOutputView out) throws IOException {
    Wire.writeText(parameters.id(), out);
    KINDS.write(parameters.kind(), out);
    Wire.writeNullable(parameters.product(), Factors::writeProduct, out);
    Wire.writeSigned(parameters.version(), out);
    writeTerms(parameters.inForce(), out);
    Wire.writeList(parameters.scheduled(), RiskFactorParametersCodec::writeScheduled, out);
  }

  @Override
  public RiskFactorParameters read(DataInputView in, int version) throws IOException {
    return new RiskFactorParameters(
        Wire.readText(in),
        KINDS.read(in),
        Wire.readNullable(Factors::readProduct, in),
        Wire.readSigned(in),
        readTerms(in),
        Wire.readList(RiskFactorParametersCodec::readScheduled, in));
  }

  private static void writeTerms(FactorTerms terms, DataOutputView out) throws IOException {
    out.writeByte(terms.scale());
    Wire.writeNullable(terms.judging(), Judging::writeTerms, out);
  }

  private static FactorTerms readTerms(DataInputView in) throws IOException {
    return new FactorTerms(in.readByte(), Wire.readNullable(Judging::readTerms, in));
  }

  private static void writeScheduled(RiskFactorParameters.Scheduled change, DataOutputView out)
      throws IOException {
    out.writeLong(change.effectiveTime());
    writeTerms(change.terms(), out);
  }

  private static RiskFactorParameters.Scheduled readScheduled(DataInputView in) throws IOException {
    return new RiskFactorParameters.Scheduled(in.readLong(), readTerms(in));
  }
}
