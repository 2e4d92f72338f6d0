package io.breakwater.stream.wire;

import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A policy with its terms in force and scheduled, in the order of its components. */
enum RiskPolicyCodec implements Codec<RiskPolicy> {
  INSTANCE;

  private static final Versioned<PolicyTerms> TERMS = new Versioned<>(PolicyTermsCodec.INSTANCE);

  @Override
  public String id() {
    return "risk-policy";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<RiskPolicy> type() {
    return RiskPolicy.class;
  }

  @Override
  public void write(RiskPolicy policy, DataOutputView out) throws IOException {
    Wire.writeText(policy.id(), out);
    Wire.writeSigned(policy.version(), out);
    TERMS.write(policy.inForce(), out);
    Wire.writeList(policy.scheduled(), RiskPolicyCodec::writeScheduled, out);
  }

  @Override
  public RiskPolicy read(DataInputView in, int version) throws IOException {
    return new RiskPolicy(
        Wire.readText(in),
        Wire.readSigned(in),
        TERMS.read(in),
        Wire.readList(RiskPolicyCodec::readScheduled, in));
  }

  private static void writeScheduled(RiskPolicy.Scheduled change, DataOutputView out)
      throws IOException {
    out.writeLong(change.effectiveTime());
    TERMS.write(change.terms(), out);
  }

  private static RiskPolicy.Scheduled readScheduled(DataInputView in) throws IOException {
    return new RiskPolicy.Scheduled(in.readLong(), TERMS.read(in));
  }
}
