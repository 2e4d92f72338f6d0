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
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Heap per account of mirror and index: what is in use after a collection with all accounts, less
 * what is with a hundredth of them, by the accounts between the two, less the bytes of an id. Keyed
 * state is in RocksDB, outside of the heap.
 */
public final class HeapFigure implements Figure {
  private final String name;
  private final String workload;
  private final Optional<Limits> limits;
  private static final int FEWER = 100;
  private static final int TICKS = 1_000_000;
  private static final double TICKS_PER_SECOND = 100;
  private static final int COLLECTIONS = 3;

  /** What is asked of the bytes of an account, and what is hoped for. */
  private record Limits(double most, double goal) {}

  private HeapFigure(String name, String workload, Optional<Limits> limits) {
    this.name = name;
    this.workload = workload;
    this.limits = limits;
  }

  /** Of accounts with 2 positions. */
  public static HeapFigure ofContracts() {
    return new HeapFigure("heap", "quiet", Optional.of(new Limits(160, 120)));
  }

  /** Of accounts with 3 balances, two of them valued by a product. */
  public static HeapFigure ofLending() {
    return new HeapFigure("lending-heap", "lending", Optional.empty());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome measure(int accounts, Progress progress) {
    int elements = Workload.of(workload).positions();
    int few = Math.max(1, accounts / FEWER);
    // The first run in a process leaves things behind that have nothing to do with accounts.
    used(few, progress);
    long less = used(few, progress);
    long more = used(accounts, progress);
    double bytes = (double) (more - less) / (accounts - few) - AccountBook.idBytes();
    Section section =
        new Section(
            "Heap per account, " + workload,
            List.of(
                "Used heap after a full collection, %d elements an account, ids of "
                        .formatted(elements)
                    + AccountBook.idBytes()
                    + " bytes not counted."),
            List.of("accounts", "used heap, bytes", "bytes per account"),
            List.of(
                List.of(format(few), format(less), ""),
                List.of(format(accounts), format(more), String.format(Locale.ROOT, "%.1f", bytes))),
            Map.of("accounts", accounts, "bytesPerAccount", bytes));
    String what = "heap per account, %d elements, bytes".formatted(elements);
    return new Outcome(
        section,
        limits.stream()
            .map(limit -> Finding.atMost(what, limit.most(), limit.goal(), bytes))
            .toList());
  }

  private static String format(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private long used(int accounts, Progress progress) {
    progress.begin("heap with %,d accounts", accounts);
    AccountBook book = AccountBook.of(Workload.of(workload));
    TickTape tape = TickTape.of(book.workload(), book, TICKS);
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
