package io.breakwater.local.replay;

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
import java.util.stream.Stream;

/** Runs one recording through the job in different ways, each into a folder of its own. */
public final class ReplayRuns {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(200);

  private final Recording recording;
  private final Path folder;

  public ReplayRuns(Recording recording, Path folder) {
    this.recording = recording;
    this.folder = folder;
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
    ReplayTapes tapes = ReplayTapes.of(recording);
    Path checkpoints = scratch(name).resolve("checkpoints");
    FailingTape<OraclePrice> prices =
        new FailingTape<>(
            tapes.prices(), recording.tickCount() / 2, () -> holdsCheckpoint(checkpoints));
    ReplayTapes failing = tapes.withPrices(prices);
    Path out = run(name, job(parallelism, 1, WatchKind.TRIPWIRES), speed, failing);
    if (!prices.hasFailed()) {
      throw new AssertionError("nothing has failed");
    }
    return out;
  }

  private static boolean holdsCheckpoint(Path checkpoints) {
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files.anyMatch(file -> file.endsWith("_metadata"));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
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
        Duration.ofMinutes(1));
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
