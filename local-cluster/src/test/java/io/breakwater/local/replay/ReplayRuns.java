package io.breakwater.local.replay;

import io.breakwater.local.files.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Runs one recording through the job in different ways, each into a folder of its own. */
final class ReplayRuns {
  private final Recording recording;
  private final Path folder;

  ReplayRuns(Recording recording, Path folder) {
    this.recording = recording;
    this.folder = folder;
  }

  /** Runs it; the folder of the outputs. */
  Path run(String name, int parallelism, Speed speed) throws IOException {
    return run(name, parallelism, speed, 0, ReplayTapes.of(recording), folder.resolve(name + "-"));
  }

  /** Runs other tapes than its own, without any restart. */
  Path run(String name, ReplayTapes tapes) throws IOException {
    return run(name, 1, Speed.MAX, 0, tapes, folder.resolve(name + "-"));
  }

  /** Runs it with prices that fail once after a checkpoint has completed. */
  Path runWithFailure(String name, int parallelism, Speed speed) throws IOException {
    Path scratch = folder.resolve(name + "-");
    ReplayTapes tapes = ReplayTapes.of(recording);
    FailingTape<io.breakwater.oracle.OraclePrice> prices =
        new FailingTape<>(tapes.prices(), recording.tickCount() / 2, () -> hasCheckpoint(scratch));
    ReplayTapes failing =
        new ReplayTapes(tapes.instruments(), tapes.policy(), tapes.accounts(), prices);
    Path out = run(name, parallelism, speed, 1, failing, scratch);
    if (!prices.hasFailed()) {
      throw new AssertionError("nothing has failed");
    }
    return out;
  }

  private static boolean hasCheckpoint(Path scratch) {
    try (var files = Files.walk(scratch.resolve("checkpoints"))) {
      return files.anyMatch(file -> file.endsWith("_metadata"));
    } catch (IOException | java.io.UncheckedIOException e) {
      return false;
    }
  }

  private Path run(
      String name, int parallelism, Speed speed, int restarts, ReplayTapes tapes, Path scratch)
      throws IOException {
    Path out = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(scratch);
    ReplayJob job =
        new ReplayJob(
            parallelism, Duration.ofMillis(200), restarts, recording.policy().policy().id());
    ReplayTimeBase timeBase =
        new ReplayTimeBase(speed, recording.bookTime() / 1000, ReplayTapes.COUNT);
    new Replay(recording, job, out).run(tapes, timeBase, scratch);
    return out;
  }

  /** What the reference says of a folder of outputs. */
  ReplayVerification.Verdict verify(Path out) throws IOException {
    Path scratch = Files.createTempDirectory(folder, "verification");
    return new ReplayVerification(recording, out).run(scratch, (computed, of) -> {});
  }
}
