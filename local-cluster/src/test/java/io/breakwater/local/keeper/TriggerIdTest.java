package io.breakwater.local.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerIdTest {
  @Test
  void accountMayHoldTheSeparators() {
    assertThat(TriggerId.parse("a#1.2#3.4")).isEqualTo(new TriggerId("a#1.2", 3, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice#1.1", "a#b.c#12.345", "#1.1#1.1"})
  void isWrittenAsItWasRead(String id) {
    assertThat(TriggerId.parse(id)).hasToString(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", "alice#1", "#1.1", "alice#1.x", "alice#-1.1", "alice#1.1 "})
  void whatIsWrittenOtherwiseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TriggerId.parse(text));
  }

  @Test
  void episodesAndStepsAreOrderedAsNumbers() {
    assertThat(TriggerId.parse("a#10.1").isAfter(TriggerId.parse("a#9.9"))).isTrue();
    assertThat(TriggerId.parse("a#1.10").isAfter(TriggerId.parse("a#1.9"))).isTrue();
    assertThat(TriggerId.parse("a#1.1").isAfter(TriggerId.parse("a#1.1"))).isFalse();
  }
}
