package io.breakwater.stream.wire;

import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Doubt;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.Spread;
import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.FactorState;
import io.breakwater.oracle.judge.JudgeState;
import io.breakwater.oracle.judge.JudgedBy;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.oracle.judge.Published;
import io.breakwater.oracle.judge.SourceState;
import io.breakwater.oracle.judge.SourceVerdict;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.stream.event.FactorSpread;
import io.breakwater.value.Origin;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How the terms of judging, and what a judgement says, are written; each in its components' order.
 */
final class Judging {
  static final EnumCodes<Validity> VALIDITIES = new EnumCodes<>(Validity.class, Validity::code);

  static final EnumCodes<JudgedBy> JUDGED_BY = new EnumCodes<>(JudgedBy.class, JudgedBy::code);
  private static final EnumCodes<Doubt> DOUBTS = new EnumCodes<>(Doubt.class, Doubt::code);
  private static final Versioned<RiskFactorParameters> PARAMETERS =
      new Versioned<>(RiskFactorParametersCodec.INSTANCE);
  private static final Versioned<Origin> ORIGIN = new Versioned<>(OriginCodec.INSTANCE);

  private Judging() {}

  static void writeTerms(JudgingTerms terms, DataOutputView out) throws IOException {
    Wire.writeList(terms.sources(), Judging::writeSource, out);
    Wire.writeUnsigned(terms.minimumSources(), out);
    Wire.writeUnsigned(terms.maximumDeviationBps(), out);
    Wire.writeUnsigned(terms.maximumConfidenceBps(), out);
    Wire.writeUnsigned(terms.maximumJumpBps(), out);
    Wire.writeUnsigned(terms.hardJumpBps(), out);
    Wire.writeNullableDecimal(terms.minimumPrice(), out);
    Wire.writeNullableDecimal(terms.maximumPrice(), out);
    Wire.writeUnsigned(terms.recoveryGraceMicros(), out);
  }

  static JudgingTerms readTerms(DataInputView in) throws IOException {
    return new JudgingTerms(
        Wire.readList(Judging::readSource, in),
        readInt(in),
        readInt(in),
        readInt(in),
        readInt(in),
        readInt(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in),
        Wire.readUnsigned(in));
  }

  private static int readInt(DataInputView in) throws IOException {
    long number = Wire.readUnsigned(in);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new IOException("a count is " + Long.toUnsignedString(number) + ", which none can be.");
    }
    return (int) number;
  }

  private static void writeSource(SourceTerms source, DataOutputView out) throws IOException {
    Wire.writeText(source.source(), out);
    Wire.writeDecimal(source.weight(), out);
    Wire.writeNullable(source.heartbeatMicros(), Wire::writeSigned, out);
    Wire.writeUnsigned(source.maximumAgeMicros(), out);
  }

  private static SourceTerms readSource(DataInputView in) throws IOException {
    return new SourceTerms(
        Wire.readText(in),
        Wire.readDecimal(in),
        Wire.readNullable(Wire::readSigned, in),
        Wire.readUnsigned(in));
  }

  /** Whether it is VALID, which takes one byte, or else everything. */
  static void writeCertainty(Certainty certainty, DataOutputView out) throws IOException {
    VALIDITIES.write(certainty.validity(), out);
    if (!certainty.isValid()) {
      out.writeBoolean(certainty.provisional());
      Wire.writeNullable(certainty.range(), Judging::writeInterval, out);
      out.writeBoolean(certainty.mayBeBelow());
      out.writeBoolean(certainty.mayBeAbove());
    }
  }

  static Certainty readCertainty(DataInputView in) throws IOException {
    Validity validity = VALIDITIES.read(in);
    return validity == Validity.VALID
        ? Certainty.VALID
        : new Certainty(
            validity,
            in.readBoolean(),
            Wire.readNullable(Judging::readInterval, in),
            in.readBoolean(),
            in.readBoolean());
  }

  static void writeInterval(Interval interval, DataOutputView out) throws IOException {
    Wire.writeDecimal(interval.low(), out);
    Wire.writeNullableDecimal(interval.high(), out);
  }

  static Interval readInterval(DataInputView in) throws IOException {
    return new Interval(Wire.readDecimal(in), Wire.readNullableDecimal(in));
  }

  static void writeVerdict(Verdict verdict, DataOutputView out) throws IOException {
    Wire.writeText(verdict.factor(), out);
    out.writeLong(verdict.time());
    JUDGED_BY.write(verdict.by(), out);
    Wire.writeNullableDecimal(verdict.value(), out);
    writeCertainty(verdict.certainty(), out);
    out.writeBoolean(verdict.accepted());
    Wire.writeNullable(verdict.newest(), Judging::writePublished, out);
    Wire.writeNullable(verdict.told(), Judging::writeJudgement, out);
    VALIDITIES.writeNullable(verdict.previous(), out);
    Wire.writeText(verdict.source(), out);
    Wire.writeSigned(verdict.sequence(), out);
    Wire.writeSigned(verdict.number(), out);
    Wire.writeSigned(verdict.version(), out);
    ORIGIN.write(verdict.origin(), out);
    Wire.writeNullable(verdict.spread(), Judging::writeSpread, out);
  }

  static void writeFactorSpread(FactorSpread spread, DataOutputView out) throws IOException {
    out.writeInt(spread.factor());
    writeSpread(spread.spread(), out);
  }

  static FactorSpread readFactorSpread(DataInputView in) throws IOException {
    return new FactorSpread(in.readInt(), readSpread(in));
  }

  private static void writeSpread(Spread spread, DataOutputView out) throws IOException {
    Wire.writeUnsigned(spread.sources(), out);
    Wire.writeUnsigned(spread.used(), out);
    Wire.writeNullableDecimal(spread.lowest(), out);
    Wire.writeNullableDecimal(spread.highest(), out);
  }

  private static Spread readSpread(DataInputView in) throws IOException {
    return new Spread(
        (int) Wire.readUnsigned(in),
        (int) Wire.readUnsigned(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in));
  }

  static Verdict readVerdict(DataInputView in) throws IOException {
    return new Verdict(
        Wire.readText(in),
        in.readLong(),
        JUDGED_BY.read(in),
        Wire.readNullableDecimal(in),
        readCertainty(in),
        in.readBoolean(),
        Wire.readNullable(Judging::readPublished, in),
        Wire.readNullable(Judging::readJudgement, in),
        VALIDITIES.readNullable(in),
        Wire.readText(in),
        Wire.readSigned(in),
        Wire.readSigned(in),
        Wire.readSigned(in),
        ORIGIN.read(in),
        Wire.readNullable(Judging::readSpread, in));
  }

  private static void writePublished(Published published, DataOutputView out) throws IOException {
    out.writeLong(published.time());
    Wire.writeSigned(published.sequence(), out);
  }

  private static Published readPublished(DataInputView in) throws IOException {
    return new Published(in.readLong(), Wire.readSigned(in));
  }

  static void writeJudgement(Judgement judgement, DataOutputView out) throws IOException {
    out.writeLong(judgement.time());
    Wire.writeNullableDecimal(judgement.value(), out);
    writeCertainty(judgement.certainty(), out);
    Wire.writeNullable(judgement.newest(), Judging::writePublished, out);
    Wire.writeList(List.copyOf(judgement.reasons()), DOUBTS::write, out);
    Wire.writeList(judgement.sources(), Judging::writeSourceVerdict, out);
  }

  static Judgement readJudgement(DataInputView in) throws IOException {
    return new Judgement(
        in.readLong(),
        Wire.readNullableDecimal(in),
        readCertainty(in),
        Wire.readNullable(Judging::readPublished, in),
        doubts(Wire.readList(DOUBTS::read, in)),
        Wire.readList(Judging::readSourceVerdict, in));
  }

  private static Set<Doubt> doubts(List<Doubt> listed) {
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    doubts.addAll(listed);
    return Collections.unmodifiableSet(doubts);
  }

  private static void writeSourceVerdict(SourceVerdict verdict, DataOutputView out)
      throws IOException {
    Wire.writeText(verdict.source(), out);
    Wire.writeNullableDecimal(verdict.value(), out);
    Wire.writeNullable(verdict.publishTime(), Wire::writeSigned, out);
    out.writeBoolean(verdict.used());
    DOUBTS.writeNullable(verdict.reason(), out);
  }

  private static SourceVerdict readSourceVerdict(DataInputView in) throws IOException {
    return new SourceVerdict(
        Wire.readText(in),
        Wire.readNullableDecimal(in),
        Wire.readNullable(Wire::readSigned, in),
        in.readBoolean(),
        DOUBTS.readNullable(in));
  }

  static void writeState(FactorState state, DataOutputView out) throws IOException {
    Wire.writeNullable(state.record(), Judging::writeParameters, out);
    Wire.writeNullable(state.current(), Judging::writeParameters, out);
    Wire.writeSigned(state.instrumentVersion(), out);
    out.writeByte(state.instrumentScale());
    writeJudge(state.judge(), out);
    Wire.writeSigned(state.sequence(), out);
    Wire.writeSigned(state.number(), out);
    out.writeLong(state.judgedAt());
  }

  static FactorState readState(DataInputView in) throws IOException {
    return new FactorState(
        Wire.readNullable(Judging::readParameters, in),
        Wire.readNullable(Judging::readParameters, in),
        Wire.readSigned(in),
        in.readByte(),
        readJudge(in),
        Wire.readSigned(in),
        Wire.readSigned(in),
        in.readLong());
  }

  private static void writeParameters(RiskFactorParameters parameters, DataOutputView out)
      throws IOException {
    PARAMETERS.write(parameters, out);
  }

  private static RiskFactorParameters readParameters(DataInputView in) throws IOException {
    return PARAMETERS.read(in);
  }

  private static void writeJudge(JudgeState state, DataOutputView out) throws IOException {
    Wire.writeList(List.copyOf(state.sources().keySet()), Wire::writeText, out);
    for (SourceState source : state.sources().values()) {
      writeSourceState(source, out);
    }
    Wire.writeNullable(state.scale(), (scale, to) -> to.writeByte(scale), out);
    Wire.writeNullableDecimal(state.accepted(), out);
    out.writeBoolean(state.provisional());
    Wire.writeNullableDecimal(state.confirmed(), out);
    out.writeBoolean(state.silentSince());
    Wire.writeNullable(state.certainty(), Judging::writeCertainty, out);
    out.writeBoolean(state.haltedInSilence());
    out.writeLong(state.backSince());
    out.writeLong(state.silencedAt());
    Wire.writeList(List.copyOf(state.used()), Wire::writeText, out);
  }

  private static JudgeState readJudge(DataInputView in) throws IOException {
    Map<String, SourceState> sources = new TreeMap<>();
    for (String source : Wire.readList(Wire::readText, in)) {
      sources.put(source, null);
    }
    for (Map.Entry<String, SourceState> source : sources.entrySet()) {
      source.setValue(readSourceState(in));
    }
    return new JudgeState(
        sources,
        Wire.readNullable(from -> (int) from.readByte(), in),
        Wire.readNullableDecimal(in),
        in.readBoolean(),
        Wire.readNullableDecimal(in),
        in.readBoolean(),
        Wire.readNullable(Judging::readCertainty, in),
        in.readBoolean(),
        in.readLong(),
        in.readLong(),
        Set.copyOf(Wire.readList(Wire::readText, in)));
  }

  private static void writeSourceState(SourceState state, DataOutputView out) throws IOException {
    Wire.writeDecimal(state.value(), out);
    Wire.writeNullableDecimal(state.confidence(), out);
    out.writeLong(state.publishTime());
    Wire.writeSigned(state.sequence(), out);
    Wire.writeNullableDecimal(state.before(), out);
    Wire.writeNullable(state.firstJump(), Wire::writeSigned, out);
  }

  private static SourceState readSourceState(DataInputView in) throws IOException {
    return new SourceState(
        Wire.readDecimal(in),
        Wire.readNullableDecimal(in),
        in.readLong(),
        Wire.readSigned(in),
        Wire.readNullableDecimal(in),
        Wire.readNullable(Wire::readSigned, in));
  }
}
