package io.breakwater.stream;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.stream.wire.Codecs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One subtask of account margin. */
final class MarginHarness extends AbstractStreamOperatorTestHarness<TriggerMessage> {
  /** Into how many partitions triggers are written. */
  static final int PARTITIONS = 3;

  private final AccountMargin margin;
  private final OperatorEnvironment metrics;
  private long checkpoints;

  private MarginHarness(
      AccountMargin margin,
      StateBackend backend,
      OperatorEnvironment environment,
      int parallelism,
      int index)
      throws Exception {
    super(margin, environment.subtask(parallelism, index));
    this.margin = margin;
    this.metrics = environment;
    KeySelector<AccountUpdate, String> byAccount = AccountUpdate::account;
    config.setStatePartitioner(0, byAccount);
    config.setStateKeySerializer(StringSerializer.INSTANCE);
    config.serializeAllConfigs();
    setStateBackend(backend);
  }

  /**
   * A started subtask.
   *
   * @param state that it starts from; null for none
   */
  static MarginHarness start(
      StreamSettings settings,
      StateBackend backend,
      int parallelism,
      int index,
      OperatorSubtaskState state)
      throws Exception {
    MarginHarness harness =
        new MarginHarness(
            new AccountMargin(settings, () -> PARTITIONS),
            backend,
            new OperatorEnvironment(),
            parallelism,
            index);
    harness.setup(
        Codecs.TRIGGER_MESSAGE.createSerializer(new ExecutionConfig().getSerializerConfig()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  void account(AccountUpdate update) throws Exception {
    StreamRecord<AccountUpdate> element = new StreamRecord<>(update);
    margin.setKeyContextElement1(element);
    margin.processElement1(element);
  }

  void market(MarketEvent event) throws Exception {
    StreamRecord<MarketEvent> element = new StreamRecord<>(event);
    margin.setKeyContextElement2(element);
    margin.processElement2(element);
  }

  void accountWatermark(long millis) throws Exception {
    margin.processWatermark1(new Watermark(millis));
  }

  void marketWatermark(long millis) throws Exception {
    margin.processWatermark2(new Watermark(millis));
  }

  void accountStatus(WatermarkStatus status) throws Exception {
    margin.processWatermarkStatus1(status);
  }

  void marketStatus(WatermarkStatus status) throws Exception {
    margin.processWatermarkStatus2(status);
  }

  /** The state at a barrier that comes now. */
  OperatorSubtaskState barrier() throws Exception {
    long checkpoint = ++checkpoints;
    prepareSnapshotPreBarrier(checkpoint);
    return snapshot(checkpoint, checkpoint);
  }

  long count(String counter) {
    return metrics.count(counter);
  }

  Object gauge(String name) {
    return metrics.gauge(name);
  }

  /** The accounts that a keyed state holds a value of. */
  Set<String> keysIn(String state) {
    try (Stream<Object> keys =
        margin.getKeyedStateBackend().getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.map(Object::toString).collect(Collectors.toSet());
    }
  }

  List<LiquidationTrigger> triggers() {
    return messages().stream()
        .filter(TriggerMessage.OfTrigger.class::isInstance)
        .map(message -> ((TriggerMessage.OfTrigger) message).trigger())
        .toList();
  }

  /** Triggers and beginnings of epochs, as readers are told. */
  List<TriggerMessage> messages() {
    return extractOutputValues();
  }

  List<HealthTransition> transitions() {
    return values(AccountMargin.TRANSITIONS);
  }

  List<RejectedRecord> rejected() {
    return values(AccountMargin.REJECTED);
  }

  private <T> List<T> values(OutputTag<T> tag) {
    Collection<StreamRecord<T>> records = getSideOutput(tag);
    List<T> values = new ArrayList<>();
    if (records != null) {
      records.forEach(record -> values.add(record.getValue()));
    }
    return values;
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (Exception e) {
      throw new IllegalStateException("the subtask cannot be closed", e);
    }
  }
}
