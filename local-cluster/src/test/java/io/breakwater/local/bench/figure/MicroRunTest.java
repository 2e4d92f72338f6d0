package io.breakwater.local.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MicroRunTest {
  /** JMH refuses to run beside itself, for the sake of figures that nobody looks at here. */
  private static final String IGNORE_LOCK = "jmh.ignoreLock";

  @Test
  void everyBenchmarkRunsOnce() {
    System.setProperty(IGNORE_LOCK, "true");
    Map<String, Double> nanos = MicroRun.once();
    assertThat(nanos.keySet())
        .containsExactlyInAnyOrderElementsOf(
            MicroPair.ALL.stream().flatMap(pair -> pair.names().stream()).distinct().toList());
  }
}
