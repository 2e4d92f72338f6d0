package io.breakwater.local.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.terms.Level;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelRowsTest {
  private final LevelRows rows = new LevelRows();

  @Test
  void keepsTheLastLevelOfEachAccount() {
    rows.add("a", Level.WARNING);
    rows.add("b", Level.HEALTHY);
    rows.add("a", Level.SEVERE);
    rows.add("b", null);
    assertThat(rows.answer().levels()).isEqualTo(Map.of("a", Level.SEVERE));
  }

  @Test
  void countsRowsAndThoseThatSayAnotherLevel() {
    rows.add("a", Level.HEALTHY);
    rows.countFromNow();
    rows.add("a", Level.BANKRUPT);
    rows.add("a", Level.HEALTHY);
    rows.add("a", Level.HEALTHY);
    assertThat(rows.answer().emitted()).isEqualTo(3);
    assertThat(rows.answer().seenChanges()).isEqualTo(2);
  }

  @Test
  void isNotSettledWhileAccountsAreMissing() {
    rows.add("a", Level.HEALTHY);
    assertThat(rows.isSettled(2, Duration.ofNanos(-1))).isFalse();
    rows.add("b", Level.HEALTHY);
    assertThat(rows.isSettled(2, Duration.ofNanos(-1))).isTrue();
    assertThat(rows.isSettled(2, Duration.ofDays(1))).isFalse();
  }
}
