package io.breakwater;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.AccountMargin;
import io.breakwater.stream.Aggregates;
import io.breakwater.stream.FactorNamings;
import io.breakwater.stream.Intake;
import io.breakwater.stream.MarketSequencer;
import io.breakwater.stream.PriceJudge;
import io.breakwater.stream.StreamSettings;
import io.breakwater.stream.event.Capacity;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.stream.order.EventOrder;
import io.breakwater.stream.wire.Codecs;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's graph, the same in production, tests and replays; only sources and sinks differ.
 *
 * <pre>
 * prices ─► intake ─► judge (by factor) ──────────┐
 * factors, instruments, policy ─► intake ─────────┴► sequencer (one) ─► broadcast ┐
 * depth, insurance funds (where there are any) ─► intake
 * accounts ─► intake ─► by account ───────────────────────────────────────────────┴► account margin ─► triggers, health
 * (refused records of every stage ─► rejected)
 * </pre>
 */
public final class BreakwaterTopology {
  /** The uids of all operators: state is found again by them, so they never change. */
  public static final class Uids {
    public static final String PRICES = "prices";
    public static final String ACCOUNTS = "accounts";
    public static final String FACTORS = "risk-factors";
    public static final String INSTRUMENTS = "instruments";
    public static final String POLICY = "policy";
    public static final String DEPTH = "depth";
    public static final String FUNDS = "insurance-fund";
    public static final String PRICE_INTAKE = "price-intake";
    public static final String ACCOUNT_INTAKE = "account-intake";
    public static final String FACTOR_INTAKE = "risk-factor-intake";
    public static final String INSTRUMENT_INTAKE = "instrument-intake";
    public static final String POLICY_INTAKE = "policy-intake";
    public static final String FACTOR_NAMINGS = "risk-factor-namings";
    public static final String INSTRUMENT_NAMINGS = "instrument-namings";
    public static final String DEPTH_INTAKE = "depth-intake";
    public static final String FUND_INTAKE = "insurance-fund-intake";
    public static final String PRICE_JUDGE = "price-judge";
    public static final String MARKET_SEQUENCER = "market-sequencer";
    public static final String ACCOUNT_MARGIN = "account-margin";
    public static final String TRIGGER_SINK = "liquidation-triggers";
    public static final String HEALTH_SINK = "account-health";
    public static final String AGGREGATES = "aggregates";
    public static final String AGGREGATE_SINK = "risk-aggregates";
    public static final String QUALITY_SINK = "price-quality";
    public static final String REJECTED_SINK = "rejected-records";

    private Uids() {}
  }

  private final StreamExecutionEnvironment env;
  private final StreamSettings settings;

  private BreakwaterTopology(StreamExecutionEnvironment env, StreamSettings settings) {
    this.env = env;
    this.settings = settings;
  }

  /**
   * Adds the job to an environment.
   *
   * @throws IllegalArgumentException when the environment's settings would break a promise of the
   *     job, with what to set
   */
  public static void build(
      StreamExecutionEnvironment env,
      StreamSettings settings,
      JobInputs inputs,
      JobOutputs outputs) {
    List<String> problems = RequiredSettings.problems(env);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
    new BreakwaterTopology(env, settings).build(inputs, outputs);
  }

  private void build(JobInputs inputs, JobOutputs outputs) {
    SingleOutputStreamOperator<OraclePrice> prices =
        intake(
            source(inputs.prices(), Codecs.INBOUND_PRICE, Uids.PRICES),
            price -> price,
            OraclePrice::publishTime,
            Codecs.ORACLE_PRICE,
            Uids.PRICE_INTAKE);
    SingleOutputStreamOperator<AccountUpdate> accounts =
        intake(
            source(inputs.accounts(), Codecs.INBOUND_ACCOUNT, Uids.ACCOUNTS),
            update -> update,
            AccountUpdate::time,
            Codecs.ACCOUNT_UPDATE,
            Uids.ACCOUNT_INTAKE);
    SingleOutputStreamOperator<MarketInput> factors =
        intake(
            source(inputs.factors(), Codecs.INBOUND_FACTOR, Uids.FACTORS),
            MarketInput.OfFactor::new,
            FactorUpdate::time,
            Codecs.MARKET_INPUT,
            Uids.FACTOR_INTAKE);
    SingleOutputStreamOperator<MarketInput> instruments =
        intake(
            source(inputs.instruments(), Codecs.INBOUND_INSTRUMENT, Uids.INSTRUMENTS),
            MarketInput.OfInstrument::new,
            InstrumentUpdate::time,
            Codecs.MARKET_INPUT,
            Uids.INSTRUMENT_INTAKE);
    SingleOutputStreamOperator<MarketInput> policy =
        intake(
            source(inputs.policy(), Codecs.INBOUND_POLICY, Uids.POLICY),
            MarketInput.OfPolicy::new,
            PolicyUpdate::time,
            Codecs.MARKET_INPUT,
            Uids.POLICY_INTAKE);

    Optional<SingleOutputStreamOperator<Capacity>> depth =
        Optional.ofNullable(inputs.depth())
            .map(
                feed ->
                    intake(
                        source(feed, Codecs.INBOUND_DEPTH, Uids.DEPTH),
                        Capacity::of,
                        update -> update.depth().time(),
                        Codecs.CAPACITY,
                        Uids.DEPTH_INTAKE));
    Optional<SingleOutputStreamOperator<Capacity>> funds =
        Optional.ofNullable(inputs.funds())
            .map(
                feed ->
                    intake(
                        source(feed, Codecs.INBOUND_FUND, Uids.FUNDS),
                        Capacity::of,
                        update -> update.fund().time(),
                        Codecs.CAPACITY,
                        Uids.FUND_INTAKE));

    SingleOutputStreamOperator<MarketInput> judged =
        prices
            .keyBy(OraclePrice::factor, Types.STRING)
            .connect(
                factors
                    .union(
                        instruments,
                        namings(factors, Uids.FACTOR_NAMINGS),
                        namings(instruments, Uids.INSTRUMENT_NAMINGS))
                    .keyBy(EventOrder::key, Types.STRING))
            .transform(Uids.PRICE_JUDGE, Codecs.MARKET_INPUT, new PriceJudge(settings))
            .uid(Uids.PRICE_JUDGE)
            .name(Uids.PRICE_JUDGE);
    SingleOutputStreamOperator<MarketEvent> market =
        judged
            .connect(policy)
            .transform(Uids.MARKET_SEQUENCER, Codecs.MARKET_EVENT, new MarketSequencer(settings))
            .uid(Uids.MARKET_SEQUENCER)
            .name(Uids.MARKET_SEQUENCER)
            .setParallelism(1)
            .setMaxParallelism(1);
    SingleOutputStreamOperator<TriggerMessage> triggers =
        accounts
            .keyBy(AccountUpdate::account, Types.STRING)
            .connect(market.broadcast())
            .transform(
                Uids.ACCOUNT_MARGIN,
                Codecs.TRIGGER_MESSAGE,
                new AccountMargin(settings, outputs.triggerPartitions()))
            .uid(Uids.ACCOUNT_MARGIN)
            .name(Uids.ACCOUNT_MARGIN);

    market
        .getSideOutput(MarketSequencer.QUALITY)
        .sinkTo(outputs.quality())
        .uid(Uids.QUALITY_SINK)
        .name(Uids.QUALITY_SINK)
        // One writer: what several write of a factor at one instant would come in any order.
        .setParallelism(1)
        .disableChaining();
    triggers.sinkTo(outputs.triggers()).uid(Uids.TRIGGER_SINK).name(Uids.TRIGGER_SINK);
    triggers
        .getSideOutput(AccountMargin.TRANSITIONS)
        .sinkTo(outputs.health())
        .uid(Uids.HEALTH_SINK)
        .name(Uids.HEALTH_SINK)
        // In a task of its own: what its transactions wait for at a checkpoint holds no trigger up.
        .disableChaining();
    triggers
        .getSideOutput(AccountMargin.SLICES)
        .connect(capacity(depth, funds, market))
        .transform(Uids.AGGREGATES, Codecs.RISK_AGGREGATE, new Aggregates(settings))
        .uid(Uids.AGGREGATES)
        .name(Uids.AGGREGATES)
        .setParallelism(1)
        .setMaxParallelism(1)
        .sinkTo(outputs.aggregates())
        .uid(Uids.AGGREGATE_SINK)
        .name(Uids.AGGREGATE_SINK)
        .setParallelism(1)
        .disableChaining();
    DataStream<RejectedRecord> rejected =
        prices
            .getSideOutput(Intake.REJECTED)
            .union(
                accounts.getSideOutput(Intake.REJECTED),
                factors.getSideOutput(Intake.REJECTED),
                instruments.getSideOutput(Intake.REJECTED),
                policy.getSideOutput(Intake.REJECTED),
                judged.getSideOutput(PriceJudge.REJECTED),
                market.getSideOutput(MarketSequencer.REJECTED),
                triggers.getSideOutput(AccountMargin.REJECTED));
    rejectedWith(depth, rejectedWith(funds, rejected))
        .sinkTo(outputs.rejected())
        .uid(Uids.REJECTED_SINK)
        .name(Uids.REJECTED_SINK);
  }

  /** What can take closings up; where nothing tells, nothing, at the time of the market. */
  private static DataStream<Capacity> capacity(
      Optional<SingleOutputStreamOperator<Capacity>> depth,
      Optional<SingleOutputStreamOperator<Capacity>> funds,
      SingleOutputStreamOperator<MarketEvent> market) {
    Optional<DataStream<Capacity>> both =
        depth.flatMap(one -> funds.map(other -> one.union(other)));
    return both.or(() -> depth.or(() -> funds).map(only -> (DataStream<Capacity>) only))
        .orElseGet(() -> market.getSideOutput(MarketSequencer.NO_CAPACITY));
  }

  /** What an optional intake refuses, and others. */
  private static <T> DataStream<RejectedRecord> rejectedWith(
      Optional<SingleOutputStreamOperator<T>> intake, DataStream<RejectedRecord> others) {
    return intake.map(each -> each.getSideOutput(Intake.REJECTED).union(others)).orElse(others);
  }

  private <T> DataStream<Inbound<T>> source(
      Feed<T> feed, TypeInformation<Inbound<T>> type, String uid) {
    DataStreamSource<Inbound<T>> source =
        env.fromSource(feed.source(), feed.watermarks(), uid, type);
    if (feed.parallelism() != Feed.JOB_PARALLELISM) {
      source.setParallelism(feed.parallelism());
    }
    return source.uid(uid).name(uid);
  }

  private <I, O> SingleOutputStreamOperator<O> intake(
      DataStream<Inbound<I>> source,
      Intake.Step<I, O> step,
      Intake.Time<I> time,
      TypeInformation<O> type,
      String uid) {
    return source
        .process(new Intake<>(step, time), type)
        .setParallelism(source.getParallelism())
        .uid(uid)
        .name(uid);
  }

  private static DataStream<MarketInput> namings(
      SingleOutputStreamOperator<MarketInput> parameters, String uid) {
    return parameters
        .flatMap(new FactorNamings(), Codecs.MARKET_INPUT)
        .setParallelism(parameters.getParallelism())
        .uid(uid)
        .name(uid);
  }
}
