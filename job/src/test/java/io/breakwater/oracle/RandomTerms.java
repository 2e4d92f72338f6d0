package io.breakwater.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Terms of judging such as nobody would state, but all within their ranges; times in seconds. */
public final class RandomTerms {
  private static final long SECOND = 1_000_000;

  private RandomTerms() {}

  public static JudgingTerms of(Random random) {
    List<SourceTerms> sources = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      sources.add(
          SourceTerms.of(
              "source " + i + random.nextInt(100),
              BigDecimal.valueOf(1 + random.nextInt(1000), random.nextInt(5)),
              random.nextBoolean() ? null : Long.valueOf((1 + random.nextInt(100_000)) * SECOND),
              random.nextBoolean() ? null : Long.valueOf((1 + random.nextInt(100_000)) * SECOND)));
    }
    int jump = random.nextInt(2_000);
    BigDecimal low = BigDecimal.valueOf(random.nextInt(100), random.nextInt(10));
    return new JudgingTerms(
        sources,
        1 + random.nextInt(count),
        random.nextInt(1_000),
        random.nextInt(1_000),
        jump,
        jump + random.nextInt(10_000),
        random.nextBoolean() ? null : low,
        random.nextBoolean() ? null : low.add(BigDecimal.ONE),
        random.nextInt(1_000) * SECOND);
  }
}
