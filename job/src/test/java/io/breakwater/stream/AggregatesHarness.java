package io.breakwater.stream;

import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.stream.event.Capacity;
import io.breakwater.stream.event.MarkedSlice;
import io.breakwater.stream.wire.Codecs;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** The stage that tells aggregates, each input by its name. */
final class AggregatesHarness extends AbstractStreamOperatorTestHarness<RiskAggregate> {
  private final Aggregates aggregates;

  private AggregatesHarness(Aggregates aggregates) throws Exception {
    super(aggregates, new OperatorEnvironment().subtask(1, 0));
    this.aggregates = aggregates;
  }

  /**
   * A started one.
   *
   * @param state that it starts from; null for none
   */
  static AggregatesHarness start(StreamSettings settings, OperatorSubtaskState state)
      throws Exception {
    AggregatesHarness harness = new AggregatesHarness(new Aggregates(settings));
    harness.setup(
        Codecs.RISK_AGGREGATE.createSerializer(new ExecutionConfig().getSerializerConfig()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  void slice(MarkedSlice slice) {
    aggregates.processElement1(new StreamRecord<>(slice));
  }

  void capacity(Capacity capacity) {
    aggregates.processElement2(new StreamRecord<>(capacity));
  }

  void sliceWatermark(long millis) throws Exception {
    aggregates.processWatermark1(new Watermark(millis));
  }

  void capacityWatermark(long millis) throws Exception {
    aggregates.processWatermark2(new Watermark(millis));
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (Exception e) {
      throw new IllegalStateException("the aggregates cannot be closed", e);
    }
  }
}
