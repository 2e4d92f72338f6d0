package io.breakwater.stream.wire;

import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.stream.event.TriggerMessage;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What readers of triggers are told: a code for its kind, the epoch, then the rest. */
enum TriggerMessageCodec implements Codec<TriggerMessage> {
  INSTANCE;

  private static final int TRIGGER = 1;
  private static final int EPOCH_BEGUN = 2;

  private static final Versioned<LiquidationTrigger> TRIGGERS =
      new Versioned<>(LiquidationTriggerCodec.INSTANCE);

  @Override
  public String id() {
    return "trigger-message";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<TriggerMessage> type() {
    return TriggerMessage.class;
  }

  @Override
  public void write(TriggerMessage message, DataOutputView out) throws IOException {
    message.accept(new Writer(out));
  }

  private record Writer(DataOutputView out) implements TriggerMessage.Visitor<Void, IOException> {
    @Override
    public Void trigger(TriggerMessage.OfTrigger message) throws IOException {
      writeHead(TRIGGER, message, out);
      TRIGGERS.write(message.trigger(), out);
      return null;
    }

    @Override
    public Void epoch(TriggerMessage.EpochBegun begun) throws IOException {
      writeHead(EPOCH_BEGUN, begun, out);
      Wire.writeSigned(begun.marketSequence(), out);
      out.writeLong(begun.time());
      Wire.writeInt(begun.partition(), out);
      return null;
    }
  }

  private static void writeHead(int code, TriggerMessage message, DataOutputView out)
      throws IOException {
    out.writeByte(code);
    out.writeLong(message.epoch());
  }

  @Override
  public TriggerMessage read(DataInputView in, int version) throws IOException {
    int code = in.readUnsignedByte();
    long epoch = in.readLong();
    return switch (code) {
      case TRIGGER -> new TriggerMessage.OfTrigger(epoch, TRIGGERS.read(in));
      case EPOCH_BEGUN ->
          new TriggerMessage.EpochBegun(
              epoch, Wire.readSigned(in), in.readLong(), Wire.readInt(in));
      default -> throw new IOException("no trigger message has the code " + code + ".");
    };
  }
}
