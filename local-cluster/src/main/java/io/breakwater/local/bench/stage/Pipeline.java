package io.breakwater.local.bench.stage;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.AccountMargin;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.stream.wire.Codecs;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The pipeline of all ratios: generated accounts and accepted prices → the stage that decides → a
 * sink that counts. No Kafka, and no checkpoints.
 */
public final class Pipeline {
  /** As many ticks a second as go through. */
  public static final double UNLIMITED = Double.POSITIVE_INFINITY;

  private Pipeline() {}

  /** Adds the pipeline to an environment, with at most so many ticks a second. */
  public static void build(
      StreamExecutionEnvironment env, Stage stage, RunningBench run, double ticksPerSecond) {
    RateLimiterStrategy<?> rate =
        ticksPerSecond == UNLIMITED
            ? RateLimiterStrategy.noOp()
            : RateLimiterStrategy.perSecond(ticksPerSecond);
    build(env, stage, run, market(env, run, run.tape().size(), rate));
  }

  /** The opening market without any tick. */
  public static DataStream<MarketEvent> opening(StreamExecutionEnvironment env, RunningBench run) {
    return market(env, run, 0, RateLimiterStrategy.noOp());
  }

  private static DataStream<MarketEvent> market(
      StreamExecutionEnvironment env, RunningBench run, int ticks, RateLimiterStrategy<?> rate) {
    long records = run.book().opening().size() + (long) ticks;
    GeneratorFunction<Long, MarketEvent> generator = new MarketGenerator(run.name());
    return source(env, generator, records, rate, Codecs.MARKET_EVENT, "market");
  }

  /**
   * Adds the pipeline behind a market to an environment.
   *
   * @return the stage: triggers, and changes of level as its side output
   */
  public static SingleOutputStreamOperator<TriggerMessage> build(
      StreamExecutionEnvironment env,
      Stage stage,
      RunningBench run,
      DataStream<MarketEvent> market) {
    DataStream<AccountUpdate> accounts =
        source(
            env,
            new UpdateGenerator(run.name()),
            run.accounts(),
            RateLimiterStrategy.noOp(),
            Codecs.ACCOUNT_UPDATE,
            "accounts");
    SingleOutputStreamOperator<TriggerMessage> triggers =
        stage.add(accounts.keyBy(AccountUpdate::account, Types.STRING), market);
    triggers.sinkTo(new TriggerSink()).uid("triggers").name("triggers");
    triggers
        .getSideOutput(AccountMargin.TRANSITIONS)
        .sinkTo(new TransitionSink(run.name()))
        .uid("transitions")
        .name("transitions");
    return triggers;
  }

  /** A generator as a source of parallelism 1. */
  public static <T> DataStream<T> source(
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
