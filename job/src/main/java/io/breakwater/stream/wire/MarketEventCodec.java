package io.breakwater.stream.wire;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.stream.event.MarketEvent;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What all subtasks see in one order: a code for its kind, number and time, then the change.
 *
 * <p>Prices are the hot path: {@value #PRICE_CHANGE_BYTES} bytes of fixed width, and nothing made
 * on the way but the event itself.
 */
enum MarketEventCodec implements Codec<MarketEvent> {
  INSTANCE;

  /**
   * Length of a price change from which nothing derives: its code, five numbers of 64 bits, one of
   * 32, its scale, that it is VALID, by what, and that there is no more.
   */
  static final int PRICE_CHANGE_BYTES = 1 + 5 * Long.BYTES + Integer.BYTES + 4;

  private static final int PRICE = 1;
  private static final int INSTRUMENT = 2;
  private static final int POLICY = 3;
  private static final int EPOCH = 4;
  private static final int NAMED = 5;
  private static final int FACTOR = 6;
  private static final int VALIDITY = 7;
  private static final int MARKER = 8;

  private static final Versioned<InstrumentParameters> PARAMETERS =
      new Versioned<>(InstrumentParametersCodec.INSTANCE);
  private static final Versioned<RiskFactorParameters> FACTORS =
      new Versioned<>(RiskFactorParametersCodec.INSTANCE);
  private static final Versioned<RiskPolicy> POLICIES = new Versioned<>(RiskPolicyCodec.INSTANCE);

  /** The price change that an event is; null where it is none. */
  private static final MarketEvent.Visitor<MarketEvent.PriceChange, RuntimeException> PRICE_CHANGE =
      new MarketEvent.PartialVisitor<>() {
        @Override
        public MarketEvent.PriceChange price(MarketEvent.PriceChange change) {
          return change;
        }
      };

  @Override
  public String id() {
    return "market-event";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<MarketEvent> type() {
    return MarketEvent.class;
  }

  @Override
  public void write(MarketEvent event, DataOutputView out) throws IOException {
    MarketEvent.PriceChange price = event.accept(PRICE_CHANGE);
    if (price != null) {
      writePrice(price, out); // the hot path, without a writer
    } else {
      event.accept(new Writer(out));
    }
  }

  private static void writePrice(MarketEvent.PriceChange change, DataOutputView out)
      throws IOException {
    writeHead(PRICE, change, out);
    out.writeInt(change.factor());
    out.writeLong(change.units());
    out.writeByte(change.scale());
    out.writeLong(change.sequence());
    out.writeLong(change.publishTime());
    Judging.writeCertainty(change.certainty(), out);
    Judging.JUDGED_BY.write(change.by(), out);
    Wire.writeList(change.derived(), Factors::writeValue, out);
  }

  private record Writer(DataOutputView out) implements MarketEvent.Visitor<Void, IOException> {
    @Override
    public Void price(MarketEvent.PriceChange change) throws IOException {
      writePrice(change, out);
      return null;
    }

    @Override
    public Void validity(MarketEvent.ValidityChange change) throws IOException {
      writeHead(VALIDITY, change, out);
      out.writeInt(change.factor());
      Judging.writeCertainty(change.certainty(), out);
      Judging.JUDGED_BY.write(change.by(), out);
      return null;
    }

    @Override
    public Void named(MarketEvent.FactorsNamed named) throws IOException {
      writeHead(NAMED, named, out);
      Wire.writeList(named.factors(), Factors::writeFactor, out);
      Wire.writeList(named.values(), Factors::writeValue, out);
      return null;
    }

    @Override
    public Void factor(MarketEvent.FactorChange change) throws IOException {
      writeHead(FACTOR, change, out);
      out.writeInt(change.factor());
      FACTORS.write(change.parameters(), out);
      Wire.writeList(change.values(), Factors::writeValue, out);
      return null;
    }

    @Override
    public Void instrument(MarketEvent.InstrumentChange change) throws IOException {
      writeHead(INSTRUMENT, change, out);
      out.writeInt(change.instrument());
      PARAMETERS.write(change.parameters(), out);
      Wire.writeList(change.values(), Factors::writeValue, out);
      return null;
    }

    @Override
    public Void policy(MarketEvent.PolicyChange change) throws IOException {
      writeHead(POLICY, change, out);
      POLICIES.write(change.policy(), out);
      return null;
    }

    @Override
    public Void epoch(MarketEvent.EpochBegun begun) throws IOException {
      writeHead(EPOCH, begun, out);
      out.writeLong(begun.epoch());
      return null;
    }

    @Override
    public Void marker(MarketEvent.IntervalMarker marker) throws IOException {
      writeHead(MARKER, marker, out);
      Wire.writeList(marker.spreads(), Judging::writeFactorSpread, out);
      return null;
    }
  }

  private static void writeHead(int code, MarketEvent event, DataOutputView out)
      throws IOException {
    out.writeByte(code);
    out.writeLong(event.marketSequence());
    out.writeLong(event.time());
  }

  @Override
  public MarketEvent read(DataInputView in, int version) throws IOException {
    int code = in.readUnsignedByte();
    long marketSequence = in.readLong();
    long time = in.readLong();
    return switch (code) {
      case PRICE ->
          new MarketEvent.PriceChange(
              marketSequence,
              time,
              in.readInt(),
              in.readLong(),
              in.readByte(),
              in.readLong(),
              in.readLong(),
              Judging.readCertainty(in),
              Judging.JUDGED_BY.read(in),
              Wire.readList(Factors::readValue, in));
      case VALIDITY ->
          new MarketEvent.ValidityChange(
              marketSequence,
              time,
              in.readInt(),
              Judging.readCertainty(in),
              Judging.JUDGED_BY.read(in));
      case NAMED ->
          new MarketEvent.FactorsNamed(
              marketSequence,
              time,
              Wire.readList(Factors::readFactor, in),
              Wire.readList(Factors::readValue, in));
      case FACTOR ->
          new MarketEvent.FactorChange(
              marketSequence,
              time,
              in.readInt(),
              FACTORS.read(in),
              Wire.readList(Factors::readValue, in));
      case INSTRUMENT ->
          new MarketEvent.InstrumentChange(
              marketSequence,
              time,
              in.readInt(),
              PARAMETERS.read(in),
              Wire.readList(Factors::readValue, in));
      case POLICY -> new MarketEvent.PolicyChange(marketSequence, time, POLICIES.read(in));
      case MARKER ->
          new MarketEvent.IntervalMarker(
              marketSequence, time, Wire.readList(Judging::readFactorSpread, in));
      case EPOCH -> new MarketEvent.EpochBegun(marketSequence, time, in.readLong());
      default -> throw new IOException("no market event has the code " + code + ".");
    };
  }
}
