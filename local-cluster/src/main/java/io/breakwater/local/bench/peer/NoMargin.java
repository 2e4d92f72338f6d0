package io.breakwater.local.bench.peer;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.TriggerMessage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Receives everything and does nothing: the floor that the transport sets. */
public final class NoMargin extends AbstractStreamOperator<TriggerMessage>
    implements TwoInputStreamOperator<AccountUpdate, MarketEvent, TriggerMessage> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement1(StreamRecord<AccountUpdate> element) {
    // Nothing.
  }

  @Override
  public void processElement2(StreamRecord<MarketEvent> element) {
    // Nothing.
  }
}
