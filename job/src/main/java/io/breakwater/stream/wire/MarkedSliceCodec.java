package io.breakwater.stream.wire;

import io.breakwater.cascade.aggregate.PriceFacts;
import io.breakwater.cascade.slice.Latencies;
import io.breakwater.cascade.slice.Slice;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.stream.event.MarkedSlice;
import io.breakwater.stream.event.MarkerFacts;
import io.breakwater.stream.event.RowFacts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A slice with its marker, in the order of the components. */
enum MarkedSliceCodec implements Codec<MarkedSlice> {
  INSTANCE;

  private static final Versioned<ImpactTerms> IMPACT = new Versioned<>(ImpactTermsCodec.INSTANCE);

  @Override
  public String id() {
    return "marked-slice";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<MarkedSlice> type() {
    return MarkedSlice.class;
  }

  @Override
  public void write(MarkedSlice slice, DataOutputView out) throws IOException {
    out.writeLong(slice.asOf());
    out.writeLong(slice.marketSequence());
    out.writeInt(slice.subtasks());
    Wire.writeNullable(slice.facts(), MarkedSliceCodec::writeFacts, out);
    Wire.writeNullable(slice.slice(), (sums, to) -> sums.write(to), out);
    Wire.writeList(
        List.copyOf(slice.latencies().entrySet()), MarkedSliceCodec::writeLatencies, out);
  }

  private static void writeLatencies(Map.Entry<String, Latencies> price, DataOutputView out)
      throws IOException {
    Wire.writeText(price.getKey(), out);
    Wire.writeList(
        List.copyOf(price.getValue().toCounts().entrySet()), MarkedSliceCodec::writeCount, out);
  }

  private static void writeCount(Map.Entry<Integer, Long> count, DataOutputView out)
      throws IOException {
    out.writeInt(count.getKey());
    Wire.writeUnsigned(count.getValue(), out);
  }

  private static void writeFacts(MarkerFacts facts, DataOutputView out) throws IOException {
    Wire.writeSigned(facts.policyVersion(), out);
    out.writeBoolean(facts.stopsAtIncentive());
    Wire.writeList(facts.rows(), MarkedSliceCodec::writeRow, out);
    Wire.writeList(List.copyOf(facts.doubtful().entrySet()), MarkedSliceCodec::writeDoubtful, out);
  }

  private static void writeDoubtful(Map.Entry<Integer, String> factor, DataOutputView out)
      throws IOException {
    out.writeInt(factor.getKey());
    Wire.writeText(factor.getValue(), out);
  }

  private static void writeRow(RowFacts row, DataOutputView out) throws IOException {
    out.writeInt(row.row());
    Wire.writeText(row.id(), out);
    writePrice(row.price(), out);
    Wire.writeNullable(row.market(), Wire::writeText, out);
    IMPACT.write(row.impact(), out);
  }

  private static void writePrice(PriceFacts price, DataOutputView out) throws IOException {
    Wire.writeDecimal(price.mark(), out);
    Judging.VALIDITIES.write(price.validity(), out);
    out.writeBoolean(price.isJudged());
    Wire.writeDecimal(price.lowest(), out);
    Wire.writeNullableDecimal(price.highest(), out);
    out.writeLong(price.publishTime());
    out.writeInt(price.sources());
    out.writeInt(price.used());
    Wire.writeNullableDecimal(price.lowestUsed(), out);
    Wire.writeNullableDecimal(price.highestUsed(), out);
  }

  @Override
  public MarkedSlice read(DataInputView in, int version) throws IOException {
    return new MarkedSlice(
        in.readLong(),
        in.readLong(),
        in.readInt(),
        Wire.readNullable(MarkedSliceCodec::readFacts, in),
        Wire.readNullable(Slice::read, in),
        readLatencies(in));
  }

  private static TreeMap<String, Latencies> readLatencies(DataInputView in) throws IOException {
    TreeMap<String, Latencies> latencies = new TreeMap<>();
    for (Map.Entry<String, Latencies> price : Wire.readList(MarkedSliceCodec::readPrices, in)) {
      latencies.put(price.getKey(), price.getValue());
    }
    return latencies;
  }

  private static Map.Entry<String, Latencies> readPrices(DataInputView in) throws IOException {
    String price = Wire.readText(in);
    TreeMap<Integer, Long> counts = new TreeMap<>();
    for (Map.Entry<Integer, Long> count : Wire.readList(MarkedSliceCodec::readCount, in)) {
      counts.put(count.getKey(), count.getValue());
    }
    return Map.entry(price, Latencies.of(counts));
  }

  private static Map.Entry<Integer, Long> readCount(DataInputView in) throws IOException {
    return Map.entry(in.readInt(), Wire.readUnsigned(in));
  }

  private static MarkerFacts readFacts(DataInputView in) throws IOException {
    long version = Wire.readSigned(in);
    boolean stops = in.readBoolean();
    List<RowFacts> rows = Wire.readList(MarkedSliceCodec::readRow, in);
    TreeMap<Integer, String> doubtful = new TreeMap<>();
    for (Map.Entry<Integer, String> factor : Wire.readList(MarkedSliceCodec::readDoubtful, in)) {
      doubtful.put(factor.getKey(), factor.getValue());
    }
    return new MarkerFacts(version, stops, rows, doubtful);
  }

  private static Map.Entry<Integer, String> readDoubtful(DataInputView in) throws IOException {
    return Map.entry(in.readInt(), Wire.readText(in));
  }

  private static RowFacts readRow(DataInputView in) throws IOException {
    return new RowFacts(
        in.readInt(),
        Wire.readText(in),
        readPrice(in),
        Wire.readNullable(Wire::readText, in),
        IMPACT.read(in));
  }

  private static PriceFacts readPrice(DataInputView in) throws IOException {
    return new PriceFacts(
        Wire.readDecimal(in),
        Judging.VALIDITIES.read(in),
        in.readBoolean(),
        Wire.readDecimal(in),
        Wire.readNullableDecimal(in),
        in.readLong(),
        in.readInt(),
        in.readInt(),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in));
  }
}
