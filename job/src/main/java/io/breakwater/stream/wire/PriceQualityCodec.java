package io.breakwater.stream.wire;

import io.breakwater.oracle.judge.PriceQuality;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is told of the quality of a factor's value, in the order of its components. */
enum PriceQualityCodec implements Codec<PriceQuality> {
  INSTANCE;

  @Override
  public String id() {
    return "price-quality";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<PriceQuality> type() {
    return PriceQuality.class;
  }

  @Override
  public void write(PriceQuality quality, DataOutputView out) throws IOException {
    Wire.writeText(quality.factor(), out);
    out.writeLong(quality.marketSequence());
    Judging.VALIDITIES.writeNullable(quality.previous(), out);
    Judging.writeJudgement(quality.judgement(), out);
    Wire.writeNullable(quality.interval(), Judging::writeInterval, out);
  }

  @Override
  public PriceQuality read(DataInputView in, int version) throws IOException {
    return new PriceQuality(
        Wire.readText(in),
        in.readLong(),
        Judging.VALIDITIES.readNullable(in),
        Judging.readJudgement(in),
        Wire.readNullable(Judging::readInterval, in));
  }
}
