package io.breakwater.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String SECONDS = "\\d+(\\.\\d)? s";

  private final StringWriter said = new StringWriter();
  private final Progress progress = new Progress(new PrintWriter(said));

  @Test
  void aStepIsALineThatEndsWithItsSeconds() {
    assertThat(progress.step("topics", () -> 7)).isEqualTo(7);
    assertThat(said.toString()).matches(" +" + SECONDS + "  topics … " + SECONDS + "\\R");
  }

  @Test
  void aStepThatFailsEndsItsLine() {
    Supplier<Object> work =
        () -> {
          throw new IllegalStateException("no port is free");
        };
    assertThatThrownBy(() -> progress.step("broker", work)).hasMessage("no port is free");
    assertThat(said.toString()).matches(" +" + SECONDS + "  broker … failed\\R");
  }

  @Test
  void nothingIsSaidOfAShortStepThatIsWorthALineOnlyWhenItIsLong() {
    progress.stepIfLong("reading", () -> 7);
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void aLongStepGivesSignsOfLife() {
    progress.stepIfLong("reading", this::awaitTwoSigns);
    assertThat(said.toString())
        .matches(" +" + SECONDS + "  reading … (" + SECONDS + " … ){2,}" + SECONDS + "\\R");
  }

  private boolean awaitTwoSigns() {
    try {
      while (said.toString().split("…", -1).length < 4) {
        Thread.sleep(100);
      }
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
