package io.breakwater;

import io.breakwater.kafka.KafkaSinks;
import io.breakwater.kafka.KafkaSources;
import io.breakwater.kafka.start.StartChecks;
import io.breakwater.kafka.start.StartSettings;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.OptionHelp;
import io.breakwater.options.ShownByFlink;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.wire.Codecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program that a Flink cluster runs: options, Kafka at both ends, the topology between. */
public final class BreakwaterJob {
  /** The name under which Flink shows the job. */
  public static final String NAME = "breakwater";

  private static final Logger LOGGER = LoggerFactory.getLogger(BreakwaterJob.class);

  private BreakwaterJob() {}

  /**
   * Submits the job.
   *
   * @param args options, see {@code --help}
   */
  public static void main(String[] args) throws Exception {
    if (Arrays.asList(args).contains("--help")) {
      System.out.print(OptionHelp.text());
      return;
    }
    run(args, System.getenv(), StreamExecutionEnvironment.getExecutionEnvironment());
  }

  /**
   * Submits the job to the cluster of an environment.
   *
   * @param args options, see {@code --help}
   * @param variables of the process, which hold options too
   * @throws io.breakwater.kafka.start.StartRefusedException when something is in the job's way,
   *     listing all of it; nothing is submitted then
   */
  public static void run(
      String[] args, Map<String, String> variables, StreamExecutionEnvironment env)
      throws Exception {
    BreakwaterConfig config = BreakwaterConfig.load(args, variables);
    LOGGER.info("Options in effect:{}{}", System.lineSeparator(), config);
    checkAndBuild(env, config);
    env.execute(NAME);
  }

  /**
   * Checks that nothing is in the job's way, and adds it to an environment.
   *
   * @throws io.breakwater.kafka.start.StartRefusedException when something is, listing all of it
   */
  public static void checkAndBuild(StreamExecutionEnvironment env, BreakwaterConfig config) {
    List<String> found = new ArrayList<>(RequiredSettings.problems(env));
    found.addAll(
        ShownByFlink.problems(config.kafka().properties(), env.getConfiguration().toMap()));
    StartChecks.require(startSettings(env, config), config.foundAtStart(), found);
    build(env, config);
  }

  private static StartSettings startSettings(
      StreamExecutionEnvironment env, BreakwaterConfig config) {
    CheckpointConfig checkpoints = env.getCheckpointConfig();
    return new StartSettings(
        config.kafka(),
        config.stream().clock(),
        config.stream().maximumElements(),
        checkpoints.isCheckpointingEnabled()
            ? Optional.of(Duration.ofMillis(checkpoints.getCheckpointInterval()))
            : Optional.empty(),
        Duration.ofMillis(checkpoints.getCheckpointTimeout()));
  }

  /** Adds the job, with Kafka at both ends, to an environment. */
  public static void build(StreamExecutionEnvironment env, BreakwaterConfig config) {
    BreakwaterTopology.build(env, config.stream(), inputs(config), outputs(config));
  }

  private static JobInputs inputs(BreakwaterConfig config) {
    KafkaSources sources = new KafkaSources(config.kafka(), config.watermarks());
    return new JobInputs(
        feed(sources.prices(Codecs.INBOUND_PRICE), Feed.JOB_PARALLELISM),
        feed(sources.accounts(Codecs.INBOUND_ACCOUNT), Feed.JOB_PARALLELISM),
        feed(sources.factors(Codecs.INBOUND_FACTOR), 1),
        feed(sources.instruments(Codecs.INBOUND_INSTRUMENT), 1),
        feed(sources.policy(Codecs.INBOUND_POLICY), 1),
        optional(sources.depth(Codecs.INBOUND_DEPTH)),
        optional(sources.funds(Codecs.INBOUND_FUND)));
  }

  private static <T> Feed<T> feed(Source<Inbound<T>, ?, ?> source, int parallelism) {
    return new Feed<>(source, WatermarkStrategy.noWatermarks(), parallelism);
  }

  /** Null for null. */
  private static <T> Feed<T> optional(Source<Inbound<T>, ?, ?> source) {
    return source == null ? null : feed(source, 1);
  }

  private static JobOutputs outputs(BreakwaterConfig config) {
    KafkaSinks sinks = new KafkaSinks(config.kafka());
    return new JobOutputs(
        sinks.liquidationTriggers(),
        sinks.triggerPartitions(),
        sinks.accountHealth(),
        sinks.priceQuality(),
        sinks.riskAggregates(),
        sinks.rejectedRecords());
  }
}
