package io.breakwater.stream;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.stream.desk.Happening;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.Naming;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/**
 * Account margin at some parallelism, with what it has decided so far, over all its restarts:
 * updates go where their key belongs, market events and watermarks everywhere.
 */
final class MarginCluster implements AutoCloseable {
  private static final Comparator<HealthTransition> ORDER =
      Comparator.comparingLong(HealthTransition::marketSequence)
          .thenComparingLong(HealthTransition::accountSequence)
          .thenComparing(HealthTransition::account);

  private final Naming naming = new Naming();
  private final StreamSettings settings;
  private final StateBackend backend;
  private final List<HealthTransition> transitions = new ArrayList<>();
  private final List<TriggerMessage> messages = new ArrayList<>();
  private final List<LiquidationTrigger> triggers = new ArrayList<>();
  private final List<RejectedRecord> rejected = new ArrayList<>();
  private List<MarginHarness> subtasks = new ArrayList<>();
  private OperatorSubtaskState checkpoint;
  private int checkpointParallelism;
  private long processingTime;
  private long auditMisses;

  private MarginCluster(StreamSettings settings, StateBackend backend, int parallelism)
      throws Exception {
    this.settings = settings;
    this.backend = backend;
    for (int i = 0; i < parallelism; i++) {
      subtasks.add(MarginHarness.start(settings, backend, parallelism, i, null));
    }
  }

  /** On RocksDB, as in production. */
  static MarginCluster onRocksDb(StreamSettings settings, int parallelism) throws Exception {
    return new MarginCluster(settings, OperatorEnvironment.rocksDb(), parallelism);
  }

  /** On the heap, where a restart costs little. */
  static MarginCluster onHeap(StreamSettings settings, int parallelism) throws Exception {
    return new MarginCluster(settings, new HashMapStateBackend(), parallelism);
  }

  void apply(Happening happening) throws Exception {
    if (happening instanceof Happening.Update update) {
      account(update.update());
    } else {
      market(((Happening.Market) happening).event());
    }
  }

  void account(AccountUpdate update) throws Exception {
    subtask(update.account()).account(update);
  }

  void market(MarketEvent event) throws Exception {
    for (MarketEvent named : naming.of(event)) {
      for (MarginHarness subtask : subtasks) {
        subtask.market(named);
      }
    }
  }

  /** Both watermarks, the market's last. */
  void watermark(long millis) throws Exception {
    for (MarginHarness subtask : subtasks) {
      subtask.accountWatermark(millis);
      subtask.marketWatermark(millis);
    }
  }

  void processingTime(long millis) throws Exception {
    processingTime = millis;
    for (MarginHarness subtask : subtasks) {
      subtask.setProcessingTime(millis);
    }
  }

  /** The only subtask. */
  MarginHarness only() {
    if (subtasks.size() != 1) {
      throw new IllegalStateException("there are " + subtasks.size() + " subtasks");
    }
    return subtasks.get(0);
  }

  private MarginHarness subtask(String account) {
    return subtasks.get(
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            account, OperatorEnvironment.MAX_PARALLELISM, subtasks.size()));
  }

  /** Stops at a barrier, and starts from its state at this parallelism. */
  void restart(int parallelism) throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = subtasks.get(i).barrier();
    }
    checkpoint = AbstractStreamOperatorTestHarness.repackageState(states);
    checkpointParallelism = states.length;
    startFromCheckpoint(parallelism);
  }

  /** Fails, and starts from the barrier of the last restart at the same parallelism. */
  void goBack() throws Exception {
    startFromCheckpoint(subtasks.size());
  }

  private void startFromCheckpoint(int parallelism) throws Exception {
    close();
    for (int i = 0; i < parallelism; i++) {
      OperatorSubtaskState share =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              checkpoint,
              OperatorEnvironment.MAX_PARALLELISM,
              checkpointParallelism,
              parallelism,
              i);
      MarginHarness subtask = MarginHarness.start(settings, backend, parallelism, i, share);
      subtask.setProcessingTime(processingTime);
      subtasks.add(subtask);
    }
  }

  private <T> List<T> collected(List<T> before, Function<MarginHarness, List<T>> now) {
    List<T> all = new ArrayList<>(before);
    subtasks.forEach(subtask -> all.addAll(now.apply(subtask)));
    return all;
  }

  /** By market sequence, account sequence, account; of one account as they were decided. */
  List<HealthTransition> transitions() {
    List<HealthTransition> all = collected(transitions, MarginHarness::transitions);
    all.sort(ORDER);
    return all;
  }

  /** In the same order. */
  List<LiquidationTrigger> triggers() {
    List<LiquidationTrigger> all = collected(triggers, MarginHarness::triggers);
    all.sort(Comparator.comparing(LiquidationTrigger::transition, ORDER));
    return all;
  }

  /** What readers are told: by one subtask after the other, of each as it said it. */
  List<TriggerMessage> messages() {
    return collected(messages, MarginHarness::messages);
  }

  List<RejectedRecord> rejected() {
    return collected(rejected, MarginHarness::rejected);
  }

  /** Accounts that the sampling audit found at another level than they should have been at. */
  long auditMisses() {
    long now = subtasks.stream().mapToLong(s -> s.count(MetricNames.AUDIT_MISSES)).sum();
    return auditMisses + now;
  }

  static List<HealthTransition> inOrder(List<HealthTransition> transitions) {
    List<HealthTransition> sorted = new ArrayList<>(transitions);
    sorted.sort(ORDER);
    return sorted;
  }

  @Override
  public void close() {
    for (MarginHarness subtask : subtasks) {
      transitions.addAll(subtask.transitions());
      messages.addAll(subtask.messages());
      triggers.addAll(subtask.triggers());
      rejected.addAll(subtask.rejected());
      auditMisses += subtask.count(MetricNames.AUDIT_MISSES);
      subtask.close();
    }
    subtasks = new ArrayList<>();
  }
}
