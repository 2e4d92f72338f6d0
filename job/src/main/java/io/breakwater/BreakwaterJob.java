package io.breakwater;

import io.breakwater.kafka.KafkaRights;
import io.breakwater.kafka.KafkaSinks;
import io.breakwater.kafka.KafkaSources;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.OptionHelp;
import io.breakwater.options.ShownByFlink;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.wire.Codecs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
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
   * @throws IllegalStateException when Kafka would refuse the job something, or Flink would show
   *     its secrets, listing all of it; nothing is submitted then
   */
  public static void run(
      String[] args, Map<String, String> variables, StreamExecutionEnvironment env)
      throws Exception {
    BreakwaterConfig config = BreakwaterConfig.load(args, variables);
    LOGGER.info("Options in effect:{}{}", System.lineSeparator(), config);
    requireSecurity(env, config);
    build(env, config);
    env.execute(NAME);
  }

  private static void requireSecurity(StreamExecutionEnvironment env, BreakwaterConfig config) {
    List<String> problems =
        new ArrayList<>(
            ShownByFlink.problems(config.kafka().properties(), env.getConfiguration().toMap()));
    problems.addAll(KafkaRights.missing(config.kafka()));
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join(System.lineSeparator(), problems));
    }
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
        feed(sources.policy(Codecs.INBOUND_POLICY), 1));
  }

  private static <T> Feed<T> feed(Source<Inbound<T>, ?, ?> source, int parallelism) {
    return new Feed<>(source, WatermarkStrategy.noWatermarks(), parallelism);
  }

  private static JobOutputs outputs(BreakwaterConfig config) {
    KafkaSinks sinks = new KafkaSinks(config.kafka());
    return new JobOutputs(
        sinks.liquidationTriggers(),
        sinks.triggerPartitions(),
        sinks.accountHealth(),
        sinks.priceQuality(),
        sinks.rejectedRecords());
  }
}
