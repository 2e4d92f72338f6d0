package io.breakwater.stream.wire;

import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.order.FactorRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What is kept of one factor at the judge: its state, what waits, and since version 2 whether it is
 * named. What an older version has kept is taken to be.
 */
enum FactorRecordCodec implements Codec<FactorRecord> {
  INSTANCE;

  private static final int NAMED_SINCE = 2;

  private static final Versioned<MarketInput> INPUTS = new Versioned<>(MarketInputCodec.INSTANCE);

  @Override
  public String id() {
    return "factor-record";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Class<FactorRecord> type() {
    return FactorRecord.class;
  }

  @Override
  public void write(FactorRecord factor, DataOutputView out) throws IOException {
    Judging.writeState(factor.state(), out);
    Wire.writeList(factor.waiting(), INPUTS::write, out);
    out.writeBoolean(factor.named());
  }

  @Override
  public FactorRecord read(DataInputView in, int version) throws IOException {
    return new FactorRecord(
        Judging.readState(in),
        Wire.readList(INPUTS::read, in),
        version < NAMED_SINCE || in.readBoolean());
  }
}
