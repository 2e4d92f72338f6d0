package io.breakwater.stream.wire;

import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.TierTable;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The rules of an instrument, in the order of their components. */
enum MarginParametersCodec implements Codec<MarginParameters> {
  INSTANCE;

  private static final EnumCodes<MarginBasis> BASES =
      new EnumCodes<>(
          MarginBasis.class,
          basis ->
              switch (basis) {
                case MARK -> 1;
                case ENTRY -> 2;
              });
  private static final Versioned<ImpactTerms> IMPACT = new Versioned<>(ImpactTermsCodec.INSTANCE);

  @Override
  public String id() {
    return "margin-parameters";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<MarginParameters> type() {
    return MarginParameters.class;
  }

  @Override
  public void write(MarginParameters parameters, DataOutputView out) throws IOException {
    Wire.writeList(parameters.tiers().tiers(), MarginParametersCodec::writeTier, out);
    BASES.write(parameters.marginBasis(), out);
    Wire.writeDecimal(parameters.closingFeeRate(), out);
    Wire.writeDecimal(parameters.flatMargin(), out);
    Wire.writeDecimal(parameters.depositWeight(), out);
    Wire.writeDecimal(parameters.debtWeight(), out);
    Wire.writeDecimal(parameters.liquidationFeeRate(), out);
    IMPACT.write(parameters.impact(), out);
  }

  @Override
  public MarginParameters read(DataInputView in, int version) throws IOException {
    return new MarginParameters(
        new TierTable(Wire.readList(MarginParametersCodec::readTier, in)),
        BASES.read(in),
        Wire.readDecimal(in),
        Wire.readDecimal(in),
        Wire.readDecimal(in),
        Wire.readDecimal(in),
        Wire.readDecimal(in),
        IMPACT.read(in));
  }

  private static void writeTier(MarginTier tier, DataOutputView out) throws IOException {
    Wire.writeDecimal(tier.notionalFrom(), out);
    Wire.writeDecimal(tier.rate(), out);
    Wire.writeNullableDecimal(tier.deduction(), out);
  }

  private static MarginTier readTier(DataInputView in) throws IOException {
    return new MarginTier(Wire.readDecimal(in), Wire.readDecimal(in), Wire.readNullableDecimal(in));
  }
}
