package io.breakwater.local.bench;

import io.breakwater.margin.AccountUpdate;
import io.breakwater.margin.LiquidationTrigger;
import io.breakwater.stream.AccountMargin;
import io.breakwater.stream.MarketEvent;
import io.breakwater.stream.wire.Codecs;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
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
  private Pipeline() {}

  /** Runs a contender over a whole tape. */
  static Measurement run(Contender contender, RunningBench run, int parallelism) {
    try (BenchCluster cluster =
        BenchCluster.start(
            run.name(), parallelism, contender.stateBackend(), new Configuration())) {
      StreamExecutionEnvironment env = cluster.environment();
      build(env, contender, run, parallelism);
      cluster.await(cluster.submit(env));
      return Measurement.of(contender, run);
    }
  }

  /** Adds the pipeline to an environment. */
  static void build(
      StreamExecutionEnvironment env, Contender contender, RunningBench run, int parallelism) {
    DataStream<MarketEvent> market =
        source(
            env,
            new MarketGenerator(run.name(), Contender.STAGE, parallelism),
            run.book().opening().size() + (long) run.tape().size(),
            Codecs.MARKET_EVENT,
            "market");
    DataStream<AccountUpdate> accounts =
        source(
            env,
            new AccountGenerator(run.name(), Contender.STAGE, parallelism),
            run.accounts(),
            Codecs.ACCOUNT_UPDATE,
            "accounts");
    SingleOutputStreamOperator<LiquidationTrigger> triggers =
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
      TypeInformation<T> type,
      String name) {
    return env.fromSource(
            new DataGeneratorSource<>(generator, records, type),
            WatermarkStrategy.noWatermarks(),
            name)
        .setParallelism(1)
        .uid(name)
        .name(name);
  }
}
