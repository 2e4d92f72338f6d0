package io.breakwater.stream.wire;

import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.value.Origin;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A record of the risk factors: parameters, time, origin. */
enum FactorUpdateCodec implements Codec<FactorUpdate> {
  INSTANCE;

  private static final Versioned<RiskFactorParameters> PARAMETERS =
      new Versioned<>(RiskFactorParametersCodec.INSTANCE);
  private static final Versioned<Origin> ORIGIN = new Versioned<>(OriginCodec.INSTANCE);

  @Override
  public String id() {
    return "factor-update";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<FactorUpdate> type() {
    return FactorUpdate.class;
  }

  @Override
  public void write(FactorUpdate update, DataOutputView out) throws IOException {
    PARAMETERS.write(update.parameters(), out);
    out.writeLong(update.time());
    ORIGIN.write(update.origin(), out);
  }

  @Override
  public FactorUpdate read(DataInputView in, int version) throws IOException {
    return new FactorUpdate(PARAMETERS.read(in), in.readLong(), ORIGIN.read(in));
  }
}
