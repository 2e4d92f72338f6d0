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
import io.breakwater.local.command.Progress;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Heap per account of mirror and index, 2 positions each: what is in use after a collection with
 * all accounts, less what is with a hundredth of them, by the accounts between the two, less the
 * bytes of an id. Keyed state is in RocksDB, outside of the heap.
 */
public final class HeapFigure implements Figure {
  private static final String WORKLOAD = "quiet";
  private static final int FEWER = 100;
  private static final int TICKS = 1_000_000;
  private static final double TICKS_PER_SECOND = 100;
  private static final int COLLECTIONS = 3;

  @Override
  public String name() {
    return "heap";
  }

  @Override
  public Outcome measure(int accounts, Progress progress) {
    int few = Math.max(1, accounts / FEWER);
    // The first run in a process leaves things behind that have nothing to do with accounts.
    used(few, progress);
    long less = used(few, progress);
    long more = used(accounts, progress);
    double bytes = (double) (more - less) / (accounts - few) - AccountBook.idBytes();
    Section section =
        new Section(
            "Heap per account",
            List.of(
                "Used heap after a full collection, 2 positions an account, ids of "
                    + AccountBook.idBytes()
                    + " bytes not counted."),
            List.of("accounts", "used heap, bytes", "bytes per account"),
            List.of(
                List.of(format(few), format(less), ""),
                List.of(format(accounts), format(more), String.format(Locale.ROOT, "%.1f", bytes))),
            Map.of("accounts", accounts, "bytesPerAccount", bytes));
    return new Outcome(
        section, List.of(Finding.atMost("heap per account, 2 positions, bytes", 160, 120, bytes)));
  }

  private static String format(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static long used(int accounts, Progress progress) {
    progress.begin("heap with %,d accounts", accounts);
    Workload workload = Workload.of(WORKLOAD);
    AccountBook book = new AccountBook(workload);
    TickTape tape = TickTape.of(workload, book, TICKS);
    try (RunningBench run = new RunningBench(book, tape, accounts, 1, TICKS);
        BenchCluster cluster =
            BenchCluster.start(
                run.name(), 1, Contender.tripwires().stateBackend(), new Configuration())) {
      StreamExecutionEnvironment env = cluster.environment();
      Pipeline.build(env, Contender.tripwires().stage(), run, TICKS_PER_SECOND);
      JobID job = cluster.submit(env);
      cluster.awaitLoaded(job, run);
      long used = usedAfterCollection();
      progress.end("%,d bytes", used);
      return used;
    }
  }

  private static long usedAfterCollection() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
