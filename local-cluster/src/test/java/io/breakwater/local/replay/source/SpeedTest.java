package io.breakwater.local.replay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedTest {

  @Test
  void aSpeedIsMaxOrANumberAboveZero() {
    assertThat(Speed.parse("max").isMax()).isTrue();
    assertThat(Speed.parse("1800")).isEqualTo(new Speed(1800));
    assertThat(Speed.parse("0.5").wallNanos(1)).isEqualTo(2e6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "fast", "", "NaN", "1e999"})
  void anythingElseIsRefusedWithWhatToGive(String text) {
    assertThatThrownBy(() -> Speed.parse(text))
        .hasMessageContaining("give 'max', or a number above 0");
  }
}
