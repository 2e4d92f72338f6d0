package io.breakwater.local.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The heap and its baseline hold the same bounds, also after these have moved. */
class BoundHeapBenchmarkTest {
  private static final long[] LIMITS = {Long.MIN_VALUE, 0, 160_000_000, 20_000_000_000L};

  @Test
  void heapAndTreeAgree() {
    BoundHeapBenchmark benchmark = new BoundHeapBenchmark();
    agree(benchmark);
    for (int place = 0; place < BoundHeapBenchmark.ENTRIES; place += 3) {
      benchmark.moveInHeap(place);
      benchmark.moveInTree(place);
    }
    agree(benchmark);
  }

  @Test
  void aTickCrossesWhatItIsSaidTo() {
    BoundHeapBenchmark benchmark = new BoundHeapBenchmark();
    assertThat(benchmark.heapCrossesNothing()).isZero();
    assertThat(benchmark.heapCrosses()).isPositive().isEqualTo(benchmark.treeCrosses());
  }

  private static void agree(BoundHeapBenchmark benchmark) {
    for (long limit : LIMITS) {
      assertThat(benchmark.collect(limit)).isEqualTo(benchmark.sum(limit));
    }
  }
}
