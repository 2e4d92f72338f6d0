package io.breakwater.stream.wire;

import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How closing moves a price, in the order of its components; of a rule first its code. */
enum ImpactTermsCodec implements Codec<ImpactTerms> {
  INSTANCE;

  private static final int DEPTH_CURVE = 1;
  private static final int LINEAR = 2;
  private static final int SQUARE_ROOT = 3;
  private static final int BOUNDED_EXPONENTIAL = 4;

  @Override
  public String id() {
    return "impact-terms";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<ImpactTerms> type() {
    return ImpactTerms.class;
  }

  @Override
  public void write(ImpactTerms terms, DataOutputView out) throws IOException {
    writeRule(terms.rule(), out);
    Wire.writeNullable(terms.fallback(), ImpactTermsCodec::writeRule, out);
    Wire.writeInt(terms.depthMaximumAgeSeconds(), out);
    Wire.writeText(terms.insuranceFund(), out);
  }

  @Override
  public ImpactTerms read(DataInputView in, int version) throws IOException {
    return new ImpactTerms(
        readRule(in),
        Wire.readNullable(ImpactTermsCodec::readRule, in),
        Wire.readInt(in),
        Wire.readText(in));
  }

  private static void writeRule(ImpactRule rule, DataOutputView out) throws IOException {
    rule.accept(new Writing(out));
  }

  private record Writing(DataOutputView out) implements ImpactRule.Visitor<Void, IOException> {
    @Override
    public Void depthCurve(ImpactRule.DepthCurve rule) throws IOException {
      out.writeByte(DEPTH_CURVE);
      return null;
    }

    @Override
    public Void linear(ImpactRule.Linear rule) throws IOException {
      out.writeByte(LINEAR);
      Wire.writeDecimal(rule.depth(), out);
      return null;
    }

    @Override
    public Void squareRoot(ImpactRule.SquareRoot rule) throws IOException {
      out.writeByte(SQUARE_ROOT);
      Wire.writeDecimal(rule.coefficient(), out);
      Wire.writeDecimal(rule.dailyVolatility(), out);
      Wire.writeDecimal(rule.dailyVolume(), out);
      return null;
    }

    @Override
    public Void boundedExponential(ImpactRule.BoundedExponential rule) throws IOException {
      out.writeByte(BOUNDED_EXPONENTIAL);
      Wire.writeDecimal(rule.maximum(), out);
      Wire.writeDecimal(rule.scale(), out);
      return null;
    }
  }

  private static ImpactRule readRule(DataInputView in) throws IOException {
    int code = in.readUnsignedByte();
    return switch (code) {
      case DEPTH_CURVE -> new ImpactRule.DepthCurve();
      case LINEAR -> new ImpactRule.Linear(Wire.readDecimal(in));
      case SQUARE_ROOT ->
          new ImpactRule.SquareRoot(
              Wire.readDecimal(in), Wire.readDecimal(in), Wire.readDecimal(in));
      case BOUNDED_EXPONENTIAL ->
          new ImpactRule.BoundedExponential(Wire.readDecimal(in), Wire.readDecimal(in));
      default -> throw new IOException("no rule of impact has the code " + code + ".");
    };
  }
}
