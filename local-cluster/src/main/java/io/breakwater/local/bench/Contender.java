package io.breakwater.local.bench;

import io.breakwater.margin.AccountUpdate;
import io.breakwater.stream.AccountMargin;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.MarketEvent;
import io.breakwater.stream.StreamSettings;
import io.breakwater.stream.TriggerMessage;
import io.breakwater.stream.TriggerPartitions;
import io.breakwater.stream.WatchKind;
import io.breakwater.stream.wire.Codecs;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;

/** What stands in the place of the stage that decides. */
enum Contender {
  TRIPWIRES("tripwires", "the job: bounds in ordered indexes", "rocksdb") {
    @Override
    SingleOutputStreamOperator<TriggerMessage> stage(
        KeyedStream<AccountUpdate, String> accounts, DataStream<MarketEvent> market) {
      return operator(
          accounts,
          market,
          new AccountMargin(settings(WatchKind.TRIPWIRES), TriggerPartitions.NONE));
    }
  },
  HOLDERS(
      "in-heap holders", "the job, but every holder is screened from primitive arrays", "rocksdb") {
    @Override
    SingleOutputStreamOperator<TriggerMessage> stage(
        KeyedStream<AccountUpdate, String> accounts, DataStream<MarketEvent> market) {
      return operator(
          accounts, market, new AccountMargin(settings(WatchKind.HOLDERS), TriggerPartitions.NONE));
    }
  },
  FLOOR("no-op floor", "an operator that receives everything and does nothing", "rocksdb") {
    @Override
    SingleOutputStreamOperator<TriggerMessage> stage(
        KeyedStream<AccountUpdate, String> accounts, DataStream<MarketEvent> market) {
      return operator(accounts, market, new NoMargin());
    }
  },
  BROADCAST_HEAP("broadcast, HashMap", "applyToKeyedState on the heap backend", "hashmap") {
    @Override
    SingleOutputStreamOperator<TriggerMessage> stage(
        KeyedStream<AccountUpdate, String> accounts, DataStream<MarketEvent> market) {
      return broadcast(accounts, market);
    }
  },
  BROADCAST_ROCKSDB("broadcast, RocksDB", "applyToKeyedState on RocksDB", "rocksdb") {
    @Override
    SingleOutputStreamOperator<TriggerMessage> stage(
        KeyedStream<AccountUpdate, String> accounts, DataStream<MarketEvent> market) {
      return broadcast(accounts, market);
    }
  };

  /** Name of the stage, whoever stands there. */
  static final String STAGE = "account-margin";

  private static final int UNWRITTEN_ACCOUNTS = 10_000;
  private static final int AUDIT_EVERY = 1_000;

  private final String title;
  private final String about;
  private final String stateBackend;

  Contender(String title, String about, String stateBackend) {
    this.title = title;
    this.about = about;
    this.stateBackend = stateBackend;
  }

  /** Adds the stage, named {@link #STAGE}, with changes of level as its side output. */
  abstract SingleOutputStreamOperator<TriggerMessage> stage(
      KeyedStream<AccountUpdate, String> accounts, DataStream<MarketEvent> market);

  /** Whether changes of level come out of it. */
  boolean decides() {
    return this != FLOOR;
  }

  /** Whether a tick costs it all accounts. */
  boolean isSlow() {
    return this == BROADCAST_HEAP || this == BROADCAST_ROCKSDB;
  }

  String title() {
    return title;
  }

  String about() {
    return about;
  }

  String stateBackend() {
    return stateBackend;
  }

  private static StreamSettings settings(WatchKind watch) {
    return new StreamSettings(
        JobClock.SYSTEM,
        "default",
        Duration.ofDays(7),
        UNWRITTEN_ACCOUNTS,
        watch,
        AUDIT_EVERY,
        false,
        false);
  }

  private static SingleOutputStreamOperator<TriggerMessage> operator(
      KeyedStream<AccountUpdate, String> accounts,
      DataStream<MarketEvent> market,
      TwoInputStreamOperator<AccountUpdate, MarketEvent, TriggerMessage> operator) {
    return accounts
        .connect(market.broadcast())
        .transform(STAGE, Codecs.TRIGGER_MESSAGE, operator)
        .uid(STAGE)
        .name(STAGE);
  }

  private static SingleOutputStreamOperator<TriggerMessage> broadcast(
      KeyedStream<AccountUpdate, String> accounts, DataStream<MarketEvent> market) {
    return accounts
        .connect(market.broadcast(BroadcastMargin.PRICES))
        .process(new BroadcastMargin(), Codecs.TRIGGER_MESSAGE)
        .uid(STAGE)
        .name(STAGE);
  }
}
