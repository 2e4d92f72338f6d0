package io.breakwater.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.lines.ReplayOutput;
import io.breakwater.local.replay.source.Speed;
import io.breakwater.stream.desk.WatchKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random books over shared, derived and index factors through the job, judged by the reference. */
@TestInstance(Lifecycle.PER_CLASS)
class FactorReplayITCase {
  private static final long SEED = 20240613;
  private static final int ACCOUNTS = 150;

  private ReplayRuns runs;
  private Path atOnce;

  @BeforeAll
  void replay(@TempDir Path folder) throws IOException {
    runs = runs(SEED, folder);
    atOnce = runs.run("at-once", 1, Speed.MAX);
  }

  private static ReplayRuns runs(long seed, Path folder) throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    return new ReplayRuns(Recording.open(new FactorFiles(seed, ACCOUNTS, files).write()), folder);
  }

  @Test
  void everyTransitionAndTriggerIsTheReferencesAndThereAreNoOthers() throws IOException {
    ReplayVerification.Verdict verdict = runs.verify(atOnce);

    assertThat(verdict.difference()).as("seed %d", SEED).isNull();
    assertThat(verdict.transitions()).isGreaterThan(1_000);
    assertThat(verdict.triggers()).isGreaterThan(300);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void soItIsWithOtherSeeds(long seed, @TempDir Path folder) throws IOException {
    ReplayRuns others = runs(seed, folder);

    assertThat(others.verify(others.run("two", 2, Speed.MAX)).difference())
        .as("seed %d", seed)
        .isNull();
  }

  @Test
  void theFilesCallForProductsThatAreHaltedIndexesAndParametersOfFactors() throws IOException {
    assertSays(ReplayOutput.TRIGGERS, "\"validity\":\"HALTED\"");
    assertSays(ReplayOutput.TRIGGERS, "\"factor\":\"USDC*USDC-borrow\"");
    assertSays(ReplayOutput.TRIGGERS, "\"factor\":\"wstETH*wstETH-supply\"");
    assertSays(ReplayOutput.TRIGGERS, "\"factor\":\"restaked\"");
    assertSays(ReplayOutput.HEALTH, "\"type\":\"PARAMETERS\",\"factor\":\"dust\"");
    assertSays(ReplayOutput.HEALTH, "\"type\":\"PRICE\",\"factor\":\"USDC-borrow\"");
    assertSays(ReplayOutput.HEALTH, "no value of late/BTC is known");
    assertSays(ReplayOutput.REJECTED, "factor restaked is the product");
    assertSays(ReplayOutput.REJECTED, "factor BTC is observed and cannot become the product");
    assertSays(ReplayOutput.REJECTED, "factor wstETH is the product wstETH/ETH × ETH: send");
  }

  private void assertSays(ReplayOutput output, String words) throws IOException {
    try (Stream<String> lines = Files.lines(output.in(atOnce))) {
      assertThat(lines.anyMatch(line -> line.contains(words))).as(words).isTrue();
    }
  }

  @Test
  void theOutputsAreTheSameBytesAtEveryParallelismAndHoweverAccountsAreFound() throws IOException {
    assertSameBytes(runs.run("three", 3, Speed.MAX));
    assertSameBytes(runs.run("holders", 2, Speed.MAX, WatchKind.HOLDERS));
  }

  @Test
  void theOutputsAreTheSameBytesWithAFailureInTheMiddle() throws IOException {
    assertSameBytes(runs.runWithFailure("failed", 2, new Speed(500)));
  }

  private void assertSameBytes(Path out) {
    for (ReplayOutput output : ReplayOutput.values()) {
      assertThat(output.in(out)).as("seed %d", SEED).hasSameBinaryContentAs(output.in(atOnce));
    }
  }
}
