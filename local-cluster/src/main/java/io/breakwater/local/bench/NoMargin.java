package io.breakwater.local.bench;

import io.breakwater.margin.AccountUpdate;
import io.breakwater.stream.MarketEvent;
import io.breakwater.stream.TriggerMessage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Receives everything and does nothing: the floor that the transport sets. */
final class NoMargin extends AbstractStreamOperator<TriggerMessage>
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
