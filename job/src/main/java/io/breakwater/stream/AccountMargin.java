package io.breakwater.stream;

import io.breakwater.cascade.slice.Slice;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.stream.desk.MarginDesk;
import io.breakwater.stream.desk.Mirror;
import io.breakwater.stream.desk.SamplingAudit;
import io.breakwater.stream.desk.ShadowAudit;
import io.breakwater.stream.desk.Watch;
import io.breakwater.stream.event.MarkedSlice;
import io.breakwater.stream.event.MarkerFacts;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.stream.order.EarlyEvents;
import io.breakwater.stream.order.EventOrder;
import io.breakwater.stream.wire.Codecs;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stage that decides: account updates by account on the first input, all market events on the
 * second, triggers out, changes of level and refused updates as side outputs.
 *
 * <p>A market event reaches accounts of any key: the operator sets the current key itself, which
 * Flink's broadcast functions cannot. What is kept where:
 *
 * <ul>
 *   <li>accounts in keyed state, the truth, written behind and flushed before each barrier;
 *   <li>the market as broadcast state, equal in all subtasks at a barrier because barriers are
 *       aligned and all market events come from one sequencer;
 *   <li>mirror and watch on the heap, derived, rebuilt on start.
 * </ul>
 *
 * <p>A new epoch is one more event of the market: from it on all triggers carry it, what is open is
 * stated again, and one subtask tells each partition of the readers. Between a restore and that
 * event an account update may come first and cause a trigger, which carries the old epoch. That is
 * right: readers take it or, where another subtask's word of the new epoch was quicker, skip it; in
 * both cases the new epoch voids it, and the statement that this subtask makes then, which follows
 * it in the partition, tells where the account stands. Had it been a withdrawal, the account is not
 * stated, and void.
 *
 * <p>On the system clock watermarks are moments of the wall clock up to which the sources have been
 * read. The smaller one of both inputs says when a start has caught up, see {@link CatchingUp}.
 *
 * <p>On the event clock, what is not due waits in {@link EarlyEvents} until the smaller watermark
 * of both inputs passes; it is checkpointed, accounts by their key. A record behind the clock is
 * applied at once, at the clock's present time.
 */
public final class AccountMargin extends AbstractStreamOperator<TriggerMessage>
    implements TwoInputStreamOperator<AccountUpdate, MarketEvent, TriggerMessage> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOGGER = LoggerFactory.getLogger(AccountMargin.class);

  /** Side output of changes of how accounts stand. */
  public static final OutputTag<HealthTransition> TRANSITIONS =
      new OutputTag<>("transitions", Codecs.HEALTH_TRANSITION);

  /** Side output of account updates that were refused. */
  public static final OutputTag<RejectedRecord> REJECTED =
      new OutputTag<>("rejected-accounts", Codecs.REJECTED_RECORD);

  /** Side output of what the accounts of a subtask come to at markers. */
  public static final OutputTag<MarkedSlice> SLICES =
      new OutputTag<>("slices", Codecs.MARKED_SLICE);

  private static final MapStateDescriptor<Integer, Long> CLOCK =
      new MapStateDescriptor<>("clock", Types.INT, Types.LONG);
  private static final int PROGRESS_EVERY = 250_000;
  private static final long LAST_MILLIS = Long.MAX_VALUE / 1000 - 1;

  private final StreamSettings settings;
  private final TriggerPartitions partitions;

  private transient StoredEvents marketState;
  private transient StoredEvents earlyMarketState;
  private transient BroadcastState<Integer, Long> clockState;
  private transient EarlyAccounts earlyAccountsState;
  private transient KeyedAccountStore store;
  private transient MarginDesk desk;
  private transient SamplingAudit audit;
  private transient ShadowAudit shadow;
  private transient EarlyEvents early;
  private transient MarginMetrics metrics;
  private transient OperatorClock clock;
  private transient CatchingUp catchingUp;
  private transient EpochAnnouncement announcement;
  private transient ScanPace scan;
  private transient TriggerLatencies latencies;
  private transient long scheduledMicros;
  private transient long rebuildMillis;
  private transient long flushMicros;
  private transient long firstPending;

  /**
   * @param partitions that are told when an epoch begins
   */
  public AccountMargin(StreamSettings settings, TriggerPartitions partitions) {
    this.settings = settings;
    this.partitions = partitions;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    marketState = new StoredEvents(context.getOperatorStateStore(), "market");
    earlyMarketState = new StoredEvents(context.getOperatorStateStore(), "early-market");
    clockState = context.getOperatorStateStore().getBroadcastState(CLOCK);
    earlyAccountsState =
        new EarlyAccounts(getPartitionedState(EarlyAccounts.DESCRIPTOR), this::setCurrentKey);
    metrics = new MarginMetrics(getMetricGroup());
    early = new EarlyEvents();
    clock = new OperatorClock(settings.clock(), getProcessingTimeService());
    boolean isFirst = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    latencies = new TriggerLatencies(clock);
    announcement = new EpochAnnouncement(output, partitions, isFirst);
    scheduledMicros = Patience.NONE;
    KeyedStateBackend<String> backend = getKeyedStateBackend();
    store =
        new KeyedAccountStore(
            backend,
            this::accountState,
            this::setCurrentKey,
            settings.unwrittenAccountsCap(),
            settings.tombstoneTimeToLive());
    desk =
        new MarginDesk(
            MarginModels.all(),
            settings.watch(),
            store,
            new DecisionEmitter(output, metrics, () -> desk.market().epoch(), latencies),
            metrics,
            settings.patience(),
            settings.maximumElements());
    audit = new SamplingAudit(desk, metrics, settings.auditEvery());
    shadow = settings.shadowAudit() ? new ShadowAudit(desk, store) : null;
    catchingUp = new CatchingUp(settings.readinessLag(), desk, getProcessingTimeService());
    desk.slices().tell(this::slice);
    scan = new ScanPace(desk.slices(), getProcessingTimeService(), metrics);
    firstPending = Patience.NONE;
    registerGauges();
    if (context.isRestored()) {
      restoreClock();
    }
    RecordedTime recorded = settings.recorded();
    if (recorded != null && !clock.isPast(recorded.opening())) {
      desk.waitForOpening();
    }
    if (context.isRestored()) {
      restore(backend);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    scheduleTimer();
    catchingUp.begin();
  }

  private void slice(MarketEvent.IntervalMarker marker, MarkerFacts facts, Slice slice) {
    boolean isFirst = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    output.collect(
        SLICES,
        new StreamRecord<>(
            new MarkedSlice(
                marker.time(),
                marker.marketSequence(),
                getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks(),
                isFirst ? facts : null,
                slice,
                latencies.take()),
            EventOrder.millis(marker.time())));
  }

  private ValueState<AccountRecord> accountState(ValueStateDescriptor<AccountRecord> descriptor) {
    try {
      return getPartitionedState(descriptor);
    } catch (Exception e) {
      throw new IllegalStateException("cannot open the state " + descriptor.getName(), e);
    }
  }

  private void registerGauges() {
    Mirror mirror = desk.tracking().mirror();
    Watch watch = desk.tracking().watch();
    metrics.gauge(MetricNames.OPEN_ACCOUNTS, mirror::size);
    metrics.gauge(MetricNames.PENDING_ACCOUNTS, mirror::pendingCount);
    metrics.gauge(MetricNames.HELD_ACCOUNTS, mirror::heldCount);
    metrics.gauge(MetricNames.READY, () -> catchingUp.isOver() ? 1 : 0);
    metrics.gauge(MetricNames.INPUT_AGE_MILLIS, catchingUp::inputAgeMillis);
    metrics.gauge(MetricNames.OLDEST_HELD_MILLIS, () -> ageMillis(desk.tracking().firstHeld()));
    metrics.gauge(MetricNames.OLDEST_PENDING_MILLIS, () -> ageMillis(firstPending));
    metrics.gauge(MetricNames.INDEX_ENTRIES, watch::entries);
    metrics.gauge(MetricNames.INDEX_BYTES, watch::bytes);
    metrics.gauge(MetricNames.MIRROR_BYTES, mirror::bytes);
    metrics.gauge(MetricNames.UNWRITTEN_ACCOUNTS, store::unwritten);
    metrics.gauge(MetricNames.EARLY_EVENTS, early::size);
    metrics.gauge(MetricNames.EPOCH, () -> desk.market().epoch());
    metrics.gauge(MetricNames.REBUILD_MILLIS, () -> rebuildMillis);
    metrics.gauge(MetricNames.FLUSH_MICROS, () -> flushMicros);
    metrics.gauge(MetricNames.SCAN_MICROS, metrics::scanMicros);
  }

  /** How long ago a time is on the job's clock; 0 for none. */
  private long ageMillis(long sinceMicros) {
    long now = clock.isSystem() ? clock.wallMicros() : clock.presentMicros();
    return sinceMicros == Patience.NONE
        ? 0
        : Math.max(0, TimeUnit.MICROSECONDS.toMillis(now - sinceMicros));
  }

  private void restoreClock() throws Exception {
    Long millis = clockState.get(0);
    if (millis != null) {
      clock.restore(millis, settings.recorded());
    }
  }

  private void restore(KeyedStateBackend<String> backend) throws Exception {
    long start = System.nanoTime();
    LOGGER.info("Rebuilding the mirror of accounts from keyed state");
    desk.rebuild(marketState.read(), this::logProgress);
    earlyMarketState.read().forEach(early::add);
    long latest = clock.latestMicros(settings.recorded());
    earlyAccountsState.read(backend, update -> addPossible(update, latest));
    if (shadow != null) {
      shadow.start();
    }
    rebuildMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    LOGGER.info("Rebuilt {} accounts in {} ms", desk.tracking().mirror().size(), rebuildMillis);
  }

  private void addPossible(AccountUpdate update, long latest) {
    if (update.time() <= latest) {
      early.add(update);
    } else {
      LOGGER.warn("An update of {} is given up: its time is ahead of the clock", update.account());
    }
  }

  private void logProgress(int accounts) {
    if (accounts % PROGRESS_EVERY == 0) {
      LOGGER.info("Rebuilt {} accounts so far", accounts);
    }
  }

  @Override
  public void processElement1(StreamRecord<AccountUpdate> element) {
    AccountUpdate update = element.getValue();
    if (clock.isSystem()) {
      apply(update, clock.wallMicros());
      scheduleTimer();
    } else if (clock.isPast(update.time())) {
      metrics.late.inc();
      apply(update, clock.presentMicros());
    } else {
      early.add(update);
    }
    scan.afterElement();
  }

  @Override
  public void processElement2(StreamRecord<MarketEvent> element) {
    MarketEvent event = element.getValue();
    if (clock.isSystem()) {
      apply(event);
      scheduleTimer();
    } else if (clock.isPast(event.time())) {
      apply(event);
    } else {
      early.add(event);
    }
    scan.afterElement();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (clock.isSystem()) {
      if (catchingUp.readUpTo(mark.getTimestamp())) {
        compareWithShadow();
        scheduleTimer();
      }
    } else {
      early.drainTo(mark.getTimestamp(), this::applyDue, this::applyDue);
      if (!mark.equals(Watermark.MAX_WATERMARK)) {
        clock.advanceTo(mark.getTimestamp());
      }
      passTo(limitOf(mark.getTimestamp()));
      scan.finish();
    }
    super.processWatermark(mark);
  }

  private void applyDue(AccountUpdate update) {
    passTo(update.time());
    apply(update, update.time());
  }

  private void applyDue(MarketEvent event) {
    RecordedTime recorded = settings.recorded();
    passTo(recorded == null ? event.time() : Math.min(event.time(), recorded.closing() + 1));
    apply(event);
  }

  /**
   * The time, microseconds, before which everything has happened once a watermark has passed. The
   * end of all input lets no time pass: where a recording says when its last event happens, until
   * then; else until the last event of this subtask, which is behind it already.
   */
  private long limitOf(long watermark) {
    RecordedTime recorded = settings.recorded();
    long passed =
        watermark >= LAST_MILLIS ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toMicros(watermark + 1);
    if (recorded != null) {
      return Math.min(passed, recorded.closing() + 1);
    }
    return watermark == Long.MAX_VALUE ? Long.MIN_VALUE : passed;
  }

  /** On the event clock: everything happens that happens by itself before a time. */
  private void passTo(long limitMicros) {
    if (!desk.isOpen() && settings.recorded().opening() < limitMicros) {
      desk.open(settings.recorded().opening());
      compareWithShadow();
    }
    if (desk.nextDeadline() < limitMicros) {
      desk.passTo(limitMicros);
      compareWithShadow();
    }
  }

  private void compareWithShadow() {
    if (shadow != null && desk.isOpen()) {
      shadow.afterEvent();
    }
  }

  /** On the system clock: asks for a timer at the next deadline, unless one comes before it. */
  private void scheduleTimer() {
    long next = desk.nextDeadline();
    if (next < scheduledMicros && clock.isSystem()) {
      scheduledMicros = next;
      getProcessingTimeService().registerTimer(-Math.floorDiv(-next, 1000L), time -> onTimer());
    }
  }

  private void onTimer() {
    scheduledMicros = Patience.NONE;
    desk.passTo(clock.wallMicros() + 1);
    compareWithShadow();
    scheduleTimer();
  }

  private void apply(AccountUpdate update, long time) {
    desk.applyUpdate(update, time);
    if (shadow != null) {
      shadow.updated(update.account());
      compareWithShadow();
    }
  }

  private void apply(MarketEvent event) {
    event.accept(announcement);
    desk.applyEvent(event);
    event.accept(scan);
    if (event.isWhole()) {
      if (desk.isOpen()) {
        audit.after(event);
      }
      compareWithShadow();
    }
  }

  /** What the last accounts come to leaves before the end of the stream. */
  @Override
  public void finish() throws Exception {
    scan.finish();
    super.finish();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    scan.finish();
    long start = System.nanoTime();
    store.flush();
    firstPending = desk.tracking().firstPending();
    earlyAccountsState.write(early.updatesByAccount());
    flushMicros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    marketState.write(desk.market().toEvents());
    earlyMarketState.write(List.copyOf(early.events()));
    clockState.put(0, clock.millis());
  }
}
