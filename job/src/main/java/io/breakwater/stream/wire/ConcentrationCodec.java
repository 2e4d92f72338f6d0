package io.breakwater.stream.wire;

import io.breakwater.cascade.record.Concentration;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The values of an aggregate, in the order of their components. */
enum ConcentrationCodec implements Codec<Concentration> {
  INSTANCE;

  @Override
  public String id() {
    return "concentration";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<Concentration> type() {
    return Concentration.class;
  }

  @Override
  public void write(Concentration values, DataOutputView out) throws IOException {
    Wire.writeList(values.sides(), ConcentrationCodec::writeShare, out);
    Wire.writeList(values.watchlist(), ConcentrationCodec::writeWatched, out);
  }

  @Override
  public Concentration read(DataInputView in, int version) throws IOException {
    return new Concentration(
        Wire.readList(ConcentrationCodec::readShare, in),
        Wire.readList(ConcentrationCodec::readWatched, in));
  }

  private static void writeShare(Concentration.Share share, DataOutputView out) throws IOException {
    CascadeCodes.SIDES.write(share.side(), out);
    Wire.writeNullableDecimal(share.herfindahl(), out);
    Wire.writeNullable(share.topShares(), CascadeCodes::writeDecimals, out);
  }

  private static Concentration.Share readShare(DataInputView in) throws IOException {
    return new Concentration.Share(
        CascadeCodes.SIDES.read(in),
        Wire.readNullableDecimal(in),
        Wire.readNullable(CascadeCodes::readDecimals, in));
  }

  private static void writeWatched(Concentration.Watched watched, DataOutputView out)
      throws IOException {
    Wire.writeText(watched.account(), out);
    CascadeCodes.SIDES.write(watched.side(), out);
    Wire.writeNullableDecimal(watched.distanceBps(), out);
    Wire.writeNullableDecimal(watched.notional(), out);
  }

  private static Concentration.Watched readWatched(DataInputView in) throws IOException {
    return new Concentration.Watched(
        Wire.readText(in),
        CascadeCodes.SIDES.read(in),
        Wire.readNullableDecimal(in),
        Wire.readNullableDecimal(in));
  }
}
