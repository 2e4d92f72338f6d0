package io.breakwater.local.bench.stage;

import com.sun.management.OperatingSystemMXBean;
import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.TickTape;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * A run while its job runs, in this process: what its sources and sinks, which Flink makes from
 * serialised ones, share.
 *
 * <p>The clock starts with the first tick, which waits until every account has been taken in, and
 * stops when the last sink has received everything.
 */
public final class RunningBench implements AutoCloseable {
  private static final Map<String, RunningBench> RUNNING = new ConcurrentHashMap<>();
  private static final long POLL_MILLIS = 2;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final String name = UUID.randomUUID().toString();
  private final AccountBook book;
  private final TickTape tape;
  private final int accounts;
  private final int parallelism;
  private final int[] prefixes;
  private final MetricTap tap = new MetricTap();
  private final Tally[] tallies;
  private final LongAccumulator end = new LongAccumulator(Math::max, Long.MIN_VALUE);
  private final Map<Long, Long> processorNanos = new ConcurrentHashMap<>();
  private final LongAdder stageNanos = new LongAdder();
  private final LongAccumulator processEnd = new LongAccumulator(Math::max, Long.MIN_VALUE);
  private final LevelRows levelRows = new LevelRows();
  private volatile BooleanSupplier loaded;
  private volatile long start;
  private volatile long processStart;
  private volatile boolean abandoned;

  /**
   * @param parallelism of the stage that decides
   * @param prefixes numbers of ticks after which the tally is taken too, rising; the last is the
   *     tape's size
   */
  public RunningBench(
      AccountBook book, TickTape tape, int accounts, int parallelism, int... prefixes) {
    this.parallelism = parallelism;
    this.book = book;
    this.tape = tape;
    this.accounts = accounts;
    this.prefixes = prefixes.clone();
    this.tallies = new Tally[prefixes.length];
    Arrays.fill(tallies, Tally.NONE);
    this.loaded = () -> received() >= openingRecords() + accounts;
    RUNNING.put(name, this);
  }

  public static RunningBench of(String name) {
    RunningBench run = RUNNING.get(name);
    if (run == null) {
      throw new IllegalStateException("the run " + name + " is not in this process");
    }
    return run;
  }

  public String name() {
    return name;
  }

  public AccountBook book() {
    return book;
  }

  public TickTape tape() {
    return tape;
  }

  public int accounts() {
    return accounts;
  }

  int[] prefixes() {
    return prefixes.clone();
  }

  public MetricTap tap() {
    return tap;
  }

  public int parallelism() {
    return parallelism;
  }

  /** What a contender that keeps a table of levels emits. */
  public LevelRows levelRows() {
    return levelRows;
  }

  /** Waits until every subtask of the stage has begun with the last event of the opening market. */
  void awaitOpening() throws InterruptedException {
    await(() -> received() >= openingRecords());
  }

  /** Waits until every subtask of the stage has begun with so many events of the market. */
  void awaitMarket(int events) throws InterruptedException {
    await(() -> received() >= (long) events * parallelism);
  }

  /** Waits until the accounts are taken in. */
  public void awaitAccounts() throws InterruptedException {
    await(loaded);
  }

  private void await(BooleanSupplier reached) throws InterruptedException {
    while (!reached.getAsBoolean() && !abandoned) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Says when the accounts are taken in, for contenders without the stage. */
  public void loadedWhen(BooleanSupplier taken) {
    loaded = taken;
  }

  /** Whether the accounts are taken in: the stage has begun with the last one. */
  boolean isLoaded() {
    return loaded.getAsBoolean();
  }

  /** Records that the stage has begun with. */
  long received() {
    return tap.sum(Stage.NAME, "numRecordsIn");
  }

  private long openingRecords() {
    return tape.marketSequence(-1) * parallelism;
  }

  /** The calling thread is one in which the stage runs. */
  public void joined() {
    processorNanos.put(Thread.currentThread().getId(), 0L);
  }

  public void started() {
    processorNanos.replaceAll((thread, nanos) -> THREADS.getThreadCpuTime(thread));
    processStart = PROCESS.getProcessCpuTime();
    start = System.nanoTime();
  }

  /** The calling thread, in which the stage runs, has received everything. */
  public void ended() {
    outputEnded();
    long before = processorNanos.get(Thread.currentThread().getId());
    stageNanos.add(THREADS.getCurrentThreadCpuTime() - before);
  }

  /** A sink has brought everything out. */
  public void outputEnded() {
    end.accumulate(System.nanoTime());
    processEnd.accumulate(PROCESS.getProcessCpuTime());
  }

  /** Processor time of the threads in which the stage ran, from the first tick to their ends. */
  double stageProcessorSeconds() {
    return stageNanos.sum() / 1e9;
  }

  /** Processor time of the whole process, collections included, as {@link #seconds}. */
  public double processSeconds() {
    return (processEnd.get() - processStart) / 1e9;
  }

  /** From the first tick to the end of the last sink. */
  public double seconds() {
    return (end.get() - start) / 1e9;
  }

  /** Adds what a sink counted, by prefix. */
  synchronized void add(Tally[] counted) {
    for (int i = 0; i < tallies.length; i++) {
      tallies[i] = tallies[i].plus(counted[i]);
    }
  }

  /** What was counted within the first ticks, by their number: one for each prefix. */
  synchronized Map<Integer, Tally> tallies() {
    Map<Integer, Tally> byTicks = new TreeMap<>();
    Tally sum = Tally.NONE;
    for (int i = 0; i < tallies.length; i++) {
      sum = sum.plus(tallies[i]);
      byTicks.put(prefixes[i], sum);
    }
    return byTicks;
  }

  /** Lets waiting sources go on, so that a failed job can end. */
  @Override
  public void close() {
    abandoned = true;
    RUNNING.remove(name);
  }
}
