package io.breakwater.local.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.source.ReplayTapes;
import io.breakwater.local.replay.source.ReplayTimeBase;
import io.breakwater.local.replay.source.Speed;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.desk.WatchKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Runs one recording through the job in different ways, each into a folder of its own. */
public final class ReplayRuns {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(200);

  private final Recording recording;
  private final Path folder;
  private final Duration interval;

  public ReplayRuns(Recording recording, Path folder) {
    this(recording, folder, Duration.ofMinutes(1));
  }

  /**
   * @param interval of aggregates
   */
  ReplayRuns(Recording recording, Path folder, Duration interval) {
    this.recording = recording;
    this.folder = folder;
    this.interval = interval;
  }

  /** Runs it; the folder of the outputs. */
  public Path run(String name, int parallelism, Speed speed) throws IOException {
    return run(name, parallelism, speed, WatchKind.TRIPWIRES);
  }

  /** Runs it with another way of finding the accounts to look at. */
  public Path run(String name, int parallelism, Speed speed, WatchKind watch) throws IOException {
    return run(name, job(parallelism, 0, watch), speed, ReplayTapes.of(recording));
  }

  /** Runs other tapes than its own, without any restart. */
  public Path run(String name, ReplayTapes tapes) throws IOException {
    return run(name, job(1, 0, WatchKind.TRIPWIRES), Speed.MAX, tapes);
  }

  /** Runs it with prices that fail once after a checkpoint has completed. */
  public Path runWithFailure(String name, int parallelism, Speed speed) throws IOException {
    FailingTape<OraclePrice> prices = failing(name);
    ReplayTapes failing = ReplayTapes.of(recording).withPrices(prices);
    Path out = run(name, job(parallelism, 1, WatchKind.TRIPWIRES), speed, failing);
    if (!prices.hasFailed()) {
      throw new AssertionError("nothing has failed");
    }
    return out;
  }

  /**
   * Runs it with prices that fail once after a checkpoint has completed, and on from the last
   * checkpoint with another parallelism.
   */
  Path runRescaled(String name, int parallelism, int then, Speed speed) throws IOException {
    ReplayTapes tapes = ReplayTapes.of(recording);
    ReplayJob job = job(parallelism, 0, WatchKind.TRIPWIRES);
    assertThatThrownBy(() -> run(name, job, speed, tapes.withPrices(failing(name))))
        .isInstanceOf(ReplayFailedException.class)
        .hasStackTraceContaining(FailingTape.MESSAGE);
    Files.delete(scratch(name).resolve("conf").resolve("config.yaml"));
    return run(name, job.goingOn(then, lastCheckpoint(name)), speed, tapes);
  }

  private FailingTape<OraclePrice> failing(String name) {
    return new FailingTape<>(
        ReplayTapes.of(recording).prices(),
        recording.tickCount() / 2,
        () -> lastCheckpoint(name) != null);
  }

  /** The folder of the last checkpoint that has completed; null for none. */
  private Path lastCheckpoint(String name) {
    try (Stream<Path> files = Files.walk(scratch(name).resolve("checkpoints"))) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(Path::getParent)
          .max(Comparator.comparingInt(ReplayRuns::number))
          .orElse(null);
    } catch (IOException | UncheckedIOException e) {
      return null;
    }
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  private ReplayJob job(int parallelism, int restarts, WatchKind watch) {
    String policyId = recording.policy().policy().id();
    return new ReplayJob(
        parallelism,
        CHECKPOINT_INTERVAL,
        restarts,
        policyId,
        watch,
        ReplayJob.timeOf(recording),
        interval,
        null);
  }

  private Path run(String name, ReplayJob job, Speed speed, ReplayTapes tapes) throws IOException {
    Path out = Files.createDirectories(folder.resolve(name));
    Path scratch = Files.createDirectories(scratch(name));
    ReplayTimeBase timeBase =
        new ReplayTimeBase(speed, recording.bookTime() / 1000, ReplayTapes.COUNT);
    new Replay(recording, job, out).run(tapes, timeBase, scratch);
    return out;
  }

  private Path scratch(String name) {
    return folder.resolve("scratch-of-" + name);
  }

  /** What the reference says of a folder of outputs. */
  public ReplayVerification.Verdict verify(Path out) throws IOException {
    Path scratch = Files.createTempDirectory(folder, "verification");
    return new ReplayVerification(recording, out).run(scratch, (computed, of) -> {});
  }
}
