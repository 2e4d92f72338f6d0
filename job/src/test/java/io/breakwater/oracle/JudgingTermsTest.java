package io.breakwater.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.oracle.judge.Judge;
import io.breakwater.oracle.judge.JudgeState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JudgingTermsTest {
  private static final long SECOND = 1_000_000;
  private static final long NINE_YEARS = 9L * 366 * 24 * 3600 * SECOND;

  private static final JudgingTerms TERMS =
      new JudgingTerms(
          List.of(
              SourceTerms.of("a", BigDecimal.ONE, 5 * SECOND, null),
              SourceTerms.of("b", BigDecimal.ONE, null, SECOND)),
          1,
          150,
          200,
          1_000,
          5_000,
          null,
          null,
          0);

  @Test
  void byTheLongestAgesNobodyWhoHasSpokenFallsSilent() {
    JudgeState heard =
        JudgeState.EMPTY
            .heard("a", BigDecimal.TEN, null, 0, 1)
            .heard("b", BigDecimal.TEN, null, 0, 2);

    assertThat(Judge.judge(TERMS, heard, NINE_YEARS, false).judgement().sources())
        .noneMatch(source -> source.used());
    assertThat(Judge.judge(TERMS.withLongestAges(), heard, NINE_YEARS, false).judgement().sources())
        .allMatch(source -> source.used());
  }

  @Test
  void theLongestAgesLeaveAllElseAsItIs() {
    for (int seed = 0; seed < 100; seed++) {
      JudgingTerms terms = RandomTerms.of(new Random(seed));
      JudgingTerms longest = terms.withLongestAges();

      assertThat(longest.sources())
          .as("seed %d", seed)
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("maximumAgeMicros")
          .isEqualTo(terms.sources());
      assertThat(longest)
          .as("seed %d", seed)
          .usingRecursiveComparison()
          .ignoringFields("sources")
          .isEqualTo(terms);
    }
  }
}
