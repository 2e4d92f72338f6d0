package io.breakwater.stream.wire;

import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.order.FactorRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is kept of one factor at the judge, in the order of its components. */
enum FactorRecordCodec implements Codec<FactorRecord> {
  INSTANCE;

  private static final Versioned<MarketInput> INPUTS = new Versioned<>(MarketInputCodec.INSTANCE);

  @Override
  public String id() {
    return "factor-record";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<FactorRecord> type() {
    return FactorRecord.class;
  }

  @Override
  public void write(FactorRecord factor, DataOutputView out) throws IOException {
    Judging.writeState(factor.state(), out);
    Wire.writeList(factor.waiting(), INPUTS::write, out);
  }

  @Override
  public FactorRecord read(DataInputView in, int version) throws IOException {
    return new FactorRecord(Judging.readState(in), Wire.readList(INPUTS::read, in));
  }
}
