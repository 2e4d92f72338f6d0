package io.breakwater.cascade.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void nothingHasNoQuantiles() {
    assertThat(new Latencies().quantile(0.5)).isNull();
  }

  @Test
  void quantilesAreExactBelow128AndToOnePartIn64Above() {
    SplittableRandom random = new SplittableRandom(3);
    for (int magnitude = 1; magnitude < 62; magnitude++) {
      long[] all = random.longs(500, 0, 1L << magnitude).sorted().toArray();
      Latencies left = new Latencies();
      Latencies right = new Latencies();
      Arrays.stream(all).forEach(each -> (random.nextBoolean() ? left : right).add(each));
      left.merge(right);
      for (double share : new double[] {0.01, 0.5, 0.99, 1}) {
        long exact = all[(int) Math.ceil(all.length * share) - 1];
        long told = Latencies.of(left.toCounts()).quantile(share);
        assertThat(told).isLessThanOrEqualTo(exact);
        assertThat((double) told).isCloseTo(exact, within(exact < 128 ? 0 : exact / 64.0));
      }
    }
  }

  @Test
  void aClockThatIsBehindCountsAsNoTime() {
    Latencies latencies = new Latencies();
    latencies.add(-5);
    assertThat(latencies.quantile(0.99)).isZero();
  }
}
