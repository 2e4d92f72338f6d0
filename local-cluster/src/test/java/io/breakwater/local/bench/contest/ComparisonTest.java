package io.breakwater.local.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.bench.stage.Tally;
import io.breakwater.margin.terms.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Tally CHANGE = Tally.of("a", 7, Level.HEALTHY, Level.WARNING);
  private static final Map<String, Level> LEVELS = Map.of("a", Level.WARNING, "b", Level.HEALTHY);

  private final Comparison comparison = new Comparison();

  @Test
  void agreesOnTheSameChanges() {
    comparison.changes("peer", 10, CHANGE, Tally.of("a", 7, Level.HEALTHY, Level.WARNING));
    assertThat(comparison.agree()).isTrue();
    assertThat(comparison.sentences())
        .containsExactly("peer: the same 1 changes of level in 10 ticks");
  }

  @Test
  void findsAsManyOtherChanges() {
    comparison.changes("peer", 10, CHANGE, Tally.of("a", 8, Level.HEALTHY, Level.WARNING));
    assertThat(comparison.agree()).isFalse();
    assertThat(comparison.sentences().get(0)).contains("DIFFERENT");
  }

  @Test
  void agreesOnTheSameLastLevels() {
    comparison.levels("peer", 10, LEVELS, Map.of("b", Level.HEALTHY, "a", Level.WARNING));
    assertThat(comparison.agree()).isTrue();
    assertThat(comparison.sentences())
        .containsExactly("peer: the same last level of all 2 accounts after 10 ticks");
  }

  @Test
  void findsAnotherLastLevel() {
    comparison.levels("peer", 10, LEVELS, Map.of("a", Level.HEALTHY, "b", Level.HEALTHY));
    assertThat(comparison.agree()).isFalse();
    assertThat(comparison.sentences().get(0)).contains("DIFFERENT", "1 of 2 accounts");
  }

  @Test
  void findsAnAccountThatIsMissingAndOneThatIsTooMany() {
    comparison.levels("peer", 10, LEVELS, Map.of("a", Level.WARNING, "c", Level.HEALTHY));
    assertThat(comparison.agree()).isFalse();
    assertThat(comparison.sentences().get(0)).contains("2 of 3 accounts");
  }

  @Test
  void oneDifferenceIsEnough() {
    comparison.changes("peer", 10, CHANGE, Tally.NONE);
    comparison.changes("other", 10, CHANGE, CHANGE);
    assertThat(comparison.agree()).isFalse();
  }
}
