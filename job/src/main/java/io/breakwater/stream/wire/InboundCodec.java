package io.breakwater.stream.wire;

import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.RejectedRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a source made of a record: whether there is a value, then the value or the rejection.
 *
 * @param value the format of the value
 */
record InboundCodec<T>(Versioned<T> value) implements Codec<Inbound<T>> {
  private static final Versioned<RejectedRecord> REJECTED =
      new Versioned<>(RejectedRecordCodec.INSTANCE);

  @Override
  public String id() {
    return "inbound-" + value.content().id();
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Class<Inbound<T>> type() {
    return (Class<Inbound<T>>) (Class<?>) Inbound.class;
  }

  @Override
  public void write(Inbound<T> inbound, DataOutputView out) throws IOException {
    boolean accepted = inbound.value() != null;
    out.writeBoolean(accepted);
    if (accepted) {
      value.write(inbound.value(), out);
    } else {
      REJECTED.write(inbound.rejected(), out);
    }
  }

  @Override
  public Inbound<T> read(DataInputView in, int version) throws IOException {
    return in.readBoolean() ? Inbound.of(value.read(in)) : Inbound.rejected(REJECTED.read(in));
  }
}
