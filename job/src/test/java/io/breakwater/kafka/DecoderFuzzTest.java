package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Hostile records, so many that a build takes some seconds longer. More, and the same again, by
 * {@code -Dfuzz.records=10000000 -Dfuzz.seed=1}.
 */
class DecoderFuzzTest {
  private static final long A_FEW = 60_000;

  @Test
  void everyRecordEndsAsAValueOrAsARejectionWithAReason() throws IOException {
    long records = Long.getLong("fuzz.records", A_FEW);
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    System.out.println("DecoderFuzzTest seed " + seed);

    DecoderFuzz.Figures figures = new DecoderFuzz(seed).run(records);

    System.out.println("DecoderFuzzTest " + figures);
    assertThat(figures.accepted()).as("valid ones among them").isGreaterThan(records / 20);
    assertThat(figures.ways()).as("different answers").isGreaterThan(300);
  }
}
