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

/** Random books whose prices are judged, through the job, verified by the reference. */
@TestInstance(Lifecycle.PER_CLASS)
class JudgedReplayITCase {
  private static final long SEED = 206;
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
    return new ReplayRuns(Recording.open(new JudgedFiles(seed, ACCOUNTS, files).write()), folder);
  }

  @Test
  void everyLineIsTheReferencesAndThereAreNoOthers() throws IOException {
    ReplayVerification.Verdict verdict = runs.verify(atOnce);

    assertThat(verdict.difference()).as("seed %d", SEED).isNull();
    assertThat(verdict.transitions()).isGreaterThan(500);
    assertThat(verdict.triggers()).isGreaterThan(100);
    assertThat(verdict.qualities()).isGreaterThan(300);
  }

  @ParameterizedTest
  @ValueSource(longs = {200, 201, 210})
  void soItIsWithOtherSeeds(long seed, @TempDir Path folder) throws IOException {
    ReplayRuns others = runs(seed, folder);

    assertThat(others.verify(others.run("two", 2, Speed.MAX)).difference())
        .as("seed %d", seed)
        .isNull();
  }

  @Test
  void theFilesCallForEveryValidityAndDoubt() throws IOException {
    for (String validity : new String[] {"VALID", "DEGRADED", "RECOVERING", "HALTED"}) {
      assertSays(ReplayOutput.QUALITY, "\"validity\":\"%s\"".formatted(validity));
    }
    for (String doubt :
        new String[] {
          "STALE",
          "UNCONFIRMED_JUMP",
          "DEVIATION",
          "CONFIDENCE",
          "TOO_FEW_SOURCES",
          "OUT_OF_BOUNDS",
          "GRACE"
        }) {
      assertSays(ReplayOutput.QUALITY, "\"%s\"".formatted(doubt));
    }
    assertSays(ReplayOutput.HEALTH, "\"held\":true");
    assertSays(ReplayOutput.HEALTH, "\"type\":\"VALIDITY\"");
    assertSays(ReplayOutput.TRIGGERS, "\"validity\":\"DEGRADED\"");
    assertSays(ReplayOutput.TRIGGERS, "\"validity\":\"HALTED\"");
    assertSays(ReplayOutput.REJECTED, "is judged by");
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
