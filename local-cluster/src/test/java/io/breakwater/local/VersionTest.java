package io.breakwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "-V",
        "live --version",
        "replay -V",
        "explain --version",
        "book -V",
        "bench --version"
      })
  void isPrintedForTheProgramAndEachCommand(String arguments) {
    CommandRun run = CommandRun.of((Object[]) arguments.split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("Breakwater [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\\R");
    assertThat(run.err()).isEmpty();
  }
}
