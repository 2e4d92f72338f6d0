package io.breakwater.stream.wire;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.PolicyUpdate;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What the sequencer puts in order: a code for its kind, then the value. */
enum MarketInputCodec implements Codec<MarketInput> {
  INSTANCE;

  private static final int PRICE = 1;
  private static final int INSTRUMENT = 2;
  private static final int POLICY = 3;
  private static final int FACTOR = 4;
  private static final int VERDICT = 5;
  private static final int NAMING = 6;

  private static final Versioned<OraclePrice> PRICES = new Versioned<>(OraclePriceCodec.INSTANCE);
  private static final Versioned<FactorUpdate> FACTORS =
      new Versioned<>(FactorUpdateCodec.INSTANCE);
  private static final Versioned<InstrumentUpdate> INSTRUMENTS =
      new Versioned<>(InstrumentUpdateCodec.INSTANCE);
  private static final Versioned<PolicyUpdate> POLICIES =
      new Versioned<>(PolicyUpdateCodec.INSTANCE);

  @Override
  public String id() {
    return "market-input";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<MarketInput> type() {
    return MarketInput.class;
  }

  @Override
  public void write(MarketInput input, DataOutputView out) throws IOException {
    input.accept(new Writer(out));
  }

  private record Writer(DataOutputView out) implements MarketInput.Visitor<Void, IOException> {
    @Override
    public Void price(MarketInput.OfPrice input) throws IOException {
      out.writeByte(PRICE);
      PRICES.write(input.price(), out);
      return null;
    }

    @Override
    public Void verdict(MarketInput.OfVerdict input) throws IOException {
      out.writeByte(VERDICT);
      Judging.writeVerdict(input.verdict(), out);
      return null;
    }

    @Override
    public Void factor(MarketInput.OfFactor input) throws IOException {
      out.writeByte(FACTOR);
      FACTORS.write(input.update(), out);
      return null;
    }

    @Override
    public Void instrument(MarketInput.OfInstrument input) throws IOException {
      out.writeByte(INSTRUMENT);
      INSTRUMENTS.write(input.update(), out);
      return null;
    }

    @Override
    public Void policy(MarketInput.OfPolicy input) throws IOException {
      out.writeByte(POLICY);
      POLICIES.write(input.update(), out);
      return null;
    }

    @Override
    public Void naming(MarketInput.OfNaming input) throws IOException {
      out.writeByte(NAMING);
      Wire.writeText(input.factor(), out);
      out.writeLong(input.time());
      return null;
    }
  }

  @Override
  public MarketInput read(DataInputView in, int version) throws IOException {
    int code = in.readUnsignedByte();
    return switch (code) {
      case PRICE -> new MarketInput.OfPrice(PRICES.read(in));
      case VERDICT -> new MarketInput.OfVerdict(Judging.readVerdict(in));
      case FACTOR -> new MarketInput.OfFactor(FACTORS.read(in));
      case INSTRUMENT -> new MarketInput.OfInstrument(INSTRUMENTS.read(in));
      case POLICY -> new MarketInput.OfPolicy(POLICIES.read(in));
      case NAMING -> new MarketInput.OfNaming(Wire.readText(in), in.readLong());
      default -> throw new IOException("no market input has the code " + code + ".");
    };
  }
}
