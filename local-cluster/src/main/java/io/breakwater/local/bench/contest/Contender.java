package io.breakwater.local.bench.contest;

import io.breakwater.local.bench.peer.BroadcastMargin;
import io.breakwater.local.bench.peer.KafkaStageRunner;
import io.breakwater.local.bench.peer.NoMargin;
import io.breakwater.local.bench.peer.SqlRunner;
import io.breakwater.local.bench.peer.StreamsRunner;
import io.breakwater.local.bench.stage.Measurement;
import io.breakwater.local.bench.stage.Runner;
import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.local.bench.stage.Stage;
import io.breakwater.local.bench.stage.StageRunner;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.stream.AccountMargin;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.StreamSettings;
import io.breakwater.stream.TriggerPartitions;
import io.breakwater.stream.desk.WatchKind;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.stream.wire.Codecs;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;

/** Who is measured: the job, and what else could stand in its place. */
public enum Contender {
  TRIPWIRES("tripwires", "the job: bounds in ordered indexes", tripwires()),
  TRIPWIRES_KAFKA(
      "tripwires, Kafka",
      "the same with Kafka in its path: ticks from a topic, records into topics",
      new KafkaStageRunner(tripwires())),
  HOLDERS(
      "in-heap holders",
      "the job, but every holder is screened from primitive arrays",
      deciding(margin(WatchKind.HOLDERS), "rocksdb")),
  FLOOR(
      "no-op floor",
      "an operator that receives everything and does nothing",
      new StageRunner(
          (accounts, market) -> operator(accounts, market, new NoMargin()), "rocksdb", false)),
  BROADCAST_HEAP(
      "broadcast, HashMap",
      "applyToKeyedState on the heap backend",
      deciding(Contender::broadcast, "hashmap")),
  BROADCAST_ROCKSDB(
      "broadcast, RocksDB",
      "applyToKeyedState on RocksDB",
      deciding(Contender::broadcast, "rocksdb")),
  SQL(
      "Flink SQL",
      "accounts, positions and prices joined and grouped, on the heap backend",
      new SqlRunner(false)),
  SQL_MINI_BATCH(
      "Flink SQL, mini-batch",
      "the same with mini-batches as documented: 5 s, 5,000 records",
      new SqlRunner(true)),
  STREAMS(
      "Kafka Streams",
      "every holder from a store in RocksDB, with Kafka in its path",
      new StreamsRunner());

  private final String title;
  private final String about;
  private final Runner runner;

  Contender(String title, String about, Runner runner) {
    this.title = title;
    this.about = about;
    this.runner = runner;
  }

  /** The stage of the job itself, as it runs in production. */
  public static StageRunner tripwires() {
    return deciding(margin(WatchKind.TRIPWIRES), "rocksdb");
  }

  private static StageRunner deciding(Stage stage, String stateBackend) {
    return new StageRunner(stage, stateBackend, true);
  }

  /** Whether it is warm after few ticks, which cost it much. */
  boolean isSlow() {
    return this == BROADCAST_HEAP || this == BROADCAST_ROCKSDB || isSmall();
  }

  /** Whether it bears few accounts only. */
  boolean isSmall() {
    return this == SQL || this == SQL_MINI_BATCH || this == STREAMS;
  }

  /** Whether it decides nothing but positions with a price each. */
  boolean isOfContractsAlone() {
    return this != TRIPWIRES && this != HOLDERS && this != FLOOR;
  }

  /** Whether it shares no JVM with the others, so that its warm-up is its own. */
  boolean isApart() {
    return this == STREAMS;
  }

  /** Runs it over the whole tape of a run. */
  Measurement run(RunningBench run) {
    return runner.run(run);
  }

  String title() {
    return title;
  }

  String about() {
    return about;
  }

  private static Stage margin(WatchKind watch) {
    return (accounts, market) ->
        operator(accounts, market, new AccountMargin(settings(watch), TriggerPartitions.NONE));
  }

  private static StreamSettings settings(WatchKind watch) {
    return BreakwaterConfig.defaults(
        JobClock.SYSTEM, BreakwaterOptions.POLICY_ID.defaultValue(), watch);
  }

  private static SingleOutputStreamOperator<TriggerMessage> operator(
      KeyedStream<AccountUpdate, String> accounts,
      DataStream<MarketEvent> market,
      TwoInputStreamOperator<AccountUpdate, MarketEvent, TriggerMessage> operator) {
    return accounts
        .connect(market.broadcast())
        .transform(Stage.NAME, Codecs.TRIGGER_MESSAGE, operator)
        .uid(Stage.NAME)
        .name(Stage.NAME);
  }

  private static SingleOutputStreamOperator<TriggerMessage> broadcast(
      KeyedStream<AccountUpdate, String> accounts, DataStream<MarketEvent> market) {
    return accounts
        .connect(market.broadcast(BroadcastMargin.PRICES))
        .process(new BroadcastMargin(), Codecs.TRIGGER_MESSAGE)
        .uid(Stage.NAME)
        .name(Stage.NAME);
  }
}
