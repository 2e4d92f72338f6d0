package io.breakwater.local.input;

import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.local.json.JsonCursor;
import io.breakwater.stream.event.DepthUpdate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One line of a depth file: resting size on both sides of an instrument, or on one. */
final class DepthLine {
  static final OrderedLines.Kind<DepthUpdate> KIND =
      new OrderedLines.Kind<>(DepthLine::read, update -> update.depth().time());

  private static final String SIDES = "bids, or asks";
  private static final List<String> FIELDS = List.of(JsonTime.FIELD, "instrument", "bids", "asks");

  private DepthLine() {}

  /** The line on which the cursor stands. */
  static DepthUpdate read(JsonCursor json, Line line) {
    Fields fields = new Fields();
    json.object(name -> fields.read(name, json));
    return new DepthUpdate(fields.toDepth(json, line), line.origin());
  }

  private static final class Fields {
    private Long time;
    private String instrument;
    private List<MarketDepth.Point> bids;
    private List<MarketDepth.Point> asks;

    void read(String name, JsonCursor json) {
      switch (name) {
        case JsonTime.FIELD -> time = JsonTime.micros(json);
        case "instrument" -> instrument = json.text();
        case "bids" -> bids = side(json);
        case "asks" -> asks = side(json);
        default -> throw json.unknownField(FIELDS);
      }
    }

    MarketDepth toDepth(JsonCursor json, Line line) {
      require(time, JsonTime.FIELD, json, line);
      require(instrument, "instrument", json, line);
      require(bids == null ? asks : bids, SIDES, json, line);
      return json.checked(line.number(), () -> new MarketDepth(instrument, time, bids, asks));
    }
  }

  private static void require(Object value, String field, JsonCursor json, Line line) {
    if (value == null) {
      throw json.missing(line.number(), field);
    }
  }

  private static List<MarketDepth.Point> side(JsonCursor json) {
    List<MarketDepth.Point> points = new ArrayList<>();
    json.array(() -> points.add(point(json)));
    return points;
  }

  private static MarketDepth.Point point(JsonCursor json) {
    List<BigDecimal> pair = new ArrayList<>(2);
    json.array(() -> pair.add(json.decimal()));
    if (pair.size() != 2) {
      throw json.refused("must be a pair: [bps, cumulative size].");
    }
    return json.checked(json.line(), () -> new MarketDepth.Point(pair.get(0), pair.get(1)));
  }
}
