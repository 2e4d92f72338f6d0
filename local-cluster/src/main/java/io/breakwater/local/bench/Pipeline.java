package io.breakwater.local.bench;

import io.breakwater.margin.AccountUpdate;
import io.breakwater.stream.AccountMargin;
import io.breakwater.stream.MarketEvent;
import io.breakwater.stream.TriggerMessage;
import io.breakwater.stream.wire.Codecs;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The pipeline of all ratios: generated accounts and accepted prices → the stage that decides → a
 * sink that counts. No Kafka, and no checkpoints.
 */
final class Pipeline {
  /** As many ticks a second as go through. */
  static final double UNLIMITED = Double.POSITIVE_INFINITY;

  private Pipeline() {}

  /** Runs a contender over a whole tape. */
  static Measurement run(Contender contender, RunningBench run) {
    try (BenchCluster cluster =
        BenchCluster.start(
            run.name(), run.parallelism(), contender.stateBackend(), new Configuration())) {
      StreamExecutionEnvironment env = cluster.environment();
      build(env, contender, run, UNLIMITED);
      cluster.await(cluster.submit(env));
      return Measurement.of(contender, run);
    }
  }

  /** Adds the pipeline to an environment, with at most so many ticks a second. */
  static void build(
      StreamExecutionEnvironment env,
      Contender contender,
      RunningBench run,
      double ticksPerSecond) {
    DataStream<MarketEvent> market =
        source(
            env,
            new MarketGenerator(run.name()),
            run.book().opening().size() + (long) run.tape().size(),
            ticksPerSecond == UNLIMITED
                ? RateLimiterStrategy.noOp()
                : RateLimiterStrategy.perSecond(ticksPerSecond),
            Codecs.MARKET_EVENT,
            "market");
    DataStream<AccountUpdate> accounts =
        source(
            env,
            new AccountGenerator(run.name()),
            run.accounts(),
            RateLimiterStrategy.noOp(),
            Codecs.ACCOUNT_UPDATE,
            "accounts");
    SingleOutputStreamOperator<TriggerMessage> triggers =
        contender.stage(accounts.keyBy(AccountUpdate::account, Types.STRING), market);
    triggers.sinkTo(new TriggerSink()).uid("triggers").name("triggers");
    triggers
        .getSideOutput(AccountMargin.TRANSITIONS)
        .sinkTo(new TransitionSink(run.name()))
        .uid("transitions")
        .name("transitions");
  }

  private static <T> DataStream<T> source(
      StreamExecutionEnvironment env,
      GeneratorFunction<Long, T> generator,
      long records,
      RateLimiterStrategy<?> rate,
      TypeInformation<T> type,
      String name) {
    return env.fromSource(
            new DataGeneratorSource<>(generator, records, rate, type),
            WatermarkStrategy.noWatermarks(),
            name)
        .setParallelism(1)
        .uid(name)
        .name(name);
  }
}
