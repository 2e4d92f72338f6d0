package io.breakwater.stream.wire;

import io.breakwater.cascade.impact.InsuranceFund;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The balance of a fund, in the order of its components. */
enum InsuranceFundCodec implements Codec<InsuranceFund> {
  INSTANCE;

  @Override
  public String id() {
    return "insurance-fund";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<InsuranceFund> type() {
    return InsuranceFund.class;
  }

  @Override
  public void write(InsuranceFund value, DataOutputView out) throws IOException {
    Wire.writeText(value.fund(), out);
    out.writeLong(value.time());
    Wire.writeDecimal(value.balance(), out);
  }

  @Override
  public InsuranceFund read(DataInputView in, int version) throws IOException {
    return new InsuranceFund(Wire.readText(in), in.readLong(), Wire.readDecimal(in));
  }
}
