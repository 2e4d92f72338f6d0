package io.breakwater.stream;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Spread;
import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.FactorJudge;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.oracle.judge.SourceVerdict;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.order.EventOrder;
import io.breakwater.stream.order.FactorRecord;
import io.breakwater.stream.order.JudgedFactors;
import io.breakwater.stream.wire.Codecs;
import io.breakwater.value.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * The stage that judges values, by factor: those of sources on the first input, parameters of
 * factors and of instruments, by their ids, on the second. Both go on in one stream, so that what
 * follows from parameters comes behind them. Which factors any parameters name comes there too, and
 * stays: values of others are kept as far as there is room for them, and refused beyond it.
 *
 * <p>What is known of factors is on the heap, and written to keyed state before each barrier. On
 * the system clock inputs are judged as they come; on the event clock they wait for the watermark,
 * and are judged in {@link EventOrder}. Silence, and terms that are scheduled, come at their exact
 * times on both: by a timer, or before what comes after them. The end of all input is no time.
 */
public final class PriceJudge extends AbstractStreamOperator<MarketInput>
    implements TwoInputStreamOperator<OraclePrice, MarketInput, MarketInput> {
  private static final long serialVersionUID = 1L;

  /** Side output of values that were refused. */
  public static final OutputTag<RejectedRecord> REJECTED =
      new OutputTag<>("rejected-values", Codecs.REJECTED_RECORD);

  private static final ValueStateDescriptor<FactorRecord> FACTOR =
      new ValueStateDescriptor<>("factor", Codecs.FACTOR_RECORD);

  /** Flink's number of the first input. */
  private static final int PRICES = 0;

  private final StreamSettings settings;

  private transient ValueState<FactorRecord> state;
  private transient JudgedFactors factors;
  private transient OperatorClock clock;
  private transient Counter older;
  private transient Counter duplicate;
  private transient RejectCounters rejects;
  private transient long scheduledMicros;
  private transient DoubtReports reports;

  public PriceJudge(StreamSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state = getPartitionedState(FACTOR);
    clock = new OperatorClock(settings.clock(), getProcessingTimeService());
    factors = new JudgedFactors(new Emitter());
    older = getMetricGroup().counter(MetricNames.STALE_PRICES);
    duplicate = getMetricGroup().counter(MetricNames.DUPLICATE_PRICES);
    rejects = new RejectCounters(getMetricGroup());
    reports = new DoubtReports(settings.doubtReport(), getMetricGroup());
    getMetricGroup().gauge(MetricNames.DEFERRED_INPUTS, factors::waitingCount);
    getMetricGroup().gauge(MetricNames.UNNAMED_VALUES, factors::unnamedCount);
    for (Validity validity : Validity.values()) {
      getMetricGroup()
          .addGroup(MetricNames.VALIDITY, validity.name())
          .gauge(MetricNames.JUDGED_FACTORS, () -> factors.count(validity));
    }
    scheduledMicros = FactorJudge.NEVER;
    if (context.isRestored()) {
      restore();
    }
  }

  private void restore() throws Exception {
    KeyedStateBackend<String> backend = getKeyedStateBackend();
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        FACTOR,
        (factor, stored) -> {
          FactorRecord possible = stored.value().possible(clock.latestMicros(settings.recorded()));
          factors.restore(factor, possible);
          reports.stands(factor, possible.state().judge().validity(), possible.state().judgedAt());
        });
  }

  @Override
  public void open() throws Exception {
    super.open();
    scheduleTimer();
  }

  /** Nothing is read from keyed state: the key is set where it is written. */
  @Override
  public boolean hasKeyContext1() {
    return false;
  }

  @Override
  public boolean hasKeyContext2() {
    return false;
  }

  /** A value of a source. */
  @Override
  public void processElement1(StreamRecord<OraclePrice> element) {
    OraclePrice price = element.getValue();
    accept(price.factor(), new MarketInput.OfPrice(price));
  }

  /** Parameters of a factor or of an instrument, which go on, or that such name a factor. */
  @Override
  public void processElement2(StreamRecord<MarketInput> element) {
    MarketInput input = element.getValue();
    if (input.isPassedOn()) {
      emit(input);
    }
    accept(EventOrder.key(input), input);
  }

  private void accept(String factor, MarketInput input) {
    if (clock.isSystem()) {
      factors.apply(factor, input, clock.wallMicros());
      scheduleTimer();
    } else if (clock.isPast(input.time())) {
      factors.apply(factor, input, clock.presentMicros());
    } else {
      factors.defer(factor, input);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Prices that fall silent hold the event clock, also where parameters do not.
   */
  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input != PRICES) {
      super.processWatermarkStatus(status, input);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!clock.isSystem()) {
      if (mark.equals(Watermark.MAX_WATERMARK)) {
        RecordedTime recorded = settings.recorded();
        factors.passToEnd(recorded == null ? Long.MIN_VALUE : recorded.closing());
      } else {
        factors.passTo(EventOrder.lastMicros(mark.getTimestamp()));
        clock.advanceTo(mark.getTimestamp());
        reports.passTo(clock.presentMicros());
      }
    } else {
      reports.passTo(clock.wallMicros());
    }
    super.processWatermark(mark);
  }

  /** On the system clock: asks for a timer when something is due, unless one comes before it. */
  private void scheduleTimer() {
    long next = factors.nextTime();
    if (next < scheduledMicros && clock.isSystem()) {
      scheduledMicros = next;
      getProcessingTimeService().registerTimer(-Math.floorDiv(-next, 1000L), time -> onTimer());
    }
  }

  private void onTimer() {
    scheduledMicros = FactorJudge.NEVER;
    factors.passTo(clock.wallMicros());
    scheduleTimer();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    factors.writeChanged(
        (factor, written) -> {
          setCurrentKey(factor);
          write(written);
        });
  }

  private void write(FactorRecord written) {
    try {
      if (written == null) {
        state.clear();
      } else {
        state.update(written);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write what is known of a factor", e);
    }
  }

  private void emit(MarketInput input) {
    output.collect(new StreamRecord<>(input, EventOrder.millis(input.time())));
  }

  /** Sends on what others must hear of, and counts what they need not. */
  private final class Emitter implements FactorJudge.Output {
    @Override
    public void unjudged(OraclePrice price) {
      emit(new MarketInput.OfPrice(price));
    }

    @Override
    public void heldBack(String factor, Judgement judgement, List<SourceVerdict> agreeing) {
      reports.judged(factor, judgement, agreeing);
    }

    @Override
    public void judged(Verdict verdict) {
      if (Spread.UNJUDGED.equals(verdict.spread())) {
        reports.forget(verdict.factor());
      }
      emit(new MarketInput.OfVerdict(verdict));
    }

    @Override
    public void refused(OraclePrice price, RefusedException why) {
      RejectedRecord rejected =
          new RejectedRecord(
              price.origin(), why.reason(), why.getMessage(), null, price.publishTime());
      rejects.count(rejected);
      output.collect(REJECTED, new StreamRecord<>(rejected));
    }

    @Override
    public void duplicate() {
      duplicate.inc();
    }

    @Override
    public void older() {
      older.inc();
    }
  }
}
