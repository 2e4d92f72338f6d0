package io.breakwater.local.bench.figure;

import io.breakwater.local.bench.contest.Contender;
import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.TickTape;
import io.breakwater.local.bench.load.Workload;
import io.breakwater.local.bench.report.Finding;
import io.breakwater.local.bench.report.Outcome;
import io.breakwater.local.bench.report.Section;
import io.breakwater.local.bench.stage.BenchCluster;
import io.breakwater.local.bench.stage.Pipeline;
import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.local.bench.stage.Stage;
import io.breakwater.local.command.Progress;
import io.breakwater.stream.MetricNames;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How long a checkpoint holds the stage that decides while the market crashes: writing the accounts
 * that waited to be written, then the synchronous part of the snapshot.
 */
public final class CheckpointFigure implements Figure {
  private static final String WORKLOAD = "crash";
  private static final Duration INTERVAL = Duration.ofMillis(300);

  @Override
  public String name() {
    return "checkpoint";
  }

  @Override
  public Outcome measure(int accounts, Progress progress) {
    progress.begin("checkpoints in the crash, %,d accounts", accounts);
    Workload workload = Workload.of(WORKLOAD);
    AccountBook book = AccountBook.of(workload);
    TickTape tape = TickTape.of(workload, book, workload.ticks(accounts));
    try (RunningBench run = new RunningBench(book, tape, accounts, 1, tape.size());
        BenchCluster cluster =
            BenchCluster.start(
                run.name(), 1, Contender.tripwires().stateBackend(), new Configuration())) {
      StreamExecutionEnvironment env = cluster.environment();
      Pipeline.build(env, Contender.tripwires().stage(), run, Pipeline.UNLIMITED);
      JobID job = cluster.submit(env);
      cluster.awaitLoaded(job, run);
      double flush = longestFlushMillis(cluster, job, run);
      cluster.await(job);
      double snapshot = cluster.longestSynchronousPart(job);
      long checkpoints = cluster.completedCheckpoints(job);
      progress.end("%.0f ms, %d checkpoints", flush + snapshot, checkpoints);
      return outcome(accounts, checkpoints, flush, snapshot);
    }
  }

  /** Takes checkpoints until the job has ended; a periodic one would wait for the book to load. */
  private static double longestFlushMillis(BenchCluster cluster, JobID job, RunningBench run) {
    double longest = 0;
    while (cluster.checkpoint(job)) {
      longest = Math.max(longest, run.tap().max(Stage.NAME, MetricNames.FLUSH_MICROS) / 1e3);
      sleep();
    }
    return longest;
  }

  private static void sleep() {
    try {
      Thread.sleep(INTERVAL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Outcome outcome(int accounts, long checkpoints, double flush, double snapshot) {
    Section section =
        new Section(
            "Synchronous part of checkpoints in the crash",
            List.of(
                "A checkpoint every "
                    + INTERVAL.toMillis()
                    + " ms while the crash runs as fast as it goes: the longest write of accounts"
                    + " that waited, and the longest synchronous part of any task's snapshot."),
            List.of("accounts", "checkpoints", "longest write, ms", "longest snapshot, ms"),
            List.of(
                List.of(
                    String.format(Locale.ROOT, "%,d", accounts),
                    Long.toString(checkpoints),
                    String.format(Locale.ROOT, "%.0f", flush),
                    String.format(Locale.ROOT, "%.0f", snapshot))),
            Map.of(
                "accounts", accounts,
                "checkpoints", checkpoints,
                "longestWriteMillis", flush,
                "longestSnapshotMillis", snapshot));
    return new Outcome(
        section,
        List.of(
            Finding.atMost(
                "longest synchronous part of a checkpoint in the crash, %,d accounts, ms"
                    .formatted(accounts),
                200,
                100,
                flush + snapshot)));
  }
}
