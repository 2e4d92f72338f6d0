package io.breakwater.kafka;

import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.schemas.DepthPoint;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.value.Origin;
import io.breakwater.value.RefusedException;
import java.util.List;

/** Records of the topic {@code depth}, and what rests in the markets of instruments. */
public final class MarketDepthRecords {
  /** What the source of depth reads. */
  static final InboundRecord<io.breakwater.schemas.MarketDepth, DepthUpdate> INBOUND =
      new InboundRecord<>(
          io.breakwater.schemas.MarketDepth.class,
          MarketDepthRecords::toDomain,
          io.breakwater.schemas.MarketDepth::getInstrument,
          record -> null,
          io.breakwater.schemas.MarketDepth::getTime,
          RecordBounds.DEPTH);

  private MarketDepthRecords() {}

  /**
   * The depth that a record states.
   *
   * @throws RefusedException for what {@link MarketDepth} and its points refuse, and times outside
   *     of the years 1970 to 9999
   */
  public static DepthUpdate toDomain(io.breakwater.schemas.MarketDepth record, Origin origin) {
    MarketDepth depth =
        new MarketDepth(
            record.getInstrument(),
            Fields.micros(record.getTime(), "time"),
            points(record.getBids()),
            points(record.getAsks()));
    return new DepthUpdate(depth, origin);
  }

  private static List<MarketDepth.Point> points(List<DepthPoint> side) {
    return side.stream()
        .map(point -> new MarketDepth.Point(point.getBps(), point.getSize()))
        .toList();
  }

  /** The record that states a depth. */
  public static io.breakwater.schemas.MarketDepth toAvro(DepthUpdate update) {
    MarketDepth depth = update.depth();
    return io.breakwater.schemas.MarketDepth.newBuilder()
        .setInstrument(depth.instrument())
        .setTime(Fields.instant(depth.time()))
        .setBids(side(depth.bids()))
        .setAsks(side(depth.asks()))
        .build();
  }

  private static List<DepthPoint> side(List<MarketDepth.Point> points) {
    return points.stream().map(point -> new DepthPoint(point.bps(), point.size())).toList();
  }
}
