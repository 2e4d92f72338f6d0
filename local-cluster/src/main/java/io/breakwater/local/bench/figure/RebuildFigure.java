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
import io.breakwater.local.cluster.TemporaryFolder;
import io.breakwater.local.command.Progress;
import io.breakwater.stream.MetricNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How long mirror and index take to be rebuilt from keyed state when the job is restored. */
public final class RebuildFigure implements Figure {
  private static final String WORKLOAD = "calm";
  private static final int PARALLELISM = 2;
  private static final int TICKS = 1_000_000;
  private static final double TICKS_PER_SECOND = 100;

  @Override
  public String name() {
    return "rebuild";
  }

  @Override
  public Outcome measure(int accounts, Progress progress) {
    Workload workload = Workload.of(WORKLOAD);
    AccountBook book = AccountBook.of(workload);
    TickTape tape = TickTape.of(workload, book, TICKS);
    try (TemporaryFolder folder = TemporaryFolder.create("breakwater-rebuild-")) {
      progress.begin("rebuild of %,d accounts", accounts);
      String savepoint = save(book, tape, accounts, folder.path().toUri().toString());
      double seconds = restore(book, tape, accounts, savepoint);
      progress.end("%.2f s", seconds);
      return outcome(accounts, seconds);
    }
  }

  private static Outcome outcome(int accounts, double seconds) {
    Section section =
        new Section(
            "Rebuild after a restore",
            List.of(
                "From a savepoint in RocksDB's own format; the slower of "
                    + PARALLELISM
                    + " subtasks, until mirror and index stand."),
            List.of("accounts", "seconds"),
            List.of(
                List.of(
                    String.format(Locale.ROOT, "%,d", accounts),
                    String.format(Locale.ROOT, "%.2f", seconds))),
            Map.of("accounts", accounts, "seconds", seconds));
    return new Outcome(
        section,
        List.of(
            Finding.atMost(
                "rebuild after a restore, %,d accounts on 2 subtasks, s".formatted(accounts),
                4,
                1.5,
                seconds)));
  }

  private static String save(AccountBook book, TickTape tape, int accounts, String folder) {
    try (RunningBench run = new RunningBench(book, tape, accounts, PARALLELISM, tape.size());
        BenchCluster cluster = start(run, new Configuration())) {
      JobID job = submit(cluster, run);
      cluster.awaitLoaded(job, run);
      return cluster.stopWithSavepoint(job, folder);
    }
  }

  private static double restore(AccountBook book, TickTape tape, int accounts, String savepoint) {
    Configuration configuration = new Configuration();
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    try (RunningBench run = new RunningBench(book, tape, accounts, PARALLELISM, tape.size());
        BenchCluster cluster = start(run, configuration)) {
      JobID job = submit(cluster, run);
      cluster.awaitFirstRecord(job, run);
      return run.tap().max(Stage.NAME, MetricNames.REBUILD_MILLIS) / 1e3;
    }
  }

  private static BenchCluster start(RunningBench run, Configuration configuration) {
    return BenchCluster.start(
        run.name(), PARALLELISM, Contender.tripwires().stateBackend(), configuration);
  }

  private static JobID submit(BenchCluster cluster, RunningBench run) {
    StreamExecutionEnvironment env = cluster.environment();
    Pipeline.build(env, Contender.tripwires().stage(), run, TICKS_PER_SECOND);
    return cluster.submit(env);
  }
}
