package io.breakwater;

import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.stream.StreamSettings;
import io.breakwater.stream.desk.Happening;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.value.Origin;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job between a script and lists. */
final class ScriptedJob {
  static final int PARTITIONS = 2;

  final CollectingSink<TriggerMessage> messages = new CollectingSink<>();
  final CollectingSink<HealthTransition> health = new CollectingSink<>();
  final CollectingSink<PriceQuality> quality = new CollectingSink<>();
  final CollectingSink<RiskAggregate> aggregates = new CollectingSink<>();
  final CollectingSink<RejectedRecord> rejected = new CollectingSink<>();
  private final List<OraclePrice> prices = new ArrayList<>();
  private final List<AccountUpdate> accounts = new ArrayList<>();
  private final List<FactorUpdate> factors = new ArrayList<>();
  private final List<InstrumentUpdate> instruments = new ArrayList<>();
  private final List<PolicyUpdate> policies = new ArrayList<>();
  private final ScriptSource<OraclePrice> priceSource;

  /** A job that is fed with all of this, each stream in the order of its own times. */
  ScriptedJob(List<Happening> script) {
    script.forEach(this::add);
    priceSource = ScriptSource.of("prices", prices);
  }

  private void add(Happening happening) {
    if (happening instanceof Happening.Update update) {
      accounts.add(inPlace(update.update(), accounts.size()));
    } else {
      add(((Happening.Market) happening).input());
    }
  }

  /**
   * With its place in the source, as a topic would give it. Several updates may have one sequence
   * and one time, and subtasks that read different parts of the script; then only their places say
   * which is first.
   */
  private static AccountUpdate inPlace(AccountUpdate update, long offset) {
    return new AccountUpdate(
        update.account(), update.sequence(), update.time(), update.change(), origin(offset));
  }

  private void add(MarketInput input) {
    if (input != null) {
      input.accept(new Streams());
    }
  }

  /** Puts inputs into the streams that they would come by. */
  private final class Streams implements MarketInput.Visitor<Void, RuntimeException> {
    @Override
    public Void price(MarketInput.OfPrice input) {
      prices.add(input.price());
      return null;
    }

    @Override
    public Void verdict(MarketInput.OfVerdict input) {
      throw new IllegalArgumentException("verdicts are made by the job itself");
    }

    @Override
    public Void factor(MarketInput.OfFactor input) {
      factors.add(input.update());
      return null;
    }

    @Override
    public Void instrument(MarketInput.OfInstrument input) {
      instruments.add(input.update());
      return null;
    }

    @Override
    public Void policy(MarketInput.OfPolicy input) {
      policies.add(input.update());
      return null;
    }

    @Override
    public Void naming(MarketInput.OfNaming input) {
      throw new IllegalArgumentException("namings are made by the job itself");
    }
  }

  private static Origin origin(long offset) {
    return new Origin("script", 0, offset, new byte[0]);
  }

  /** Lets the prices fail once, in their middle, some time after a checkpoint. */
  ScriptedJob failingOnce() {
    priceSource.failingOnce();
    return this;
  }

  boolean hasFailed() {
    return priceSource.hasFailed();
  }

  /** Adds the job to an environment. */
  ScriptedJob build(StreamExecutionEnvironment env, StreamSettings settings) {
    BreakwaterTopology.build(
        env,
        settings,
        new JobInputs(
            feed(priceSource, OraclePrice::publishTime, 1),
            feed(ScriptSource.of("accounts", accounts), AccountUpdate::time, Feed.JOB_PARALLELISM),
            feed(ScriptSource.of("risk-factors", factors), FactorUpdate::time, 1),
            feed(ScriptSource.of("instruments", instruments), InstrumentUpdate::time, 1),
            feed(ScriptSource.of("policy", policies), PolicyUpdate::time, 1),
            feed(
                ScriptSource.of("depth", List.<DepthUpdate>of()),
                update -> update.depth().time(),
                1),
            feed(
                ScriptSource.of("insurance-fund", List.<FundUpdate>of()),
                update -> update.fund().time(),
                1)),
        new JobOutputs(messages, () -> PARTITIONS, health, quality, aggregates, rejected));
    return this;
  }

  /** All triggers that were committed. */
  List<LiquidationTrigger> triggers() {
    return messages.committed().stream()
        .filter(TriggerMessage.OfTrigger.class::isInstance)
        .map(message -> ((TriggerMessage.OfTrigger) message).trigger())
        .toList();
  }

  private static <T> Feed<T> feed(ScriptSource<T> source, Time<T> time, int parallelism) {
    WatermarkStrategy<Inbound<T>> watermarks =
        WatermarkStrategy.<Inbound<T>>forMonotonousTimestamps()
            .withTimestampAssigner(
                (inbound, previous) -> Math.floorDiv(time.applyAsLong(inbound.value()), 1000L));
    return new Feed<>(source, watermarks, parallelism);
  }

  /** Microseconds since the epoch. */
  private interface Time<T> extends ToLongFunction<T>, Serializable {}
}
