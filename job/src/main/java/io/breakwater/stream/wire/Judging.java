package io.breakwater.stream.wire;

import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.Validity;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How the terms of judging, and what a judgement says, are written; each in its components' order.
 */
final class Judging {
  static final EnumCodes<Validity> VALIDITIES = new EnumCodes<>(Validity.class, Validity::code);

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
}
