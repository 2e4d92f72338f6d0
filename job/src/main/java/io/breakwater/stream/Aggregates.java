package io.breakwater.stream;

import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.stream.desk.MarkerTotals;
import io.breakwater.stream.event.Capacity;
import io.breakwater.stream.event.MarkedSlice;
import io.breakwater.stream.order.EventOrder;
import io.breakwater.stream.wire.Codecs;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The stage of parallelism 1 that tells aggregates: slices of all subtasks on the first input,
 * depth and funds on the second, aggregates out.
 *
 * <p>All slices of a marker leave before the barrier that follows it, so that no interval lies on
 * both sides of one. On the event clock an interval is told when the smaller watermark of both
 * inputs has passed it, with what depth and funds were then; on the system clock at once, with what
 * has come.
 */
public final class Aggregates extends AbstractStreamOperator<RiskAggregate>
    implements TwoInputStreamOperator<MarkedSlice, Capacity, RiskAggregate> {

  private static final long serialVersionUID = 1L;

  private static final ListStateDescriptor<MarkedSlice> SLICES =
      new ListStateDescriptor<>("slices", Codecs.MARKED_SLICE);
  private static final ListStateDescriptor<Capacity> CAPACITY =
      new ListStateDescriptor<>("capacity", Codecs.CAPACITY);
  private static final ListStateDescriptor<Capacity> EARLY =
      new ListStateDescriptor<>("early-capacity", Codecs.CAPACITY);

  private final StreamSettings settings;

  private transient ListState<MarkedSlice> sliceState;
  private transient ListState<Capacity> capacityState;
  private transient ListState<Capacity> earlyState;
  private transient MarkerTotals totals;

  public Aggregates(StreamSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    sliceState = context.getOperatorStateStore().getListState(SLICES);
    capacityState = context.getOperatorStateStore().getListState(CAPACITY);
    earlyState = context.getOperatorStateStore().getListState(EARLY);
    totals =
        new MarkerTotals(
            aggregate ->
                output.collect(
                    new StreamRecord<>(aggregate, EventOrder.millis(aggregate.header().asOf()))));
    totals.restore(sliceState.get(), capacityState.get(), earlyState.get());
  }

  private boolean isSystem() {
    return settings.clock() == JobClock.SYSTEM;
  }

  @Override
  public void processElement1(StreamRecord<MarkedSlice> element) {
    totals.add(element.getValue());
    if (isSystem()) {
      totals.tellUpTo(Long.MAX_VALUE);
    }
  }

  @Override
  public void processElement2(StreamRecord<Capacity> element) {
    if (isSystem()) {
      totals.now(element.getValue());
    } else {
      totals.at(element.getValue());
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!isSystem()) {
      totals.tellUpTo(EventOrder.lastMicros(mark.getTimestamp()));
    }
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    sliceState.update(totals.slices());
    capacityState.update(totals.capacity());
    earlyState.update(totals.early());
  }
}
