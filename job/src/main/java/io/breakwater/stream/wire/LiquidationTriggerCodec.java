package io.breakwater.stream.wire;

import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerFactor;
import io.breakwater.margin.trigger.TriggerKind;
import io.breakwater.margin.trigger.TriggerLeg;
import io.breakwater.oracle.Validity;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A trigger, in the order of its components. */
enum LiquidationTriggerCodec implements Codec<LiquidationTrigger> {
  INSTANCE;

  private static final EnumCodes<TriggerKind> KINDS =
      new EnumCodes<>(
          TriggerKind.class,
          kind ->
              switch (kind) {
                case ENTERED -> 1;
                case WORSENED -> 2;
                case WITHDRAWN -> 3;
                case RESTATED -> 4;
              });
  private static final EnumCodes<Validity> VALIDITIES =
      new EnumCodes<>(Validity.class, Validity::code);
  private static final EnumCodes<LegKind> LEG_KINDS =
      new EnumCodes<>(
          LegKind.class,
          kind ->
              switch (kind) {
                case POSITION -> 1;
                case DEPOSIT -> 2;
                case DEBT -> 3;
              });
  private static final EnumCodes<Level> LEVELS = new EnumCodes<>(Level.class, Level::code);
  private static final Versioned<HealthTransition> TRANSITION =
      new Versioned<>(HealthTransitionCodec.INSTANCE);

  @Override
  public String id() {
    return "liquidation-trigger";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<LiquidationTrigger> type() {
    return LiquidationTrigger.class;
  }

  @Override
  public void write(LiquidationTrigger trigger, DataOutputView out) throws IOException {
    Wire.writeText(trigger.account(), out);
    Wire.writeSigned(trigger.episode(), out);
    Wire.writeInt(trigger.step(), out);
    Wire.writeText(trigger.decision(), out);
    KINDS.write(trigger.kind(), out);
    LEVELS.write(trigger.previousLevel(), out);
    TRANSITION.write(trigger.transition(), out);
    out.writeBoolean(trigger.held());
    Wire.writeDecimal(trigger.cash(), out);
    Wire.writeNullable(trigger.box(), LiquidationTriggerCodec::writeValuation, out);
    Wire.writeDecimal(trigger.multiplier(), out);
    Wire.writeList(trigger.legs(), LiquidationTriggerCodec::writeLeg, out);
    Wire.writeList(trigger.factors(), LiquidationTriggerCodec::writeFactor, out);
    Wire.writeList(trigger.closeOut(), LiquidationTriggerCodec::writeCloseOut, out);
    Wire.writeText(trigger.policyId(), out);
    Wire.writeSigned(trigger.policyVersion(), out);
  }

  @Override
  public LiquidationTrigger read(DataInputView in, int version) throws IOException {
    return new LiquidationTrigger(
        Wire.readText(in),
        Wire.readSigned(in),
        Wire.readInt(in),
        Wire.readText(in),
        KINDS.read(in),
        LEVELS.read(in),
        TRANSITION.read(in),
        in.readBoolean(),
        Wire.readDecimal(in),
        Wire.readNullable(LiquidationTriggerCodec::readValuation, in),
        Wire.readDecimal(in),
        Wire.readList(LiquidationTriggerCodec::readLeg, in),
        Wire.readList(LiquidationTriggerCodec::readFactor, in),
        Wire.readList(LiquidationTriggerCodec::readCloseOut, in),
        Wire.readText(in),
        Wire.readSigned(in));
  }

  private static void writeValuation(Valuation valuation, DataOutputView out) throws IOException {
    Wire.writeDecimal(valuation.equity(), out);
    Wire.writeDecimal(valuation.requirement(), out);
  }

  private static Valuation readValuation(DataInputView in) throws IOException {
    return new Valuation(Wire.readDecimal(in), Wire.readDecimal(in));
  }

  private static void writeLeg(TriggerLeg leg, DataOutputView out) throws IOException {
    Wire.writeText(leg.instrument(), out);
    LEG_KINDS.write(leg.kind(), out);
    Wire.writeText(leg.leg(), out);
    Wire.writeDecimal(leg.size(), out);
    Wire.writeNullableDecimal(leg.entryPrice(), out);
    Wire.writeNullableDecimal(leg.index(), out);
    Wire.writeText(leg.factor(), out);
    Wire.writeDecimal(leg.price(), out);
    Wire.writeSigned(leg.priceSequence(), out);
    out.writeLong(leg.publishTime());
    Wire.writeSigned(leg.parametersVersion(), out);
  }

  private static TriggerLeg readLeg(DataInputView in) throws IOException {
    return new TriggerLeg(
        Wire.readText(in),
        LEG_KINDS.read(in),
        Wire.readText(in),
        Wire.readDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readText(in),
        Wire.readDecimal(in),
        Wire.readSigned(in),
        in.readLong(),
        Wire.readSigned(in));
  }

  private static void writeFactor(TriggerFactor factor, DataOutputView out) throws IOException {
    Wire.writeText(factor.factor(), out);
    Wire.writeDecimal(factor.value(), out);
    Wire.writeNullableDecimal(factor.lowest(), out);
    Wire.writeNullableDecimal(factor.highest(), out);
    VALIDITIES.write(factor.validity(), out);
    Wire.writeSigned(factor.sequence(), out);
    out.writeLong(factor.publishTime());
  }

  private static TriggerFactor readFactor(DataInputView in) throws IOException {
    return new TriggerFactor(
        Wire.readText(in),
        Wire.readDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        VALIDITIES.read(in),
        Wire.readSigned(in),
        in.readLong());
  }

  private static void writeCloseOut(CloseOutLeg leg, DataOutputView out) throws IOException {
    Wire.writeText(leg.instrument(), out);
    LEG_KINDS.write(leg.kind(), out);
    Wire.writeText(leg.leg(), out);
    Wire.writeDecimal(leg.size(), out);
    Wire.writeNullableDecimal(leg.bankruptcyPrice(), out);
    Wire.writeDecimal(leg.incentiveRate(), out);
  }

  private static CloseOutLeg readCloseOut(DataInputView in) throws IOException {
    return new CloseOutLeg(
        Wire.readText(in),
        LEG_KINDS.read(in),
        Wire.readText(in),
        Wire.readDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readDecimal(in));
  }
}
