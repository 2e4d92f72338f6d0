package io.breakwater.local.bench.stage;

import io.breakwater.local.bench.load.SourceBook;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.MarketSequencer;
import io.breakwater.stream.PriceJudge;
import io.breakwater.stream.StreamSettings;
import io.breakwater.stream.desk.WatchKind;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.order.EventOrder;
import io.breakwater.stream.wire.Codecs;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What lies between the values of sources and the stage that decides. */
public enum SourceMarket {
  /** The sequencer alone. */
  SEQUENCED("without judge", false, false),
  /** The judge, to which no factor has terms, and the sequencer. */
  UNJUDGED("judge, no terms", true, false),
  /** The judge, to which every factor has terms, and the sequencer. */
  JUDGED("judge", true, true);

  private static final String JUDGE = "price-judge";
  private static final String SEQUENCER = "market-sequencer";
  private static final StreamSettings SETTINGS =
      BreakwaterConfig.defaults(
          JobClock.SYSTEM, BreakwaterOptions.POLICY_ID.defaultValue(), WatchKind.TRIPWIRES);

  private final String title;
  private final boolean hasJudge;
  private final boolean judged;

  SourceMarket(String title, boolean hasJudge, boolean judged) {
    this.title = title;
    this.hasJudge = hasJudge;
    this.judged = judged;
  }

  public String title() {
    return title;
  }

  /** The market as the stage that decides receives it, over the whole tape of a run. */
  public DataStream<MarketEvent> of(StreamExecutionEnvironment env, RunningBench run) {
    SourceBook book = SourceBook.of(run.book(), judged);
    DataStream<OraclePrice> values =
        Pipeline.source(
            env,
            new ValueGenerator(run.name()),
            (long) book.openingValues() + run.tape().size(),
            RateLimiterStrategy.noOp(),
            Codecs.ORACLE_PRICE,
            "values");
    DataStream<MarketInput> parameters =
        inputs(env, new Parameters(run.name(), judged), book.parameters().size(), "parameters");
    DataStream<MarketInput> policy =
        inputs(env, new Policy(run.name()), book.policy().size(), "policy");
    return sequenced(hasJudge ? judged(values, parameters) : unjudged(values, parameters), policy);
  }

  private static DataStream<MarketInput> inputs(
      StreamExecutionEnvironment env, Inputs generator, int records, String name) {
    return Pipeline.source(
        env, generator, records, RateLimiterStrategy.noOp(), Codecs.MARKET_INPUT, name);
  }

  private static DataStream<MarketInput> unjudged(
      DataStream<OraclePrice> values, DataStream<MarketInput> parameters) {
    SingleOutputStreamOperator<MarketInput> inputs =
        values
            .map(MarketInput.OfPrice::new, Codecs.MARKET_INPUT)
            .setParallelism(1)
            .uid("inputs")
            .name("inputs");
    return inputs.union(parameters);
  }

  private static DataStream<MarketInput> judged(
      DataStream<OraclePrice> values, DataStream<MarketInput> parameters) {
    return values
        .keyBy(OraclePrice::factor, Types.STRING)
        .connect(parameters.keyBy(EventOrder::key, Types.STRING))
        .transform(JUDGE, Codecs.MARKET_INPUT, new PriceJudge(SETTINGS))
        .uid(JUDGE)
        .name(JUDGE);
  }

  private static DataStream<MarketEvent> sequenced(
      DataStream<MarketInput> inputs, DataStream<MarketInput> policy) {
    return inputs
        .connect(policy)
        .transform(SEQUENCER, Codecs.MARKET_EVENT, new MarketSequencer(SETTINGS))
        .uid(SEQUENCER)
        .name(SEQUENCER)
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  /** What a source book says besides values, one after the other. */
  private abstract static class Inputs implements GeneratorFunction<Long, MarketInput> {
    private static final long serialVersionUID = 1L;

    private final String run;
    private transient List<MarketInput> inputs;

    Inputs(String run) {
      this.run = run;
    }

    abstract List<MarketInput> inputs(RunningBench running);

    @Override
    public void open(SourceReaderContext context) {
      inputs = inputs(RunningBench.of(run));
    }

    @Override
    public MarketInput map(Long number) {
      return inputs.get(number.intValue());
    }
  }

  private static final class Parameters extends Inputs {
    private static final long serialVersionUID = 1L;

    private final boolean judged;

    Parameters(String run, boolean judged) {
      super(run);
      this.judged = judged;
    }

    @Override
    List<MarketInput> inputs(RunningBench running) {
      return SourceBook.of(running.book(), judged).parameters();
    }
  }

  private static final class Policy extends Inputs {
    private static final long serialVersionUID = 1L;

    Policy(String run) {
      super(run);
    }

    @Override
    List<MarketInput> inputs(RunningBench running) {
      return SourceBook.of(running.book(), false).policy();
    }
  }
}
