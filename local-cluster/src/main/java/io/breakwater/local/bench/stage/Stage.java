package io.breakwater.local.bench.stage;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.TriggerMessage;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** An operator that decides accounts, with changes of level as its side output. */
@FunctionalInterface
public interface Stage {
  /** Name of the operator, whoever stands there. */
  String NAME = "account-margin";

  /** Adds the operator, named {@link #NAME}, to a pipeline. */
  SingleOutputStreamOperator<TriggerMessage> add(
      KeyedStream<AccountUpdate, String> accounts, DataStream<MarketEvent> market);
}
