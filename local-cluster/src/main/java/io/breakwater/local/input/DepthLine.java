package io.breakwater.local.input;

import io.breakwater.local.json.JsonCursor;
import io.breakwater.value.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a depth file: resting size on both sides of an instrument.
 *
 * @param time microseconds since the epoch
 * @param bids cumulative size within a distance below the mid
 * @param asks cumulative size within a distance above the mid
 */
record DepthLine(long time, String instrument, List<Point> bids, List<Point> asks) {
  private static final List<String> FIELDS = List.of(JsonTime.FIELD, "instrument", "bids", "asks");

  /**
   * One point of a side.
   *
   * @param bps distance from the mid, basis points, above 0, rising along the side
   * @param size units of the instrument within that distance, 0 or more, not falling along the side
   */
  record Point(BigDecimal bps, BigDecimal size) {}

  /** The line on which the cursor stands. */
  static DepthLine read(JsonCursor json, Line line) {
    Fields fields = new Fields();
    json.object(name -> fields.read(name, json));
    return fields.toDepth(json, line);
  }

  private static final class Fields {
    private Long time;
    private String instrument;
    private List<Point> bids;
    private List<Point> asks;

    void read(String name, JsonCursor json) {
      switch (name) {
        case JsonTime.FIELD -> time = JsonTime.micros(json);
        case "instrument" -> instrument = json.text();
        case "bids" -> bids = side(json);
        case "asks" -> asks = side(json);
        default -> throw json.unknownField(FIELDS);
      }
    }

    DepthLine toDepth(JsonCursor json, Line line) {
      Object[] values = {time, instrument, bids, asks};
      for (int i = 0; i < values.length; i++) {
        if (values[i] == null) {
          throw json.missing(line.number(), FIELDS.get(i));
        }
      }
      return new DepthLine(time, instrument, bids, asks);
    }
  }

  private static List<Point> side(JsonCursor json) {
    List<Point> points = new ArrayList<>();
    json.array(() -> points.add(point(json, points)));
    return points;
  }

  private static Point point(JsonCursor json, List<Point> before) {
    List<BigDecimal> pair = new ArrayList<>(2);
    json.array(() -> pair.add(json.decimal()));
    if (pair.size() != 2) {
      throw json.refused("must be a pair: [bps, cumulative size].");
    }
    Point point = new Point(pair.get(0), pair.get(1));
    Point last =
        before.isEmpty()
            ? new Point(BigDecimal.ZERO, BigDecimal.ZERO)
            : before.get(before.size() - 1);
    if (point.bps().compareTo(last.bps()) <= 0 || point.size().compareTo(last.size()) < 0) {
      throw json.refused(
          Refusal.CONTRADICTION, "must have larger bps and no smaller size than the point before.");
    }
    return point;
  }
}
