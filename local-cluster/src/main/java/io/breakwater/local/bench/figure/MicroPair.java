package io.breakwater.local.bench.figure;

import io.breakwater.local.bench.micro.AggregateBenchmark;
import io.breakwater.local.bench.micro.BoundBenchmark;
import io.breakwater.local.bench.micro.BoundHeapBenchmark;
import io.breakwater.local.bench.micro.DecisionBenchmark;
import io.breakwater.local.bench.micro.SerializerBenchmark;
import java.util.List;

/**
 * A micro-benchmark and its plain baseline.
 *
 * @param measure what both do
 * @param benchmarks class in which both are
 * @param method name of the fast one
 * @param baseline name of the plain one
 */
record MicroPair(String measure, Class<?> benchmarks, String method, String baseline) {
  static final List<MicroPair> ALL =
      List.of(
          decision("level, screened in floating point", "screen"),
          decision("level, exact", "exact"),
          new MicroPair("bounds of an account", BoundBenchmark.class, "finder", "exact"),
          aggregates("what an account adds to aggregates", "tell"),
          aggregates("the same, added to a slice", "add"),
          index("index, a tick that crosses nothing", "heapCrossesNothing", "treeCrossesNothing"),
          index("index, a tick that crosses 8 bounds", "heapCrosses", "treeCrosses"),
          index("index, a bound moved", "heapMoves", "treeMoves"),
          serializer("price, written and read", "priceCodec", "pricePojo"),
          serializer("price, written and read", "priceCodec", "priceAvro"),
          serializer("account, written and read", "accountCodec", "accountPojo"));

  private static MicroPair decision(String measure, String method) {
    return new MicroPair(measure, DecisionBenchmark.class, method, "reference");
  }

  private static MicroPair aggregates(String measure, String method) {
    return new MicroPair(measure, AggregateBenchmark.class, method, "exact");
  }

  private static MicroPair index(String measure, String method, String baseline) {
    return new MicroPair(measure, BoundHeapBenchmark.class, method, baseline);
  }

  private static MicroPair serializer(String measure, String method, String baseline) {
    return new MicroPair(measure, SerializerBenchmark.class, method, baseline);
  }

  /** Full names of both, as JMH knows them. */
  List<String> names() {
    return List.of(name(method), name(baseline));
  }

  String name(String benchmark) {
    return benchmarks.getName() + "." + benchmark;
  }
}
