package io.breakwater.local.bench.figure;

import io.breakwater.BreakwaterJob;
import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.TickTape;
import io.breakwater.local.bench.load.Workload;
import io.breakwater.local.bench.report.Finding;
import io.breakwater.local.bench.report.Outcome;
import io.breakwater.local.bench.report.Section;
import io.breakwater.local.cluster.DeployedTopics;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.local.command.Progress;
import io.breakwater.local.kafka.TopicReader;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.stream.JobClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.apache.flink.api.common.JobID;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Tick to trigger through a real broker: from the time at which a price was planned to be sent
 * until the trigger that it caused is read back from its topic, with the whole job between.
 */
public final class LatencyFigure implements Figure {
  private static final String CALM = "near";
  private static final String CRASH = "crash";
  private static final List<String> WORKLOADS = List.of(CALM, CRASH);
  private static final int TICKS = 100_000;
  private static final int PARALLELISM = 1;
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final Duration HEAD_START = Duration.ofSeconds(2);
  private static final double MILLI = 1e3;

  private record Row(String workload, DeliveryGuarantee delivery, Histogram micros) {
    double millis(double percentile) {
      return micros.getTotalCount() == 0
          ? Double.NaN
          : micros.getValueAtPercentile(percentile) / MILLI;
    }
  }

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public Outcome measure(int accounts, Progress progress) {
    List<Row> rows = new ArrayList<>();
    for (String workload : WORKLOADS) {
      for (DeliveryGuarantee delivery :
          List.of(DeliveryGuarantee.AT_LEAST_ONCE, DeliveryGuarantee.EXACTLY_ONCE)) {
        progress.begin("latency, %s, %,d accounts, %s", workload, accounts, delivery);
        Row row = new Row(workload, delivery, run(Workload.of(workload), accounts, delivery));
        progress.end("p99 %.1f ms", row.millis(99));
        rows.add(row);
      }
    }
    return new Outcome(section(accounts, rows), findings(rows));
  }

  private static Histogram run(Workload workload, int accounts, DeliveryGuarantee delivery) {
    AccountBook book = AccountBook.of(workload);
    TickTape tape = TickTape.of(workload, book, TICKS);
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      DeployedTopics.create(broker.bootstrapServers());
      BreakwaterConfig config = config(broker.bootstrapServers(), delivery);
      try (LocalFlink flink =
          LocalFlink.start(new LocalFlink.Size(0, 1, PARALLELISM, CHECKPOINT_INTERVAL))) {
        StreamExecutionEnvironment env = flink.environment();
        BreakwaterJob.build(env, config);
        JobID job = flink.submit(env);
        return run(config, book, tape, accounts, () -> isAlive(flink, job));
      }
    }
  }

  private static boolean isAlive(LocalFlink flink, JobID job) {
    flink.requireAlive(job);
    return true;
  }

  private static BreakwaterConfig config(String servers, DeliveryGuarantee delivery) {
    return BreakwaterConfig.of(
        Map.of(
            BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(),
            "breakwater",
            BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
            servers,
            BreakwaterOptions.JOB_CLOCK.key(),
            JobClock.SYSTEM.name(),
            BreakwaterOptions.DELIVERY_LIQUIDATION_TRIGGERS.key(),
            delivery.toString()));
  }

  private static Histogram run(
      BreakwaterConfig config,
      AccountBook book,
      TickTape tape,
      int accounts,
      BooleanSupplier alive) {
    String servers = config.kafka().bootstrapServers();
    String topic = config.kafka().topics().liquidationTriggers();
    try (KafkaBook kafka = new KafkaBook(book, servers, config.kafka().topics());
        TriggerLatencies triggers = new TriggerLatencies(TopicReader.ofCommitted(servers, topic))) {
      kafka.write(accounts);
      Awaiting.until(() -> alive.getAsBoolean() && triggers.sentinels() == KafkaBook.SENTINELS);
      long start = KafkaBook.now() + HEAD_START.toNanos() / 1_000;
      triggers.start(start);
      OpenLoop.send(tape, kafka, start);
      // What an exactly-once sink has written comes with the next checkpoint but one at the latest.
      Duration silence = CHECKPOINT_INTERVAL.multipliedBy(2);
      Awaiting.until(() -> alive.getAsBoolean() && triggers.silence().compareTo(silence) > 0);
      return triggers.micros();
    }
  }

  private static Section section(int accounts, List<Row> rows) {
    return new Section(
        "Tick to trigger through Kafka",
        List.of(
            String.format(
                Locale.ROOT,
                "%,d accounts, 2,000 ticks/s for %d s, open loop, a checkpoint every %d s,"
                    + " parallelism %d, broker and cluster on this machine. Milliseconds from the"
                    + " planned send time of the price to the trigger read back.",
                accounts,
                TICKS / 2_000,
                CHECKPOINT_INTERVAL.toSeconds(),
                PARALLELISM)),
        List.of("workload", "delivery", "triggers", "p50", "p90", "p99", "p99.9", "worst"),
        rows.stream().map(LatencyFigure::cells).toList(),
        rows.stream().map(row -> data(row, accounts)).toList());
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.workload(),
        row.delivery().toString(),
        String.format(Locale.ROOT, "%,d", row.micros().getTotalCount()),
        millis(row, 50),
        millis(row, 90),
        millis(row, 99),
        millis(row, 99.9),
        millis(row, 100));
  }

  private static String millis(Row row, double percentile) {
    return String.format(Locale.ROOT, "%,.1f", row.millis(percentile));
  }

  private static Map<String, Object> data(Row row, int accounts) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("workload", row.workload());
    data.put("delivery", row.delivery().toString());
    data.put("accounts", accounts);
    data.put("triggers", row.micros().getTotalCount());
    for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
      data.put("p" + percentile + "Millis", row.millis(percentile));
    }
    return data;
  }

  private static List<Finding> findings(List<Row> rows) {
    return List.of(finding(rows, CALM, "calm", 20, 10), finding(rows, CRASH, "crash", 100, 50));
  }

  private static Finding finding(
      List<Row> rows, String workload, String market, double must, double reach) {
    double p99 =
        rows.stream()
            .filter(row -> row.workload().equals(workload))
            .filter(row -> row.delivery() == DeliveryGuarantee.AT_LEAST_ONCE)
            .mapToDouble(row -> row.millis(99))
            .findFirst()
            .orElse(Double.NaN);
    return Finding.atMost(
        "tick to trigger, at least once, p99, " + market + ", ms", must, reach, p99);
  }
}
