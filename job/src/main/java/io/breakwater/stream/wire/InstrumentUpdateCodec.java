package io.breakwater.stream.wire;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.value.Origin;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A record of the instruments: parameters, time, origin. */
enum InstrumentUpdateCodec implements Codec<InstrumentUpdate> {
  INSTANCE;

  private static final Versioned<InstrumentParameters> PARAMETERS =
      new Versioned<>(InstrumentParametersCodec.INSTANCE);
  private static final Versioned<Origin> ORIGIN = new Versioned<>(OriginCodec.INSTANCE);

  @Override
  public String id() {
    return "instrument-update";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<InstrumentUpdate> type() {
    return InstrumentUpdate.class;
  }

  @Override
  public void write(InstrumentUpdate update, DataOutputView out) throws IOException {
    PARAMETERS.write(update.parameters(), out);
    out.writeLong(update.time());
    ORIGIN.write(update.origin(), out);
  }

  @Override
  public InstrumentUpdate read(DataInputView in, int version) throws IOException {
    return new InstrumentUpdate(PARAMETERS.read(in), in.readLong(), ORIGIN.read(in));
  }
}
