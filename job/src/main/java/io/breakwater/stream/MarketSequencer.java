package io.breakwater.stream;

import io.breakwater.stream.wire.Codecs;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * The one stage of parallelism 1: every price, parameter change and policy change gets its place in
 * one order here, which is then broadcast. The order itself is {@link MarketOrder}.
 *
 * <p>On the system clock inputs are applied as they come, and a timer brings scheduled changes into
 * force. On the event clock inputs wait for the watermark and are applied in {@link EventOrder};
 * one that comes behind it is applied at once, at the clock's present time.
 *
 * <p>On the system clock the inputs may interleave differently after a failure, so that what
 * readers have seen of the undone history may never be taken back. Therefore a start there begins
 * an epoch ({@link MarketEvent.EpochBegun}) before anything else. Two starts need none: one on the
 * event clock, where the output is a function of the input and comes again as it was; and one from
 * a checkpoint while triggers are delivered exactly once, where nothing undone was ever visible.
 */
public final class MarketSequencer extends AbstractStreamOperator<MarketEvent>
    implements OneInputStreamOperator<MarketInput, MarketEvent> {

  private static final long serialVersionUID = 1L;

  /** Side output of inputs that were refused. */
  public static final OutputTag<RejectedRecord> REJECTED =
      new OutputTag<>("rejected-market", Codecs.REJECTED_RECORD);

  static final String LATE = "lateRecords";
  static final String EVENTS = "marketEvents";
  static final String DEFERRED = "deferredInputs";

  private static final ListStateDescriptor<MarketInput> DEFERRED_INPUTS =
      new ListStateDescriptor<>("deferred-inputs", Codecs.MARKET_INPUT);
  private static final ListStateDescriptor<MarketInput> WAITING_PRICES =
      new ListStateDescriptor<>("waiting-prices", Codecs.MARKET_INPUT);
  private static final ListStateDescriptor<MarketEvent> INSTRUMENTS =
      new ListStateDescriptor<>("instruments", Codecs.MARKET_EVENT);
  private static final ListStateDescriptor<Long> SEQUENCE_CLOCK_EPOCH =
      new ListStateDescriptor<>("sequence-clock-epoch", Types.LONG);

  private final StreamSettings settings;

  private transient ListState<MarketInput> deferredState;
  private transient ListState<MarketInput> waitingState;
  private transient ListState<MarketEvent> instrumentState;
  private transient ListState<Long> sequenceState;
  private transient MarketOrder order;
  private transient Counter late;
  private transient Counter events;
  private transient OperatorClock clock;
  private transient boolean beginsEpoch;

  public MarketSequencer(StreamSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    deferredState = context.getOperatorStateStore().getListState(DEFERRED_INPUTS);
    waitingState = context.getOperatorStateStore().getListState(WAITING_PRICES);
    instrumentState = context.getOperatorStateStore().getListState(INSTRUMENTS);
    sequenceState = context.getOperatorStateStore().getListState(SEQUENCE_CLOCK_EPOCH);
    order = new MarketOrder(settings.policyId(), this::emit, this::reject);
    clock = new OperatorClock(settings.clock(), getProcessingTimeService());
    List<Long> numbers = new ArrayList<>();
    sequenceState.get().forEach(numbers::add);
    if (!numbers.isEmpty()) {
      order.restore(
          numbers.get(0),
          numbers.get(2),
          deferredState.get(),
          waitingState.get(),
          instrumentState.get());
      clock.advanceTo(numbers.get(1));
    }
    beginsEpoch = clock.isSystem() && (settings.undoneTriggersSeen() || !context.isRestored());
    late = getMetricGroup().counter(LATE);
    events = getMetricGroup().counter(EVENTS);
    getMetricGroup().gauge(DEFERRED, order::deferredCount);
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (beginsEpoch) {
      order.beginEpoch(clock.wallMicros());
    }
    if (clock.isSystem()) {
      scheduleTimer();
    }
  }

  @Override
  public void processElement(StreamRecord<MarketInput> element) {
    MarketInput input = element.getValue();
    if (clock.isSystem()) {
      applyScheduled();
      order.apply(input, clock.wallMicros());
      if (!(input instanceof MarketInput.OfPrice)) {
        scheduleTimer();
      }
    } else if (clock.isPast(input.time())) {
      late.inc();
      order.apply(input, clock.presentMicros(input.time()));
    } else {
      order.defer(input);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!clock.isSystem()) {
      order.applyDue(mark.getTimestamp());
      clock.advanceTo(mark.getTimestamp());
    }
    super.processWatermark(mark);
  }

  /** Asks for a timer at the next scheduled change; extra timers do no harm. */
  private void scheduleTimer() {
    Long next = order.nextTime();
    if (next != null) {
      long millis = EventOrder.millis(next) + 1;
      getProcessingTimeService().registerTimer(millis, time -> onTimer());
    }
  }

  private void onTimer() {
    applyScheduled();
    scheduleTimer();
  }

  /** Brings into force what is due, also where its timer has not had its turn yet. */
  private void applyScheduled() {
    order.applyDue(getProcessingTimeService().getCurrentProcessingTime());
  }

  private void emit(MarketEvent event) {
    events.inc();
    output.collect(new StreamRecord<>(event, EventOrder.millis(event.time())));
  }

  private void reject(RejectedRecord rejected) {
    output.collect(REJECTED, new StreamRecord<>(rejected));
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    deferredState.update(order.deferred());
    waitingState.update(List.copyOf(order.waitingPrices()));
    instrumentState.update(order.instruments());
    sequenceState.update(List.of(order.sequence(), clock.millis(), order.epoch()));
  }
}
