package io.breakwater.stream.wire;

import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.CauseType;
import io.breakwater.margin.trigger.HealthTransition;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A change of how an account stands, in the order of its components. */
enum HealthTransitionCodec implements Codec<HealthTransition> {
  INSTANCE;

  private static final EnumCodes<Level> LEVELS = new EnumCodes<>(Level.class, Level::code);
  private static final EnumCodes<CauseType> CAUSES =
      new EnumCodes<>(
          CauseType.class,
          type ->
              switch (type) {
                case PRICE -> 1;
                case ACCOUNT -> 2;
                case PARAMETERS -> 3;
                case POLICY -> 4;
                case EPOCH -> 5;
                case VALIDITY -> 6;
                case TIMER -> 7;
                case READY -> 8;
              });

  @Override
  public String id() {
    return "health-transition";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<HealthTransition> type() {
    return HealthTransition.class;
  }

  @Override
  public void write(HealthTransition transition, DataOutputView out) throws IOException {
    Wire.writeText(transition.account(), out);
    out.writeLong(transition.time());
    Wire.writeSigned(transition.marketSequence(), out);
    Wire.writeSigned(transition.accountSequence(), out);
    LEVELS.write(transition.from(), out);
    LEVELS.write(transition.to(), out);
    LEVELS.write(transition.triggeredLevel(), out);
    writeCause(transition.cause(), out);
    Wire.writeNullable(transition.valuation(), HealthTransitionCodec::writeValuation, out);
    Wire.writeNullable(transition.pending(), Wire::writeText, out);
  }

  @Override
  public HealthTransition read(DataInputView in, int version) throws IOException {
    return new HealthTransition(
        Wire.readText(in),
        in.readLong(),
        Wire.readSigned(in),
        Wire.readSigned(in),
        LEVELS.read(in),
        LEVELS.read(in),
        LEVELS.read(in),
        readCause(in),
        Wire.readNullable(HealthTransitionCodec::readValuation, in),
        Wire.readNullable(Wire::readText, in));
  }

  private static void writeValuation(Valuation valuation, DataOutputView out) throws IOException {
    Wire.writeDecimal(valuation.equity(), out);
    Wire.writeDecimal(valuation.requirement(), out);
  }

  private static Valuation readValuation(DataInputView in) throws IOException {
    return new Valuation(Wire.readDecimal(in), Wire.readDecimal(in));
  }

  private static void writeCause(Cause cause, DataOutputView out) throws IOException {
    CAUSES.write(cause.type(), out);
    Wire.writeNullable(cause.factor(), Wire::writeText, out);
    Wire.writeNullableDecimal(cause.price(), out);
    Wire.writeSigned(cause.sequence(), out);
    Wire.writeNullable(cause.publishTime(), Wire::writeSigned, out);
  }

  private static Cause readCause(DataInputView in) throws IOException {
    return new Cause(
        CAUSES.read(in),
        Wire.readNullable(Wire::readText, in),
        Wire.readNullableDecimal(in),
        Wire.readSigned(in),
        Wire.readNullable(Wire::readSigned, in));
  }
}
