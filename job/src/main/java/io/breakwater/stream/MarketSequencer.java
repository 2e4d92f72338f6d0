package io.breakwater.stream;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.stream.event.Capacity;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.order.EventOrder;
import io.breakwater.stream.order.MarketOrder;
import io.breakwater.stream.wire.Codecs;
import io.breakwater.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one stage of parallelism 1: every price, parameter change and policy change gets its place in
 * one order here, which is then broadcast. The order itself is {@link MarketOrder}.
 *
 * <p>On the system clock inputs are applied as they come, and a timer brings scheduled changes into
 * force. On the event clock inputs wait for the watermark and are applied in {@link EventOrder};
 * one that comes behind it is applied at once, at the clock's present time. The end of all input,
 * which is also what a stop with drain sends, is no time: it applies what has come, and of the
 * scheduled changes those that lie before the last of it, or before the end of what is recorded.
 * Later ones stay in the state.
 *
 * <p>On the system clock the inputs may interleave differently after a failure, so that what
 * readers have seen of the undone history may never be taken back. Therefore a start there begins
 * an epoch ({@link MarketEvent.EpochBegun}) before anything else. Two starts need none: one on the
 * event clock, where the output is a function of the input and comes again as it was; and one from
 * a checkpoint while triggers are delivered exactly once, where nothing undone was ever visible.
 */
public final class MarketSequencer extends AbstractStreamOperator<MarketEvent>
    implements TwoInputStreamOperator<MarketInput, MarketInput, MarketEvent> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOGGER = LoggerFactory.getLogger(MarketSequencer.class);

  /** Side output of inputs that were refused. */
  public static final OutputTag<RejectedRecord> REJECTED =
      new OutputTag<>("rejected-market", Codecs.REJECTED_RECORD);

  /** Side output of what is told of the quality of values. */
  public static final OutputTag<PriceQuality> QUALITY =
      new OutputTag<>("price-quality", Codecs.PRICE_QUALITY);

  /** A side output of nothing, in place of inputs that a job does not have. */
  public static final OutputTag<Capacity> NO_CAPACITY =
      new OutputTag<>("no-capacity", Codecs.CAPACITY);

  private static final ListStateDescriptor<MarketInput> DEFERRED_INPUTS =
      new ListStateDescriptor<>("deferred-inputs", Codecs.MARKET_INPUT);
  private static final ListStateDescriptor<MarketInput> WAITING_PRICES =
      new ListStateDescriptor<>("waiting-prices", Codecs.MARKET_INPUT);
  private static final ListStateDescriptor<MarketInput> RECORDS =
      new ListStateDescriptor<>("parameter-records", Codecs.MARKET_INPUT);
  private static final ListStateDescriptor<MarketEvent> PICTURE =
      new ListStateDescriptor<>("market-picture", Codecs.MARKET_EVENT);
  private static final ListStateDescriptor<String> POLICY_ID =
      new ListStateDescriptor<>("policy-id", Types.STRING);
  private static final ListStateDescriptor<Long> SEQUENCE_CLOCK_EPOCH =
      new ListStateDescriptor<>("sequence-clock-epoch", Types.LONG);

  /** Flink's number of the first input. */
  private static final int VALUES = 0;

  private final StreamSettings settings;

  private transient ListState<MarketInput> deferredState;
  private transient ListState<MarketInput> waitingState;
  private transient ListState<MarketInput> recordState;
  private transient ListState<MarketEvent> pictureState;
  private transient ListState<String> policyIdState;
  private transient ListState<Long> sequenceState;
  private transient MarketOrder order;
  private transient Counter late;
  private transient Counter events;
  private transient Counter older;
  private transient Counter repeated;
  private transient RejectCounters rejects;
  private transient ScheduledFuture<?> timer;
  private transient long timerMicros;
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
    recordState = context.getOperatorStateStore().getListState(RECORDS);
    policyIdState = context.getOperatorStateStore().getListState(POLICY_ID);
    pictureState = context.getOperatorStateStore().getListState(PICTURE);
    sequenceState = context.getOperatorStateStore().getListState(SEQUENCE_CLOCK_EPOCH);
    order = new MarketOrder(settings.policyId(), settings.aggregateMicros(), new Emitter());
    clock = new OperatorClock(settings.clock(), getProcessingTimeService());
    List<Long> numbers = new ArrayList<>();
    sequenceState.get().forEach(numbers::add);
    requireSamePolicy();
    if (!numbers.isEmpty()) {
      order.restore(
          numbers.get(0),
          numbers.get(2),
          numbers.subList(3, numbers.size()),
          possible(deferredState.get()),
          waitingState.get(),
          recordState.get(),
          pictureState.get());
      clock.restore(numbers.get(1), settings.recorded());
    }
    beginsEpoch = clock.isSystem() && (settings.undoneTriggersSeen() || !context.isRestored());
    late = getMetricGroup().counter(MetricNames.LATE_RECORDS);
    events = getMetricGroup().counter(MetricNames.MARKET_EVENTS);
    older = getMetricGroup().counter(MetricNames.OLDER_PARAMETERS);
    repeated = getMetricGroup().counter(MetricNames.REPEATED_PARAMETERS);
    rejects = new RejectCounters(getMetricGroup());
    getMetricGroup().gauge(MetricNames.DEFERRED_INPUTS, order::deferredCount);
    getMetricGroup().gauge(MetricNames.UNKNOWN_FACTORS, order::waitingCount);
  }

  /** Without inputs of times that no input can have; what is scheduled may be of any time. */
  private List<MarketInput> possible(Iterable<MarketInput> deferred) {
    long latest = clock.latestMicros(settings.recorded());
    List<MarketInput> possible = new ArrayList<>();
    for (MarketInput input : deferred) {
      if (input.time() <= latest || input.origin().equals(Origin.NONE)) {
        possible.add(input);
      } else {
        LOGGER.warn("An input of {} is given up: its time is ahead of the clock", input.origin());
      }
    }
    return possible;
  }

  /** What was decided under one policy must not go on under another by a slip of an option. */
  private void requireSamePolicy() throws Exception {
    for (String restored : policyIdState.get()) {
      if (!restored.equals(settings.policyId())) {
        throw new SuppressRestartsException(
            new IllegalStateException(
                "the state that is restored follows the policy '%s', and this job is to follow '%s': set the option policy.id to '%s', or start without that state."
                    .formatted(restored, settings.policyId(), restored)));
      }
    }
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

  /** A value, judged or not, or parameters of a factor or an instrument. */
  @Override
  public void processElement1(StreamRecord<MarketInput> element) {
    accept(element.getValue());
  }

  /** A policy. */
  @Override
  public void processElement2(StreamRecord<MarketInput> element) {
    accept(element.getValue());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Prices that fall silent hold the event clock: what comes of other inputs meanwhile must not
   * be decided at prices that are yet to come.
   */
  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input != VALUES) {
      super.processWatermarkStatus(status, input);
    }
  }

  private void accept(MarketInput input) {
    if (clock.isSystem()) {
      applyScheduled();
      order.apply(input, clock.wallMicros());
      scheduleTimer();
    } else if (clock.isPast(input.time())) {
      late.inc();
      order.apply(input, clock.presentMicros());
    } else {
      order.defer(input);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!clock.isSystem()) {
      clock.advanceTo(applyUpTo(mark));
    }
    super.processWatermark(mark);
  }

  /** Returns the time of the clock, in milliseconds. */
  private long applyUpTo(Watermark mark) {
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      RecordedTime recorded = settings.recorded();
      long passed = recorded == null ? Long.MIN_VALUE : recorded.closing();
      long last = order.applyInputs(passed);
      if (recorded != null) {
        order.endInterval();
      }
      return EventOrder.millis(last);
    }
    order.applyDue(mark.getTimestamp());
    order.hasPassed(mark.getTimestamp());
    return mark.getTimestamp();
  }

  /** Keeps one timer, at the next scheduled change or end of an interval. */
  private void scheduleTimer() {
    long next = order.nextTime();
    if (timer != null) {
      if (timerMicros == next) {
        return;
      }
      timer.cancel(false);
      timer = null;
    }
    if (next != MarketOrder.NEVER) {
      timerMicros = next;
      long millis = EventOrder.millis(next) + 1;
      timer = getProcessingTimeService().registerTimer(millis, time -> onTimer());
    }
  }

  private void onTimer() {
    timer = null;
    applyScheduled();
    scheduleTimer();
  }

  /**
   * Brings into force what is due, and ends an interval that is over, also where their timer has
   * not had its turn yet. More may come in the present millisecond.
   */
  private void applyScheduled() {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    order.applyDue(now);
    order.hasPassed(now - 1);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    deferredState.update(order.deferred());
    waitingState.update(List.copyOf(order.waitingPrices()));
    recordState.update(order.records());
    policyIdState.update(List.of(settings.policyId()));
    pictureState.update(order.picture());
    List<Long> numbers = new ArrayList<>(List.of(order.sequence(), clock.millis(), order.epoch()));
    numbers.addAll(order.markers());
    sequenceState.update(numbers);
  }

  /** Sends events on and counts what does not become one. */
  private final class Emitter implements MarketOrder.Output {
    @Override
    public void event(MarketEvent event) {
      if (event.isWhole()) {
        events.inc();
      }
      output.collect(new StreamRecord<>(event, EventOrder.millis(event.time())));
    }

    @Override
    public void quality(PriceQuality quality) {
      output.collect(QUALITY, new StreamRecord<>(quality));
    }

    @Override
    public void rejected(RejectedRecord rejected) {
      rejects.count(rejected);
      output.collect(REJECTED, new StreamRecord<>(rejected));
    }

    @Override
    public void older() {
      older.inc();
    }

    @Override
    public void repeated() {
      repeated.inc();
    }

    @Override
    public void unknownInstrument(OraclePrice price) {
      LOGGER.warn(
          "A value of {} from {} waits for parameters that name the factor, which have not come",
          price.factor(),
          price.origin());
    }
  }
}
