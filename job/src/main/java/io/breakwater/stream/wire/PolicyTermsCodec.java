package io.breakwater.stream.wire;

import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.CloseOutRule;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The terms of a policy, in the order of their components. */
enum PolicyTermsCodec implements Codec<PolicyTerms> {
  INSTANCE;

  private static final EnumCodes<Level> LEVELS = new EnumCodes<>(Level.class, Level::code);
  private static final EnumCodes<CloseOutRule> RULES =
      new EnumCodes<>(
          CloseOutRule.class,
          rule ->
              switch (rule) {
                case FULL -> 1;
              });
  private static final Versioned<CascadeTerms> CASCADE =
      new Versioned<>(CascadeTermsCodec.INSTANCE);

  @Override
  public String id() {
    return "policy-terms";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<PolicyTerms> type() {
    return PolicyTerms.class;
  }

  @Override
  public void write(PolicyTerms terms, DataOutputView out) throws IOException {
    writeThreshold(terms.warning(), out);
    writeThreshold(terms.liquidatable(), out);
    writeThreshold(terms.severe(), out);
    writeThreshold(terms.bankrupt(), out);
    out.writeBoolean(terms.liquidateAtEquality());
    RULES.write(terms.closeOut(), out);
    Wire.writeDecimal(terms.haltedFactor(), out);
    LEVELS.write(terms.recoveringLevel(), out);
    CASCADE.write(terms.cascade(), out);
  }

  @Override
  public PolicyTerms read(DataInputView in, int version) throws IOException {
    return new PolicyTerms(
        readThreshold(in),
        readThreshold(in),
        readThreshold(in),
        readThreshold(in),
        in.readBoolean(),
        RULES.read(in),
        Wire.readDecimal(in),
        LEVELS.read(in),
        CASCADE.read(in));
  }

  private static void writeThreshold(PolicyTerms.Threshold threshold, DataOutputView out)
      throws IOException {
    Wire.writeDecimal(threshold.entry(), out);
    Wire.writeDecimal(threshold.exit(), out);
  }

  private static PolicyTerms.Threshold readThreshold(DataInputView in) throws IOException {
    return new PolicyTerms.Threshold(Wire.readDecimal(in), Wire.readDecimal(in));
  }
}
