package io.breakwater.stream.wire;

import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.value.Origin;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A record of the insurance funds: balance, origin. */
enum FundUpdateCodec implements Codec<FundUpdate> {
  INSTANCE;

  private static final Versioned<InsuranceFund> FUND = new Versioned<>(InsuranceFundCodec.INSTANCE);
  private static final Versioned<Origin> ORIGIN = new Versioned<>(OriginCodec.INSTANCE);

  @Override
  public String id() {
    return "fund-update";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<FundUpdate> type() {
    return FundUpdate.class;
  }

  @Override
  public void write(FundUpdate value, DataOutputView out) throws IOException {
    FUND.write(value.fund(), out);
    ORIGIN.write(value.origin(), out);
  }

  @Override
  public FundUpdate read(DataInputView in, int version) throws IOException {
    return new FundUpdate(FUND.read(in), ORIGIN.read(in));
  }
}
