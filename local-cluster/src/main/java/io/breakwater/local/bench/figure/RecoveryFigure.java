package io.breakwater.local.bench.figure;

import io.breakwater.BreakwaterJob;
import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.TickTape;
import io.breakwater.local.bench.load.Workload;
import io.breakwater.local.bench.report.Outcome;
import io.breakwater.local.bench.report.Section;
import io.breakwater.local.cluster.DeployedTopics;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.local.cluster.LocalFlink.Waiting;
import io.breakwater.local.command.Progress;
import io.breakwater.local.kafka.TopicReader;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.stream.JobClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How long after a restore from a savepoint triggers rise again: the job catches up with what came
 * meanwhile, and the triggers of accounts that became insolvent meanwhile are read back.
 *
 * @param rounds restores with each backlog, in turns
 * @param backlogs prices that came meanwhile
 */
public record RecoveryFigure(int rounds, List<Integer> backlogs) implements Figure {
  private static final String WORKLOAD = "calm";
  private static final int PARALLELISM = 2;
  private static final int MOST_ACCOUNTS = 100_000;
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  /** Three restores after each of two times of quiet. */
  public static RecoveryFigure full() {
    return new RecoveryFigure(3, List.of(0, 100_000));
  }

  /**
   * One restore.
   *
   * @param running from the submission until every task ran, seconds
   * @param ready from then until the last trigger of what came meanwhile was read back, seconds
   */
  private record Restore(int backlog, double running, double ready) {}

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public Outcome measure(int accounts, Progress progress) {
    int size = Math.min(accounts, MOST_ACCOUNTS);
    List<Restore> restores = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        LocalFlink flink =
            LocalFlink.start(new LocalFlink.Size(0, 1, PARALLELISM, CHECKPOINT_INTERVAL))) {
      DeployedTopics.create(broker.bootstrapServers());
      BreakwaterConfig config =
          BreakwaterConfig.of(
              Map.of(
                  BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(),
                  "breakwater",
                  BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
                  broker.bootstrapServers(),
                  BreakwaterOptions.JOB_CLOCK.key(),
                  JobClock.SYSTEM.name()));
      try (Restarts restarts = new Restarts(flink, config, size)) {
        for (int round = 0; round < rounds; round++) {
          for (int backlog : backlogs) {
            progress.begin("recovery, %,d accounts, %,d prices meanwhile", size, backlog);
            Restore restore = restarts.next(backlog);
            progress.end("ready after %.1f s", restore.running() + restore.ready());
            restores.add(restore);
          }
        }
      }
    }
    return new Outcome(section(size, restores), List.of());
  }

  /** One job that is stopped and restored again and again. */
  private static final class Restarts implements AutoCloseable {
    private final LocalFlink flink;
    private final BreakwaterConfig config;
    private final KafkaBook kafka;
    private final TriggerLatencies triggers;
    private final TickTape tape;
    private JobID job;
    private int sentinels = KafkaBook.SENTINELS;
    private long sequence;

    Restarts(LocalFlink flink, BreakwaterConfig config, int accounts) {
      this.flink = flink;
      this.config = config;
      Workload workload = Workload.of(WORKLOAD);
      AccountBook book = AccountBook.of(workload);
      tape = TickTape.of(workload, book, workload.ticks(accounts));
      String servers = config.kafka().bootstrapServers();
      kafka = new KafkaBook(book, servers, config.kafka().topics());
      triggers =
          new TriggerLatencies(
              TopicReader.ofCommitted(servers, config.kafka().topics().liquidationTriggers()));
      kafka.write(accounts);
      start(new Configuration());
      awaitSentinels();
    }

    private void start(Configuration restored) {
      StreamExecutionEnvironment env = flink.environment();
      env.configure(restored);
      BreakwaterJob.build(env, config);
      job = flink.submit(env);
    }

    private void awaitSentinels() {
      Awaiting.until(
          () -> {
            flink.requireAlive(job);
            return triggers.sentinels() == sentinels;
          });
    }

    Restore next(int backlog) {
      String savepoint = flink.stop(job, Waiting.KEPT);
      for (int i = 0; i < backlog; i++) {
        int tick = (int) (sequence % tape.size());
        kafka.writePrice(tape.instrument(tick), tape.price(tick), ++sequence, KafkaBook.now());
      }
      kafka.writeSentinels(sentinels);
      sentinels += KafkaBook.SENTINELS;
      long submitted = System.nanoTime();
      start(new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
      long running = System.nanoTime();
      awaitSentinels();
      return new Restore(backlog, (running - submitted) / 1e9, (System.nanoTime() - running) / 1e9);
    }

    @Override
    public void close() {
      triggers.close();
      kafka.close();
    }
  }

  private Section section(int accounts, List<Restore> restores) {
    return new Section(
        "Recovery",
        List.of(
            String.format(
                Locale.ROOT,
                "%,d accounts, a savepoint, system clock, %d subtasks, broker and cluster on this"
                    + " machine. While the job is stopped prices come, then %d insolvent accounts."
                    + " Seconds, medians of %d restores: until every task runs, and from then until"
                    + " the triggers of all these are read back, which the job raises when it is"
                    + " ready.",
                accounts,
                PARALLELISM,
                KafkaBook.SENTINELS,
                rounds)),
        List.of("accounts", "prices meanwhile", "until it runs", "until it is ready", "together"),
        backlogs.stream().map(backlog -> row(accounts, of(backlog, restores))).toList(),
        restores.stream().map(RecoveryFigure::data).toList());
  }

  private static List<Restore> of(int backlog, List<Restore> restores) {
    return restores.stream().filter(restore -> restore.backlog() == backlog).toList();
  }

  private static List<String> row(int accounts, List<Restore> restores) {
    return List.of(
        String.format(Locale.ROOT, "%,d", accounts),
        String.format(Locale.ROOT, "%,d", restores.get(0).backlog()),
        median(restores, Restore::running),
        median(restores, Restore::ready),
        median(restores, restore -> restore.running() + restore.ready()));
  }

  private static String median(List<Restore> restores, ToDoubleFunction<Restore> seconds) {
    double[] rising = restores.stream().mapToDouble(seconds).toArray();
    Arrays.sort(rising);
    return String.format(Locale.ROOT, "%.2f", rising[rising.length / 2]);
  }

  private static Map<String, Object> data(Restore restore) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("pricesMeanwhile", restore.backlog());
    data.put("secondsUntilItRuns", restore.running());
    data.put("secondsUntilItIsReady", restore.ready());
    return data;
  }
}
