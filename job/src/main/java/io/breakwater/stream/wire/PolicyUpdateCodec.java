package io.breakwater.stream.wire;

import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.value.Origin;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A record of the policies: policy, time, origin. */
enum PolicyUpdateCodec implements Codec<PolicyUpdate> {
  INSTANCE;

  private static final Versioned<RiskPolicy> POLICY = new Versioned<>(RiskPolicyCodec.INSTANCE);
  private static final Versioned<Origin> ORIGIN = new Versioned<>(OriginCodec.INSTANCE);

  @Override
  public String id() {
    return "policy-update";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<PolicyUpdate> type() {
    return PolicyUpdate.class;
  }

  @Override
  public void write(PolicyUpdate update, DataOutputView out) throws IOException {
    POLICY.write(update.policy(), out);
    out.writeLong(update.time());
    ORIGIN.write(update.origin(), out);
  }

  @Override
  public PolicyUpdate read(DataInputView in, int version) throws IOException {
    return new PolicyUpdate(POLICY.read(in), in.readLong(), ORIGIN.read(in));
  }
}
