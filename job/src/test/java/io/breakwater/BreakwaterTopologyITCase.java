package io.breakwater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerProof;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.StreamSettings;
import io.breakwater.stream.desk.Happening;
import io.breakwater.stream.desk.ReferenceModel;
import io.breakwater.stream.desk.Script;
import io.breakwater.stream.desk.WatchKind;
import io.breakwater.stream.event.TriggerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole job on a mini-cluster with RocksDB, every decision audited inside the operator. */
class BreakwaterTopologyITCase {
  private static final int ACCOUNTS = 25;
  private static final int MOST_INSTRUMENTS = 6;
  private static final int LENGTH = 2_500;

  /**
   * At parallelism 2 and 3 the script of this seed is cut for the readers of accounts between
   * updates that only their places in it tell apart.
   */
  private static final int CUT_BETWEEN_EQUALS = 5;

  private static final Comparator<HealthTransition> ORDER =
      Comparator.comparingLong(HealthTransition::marketSequence)
          .thenComparingLong(HealthTransition::accountSequence)
          .thenComparing(HealthTransition::account);

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "3, true", "3, false"})
  void onTheEventClockTheOutputIsTheReferencesAtEveryParallelismAndAfterAFailure(
      int parallelism, boolean fails) throws Exception {
    List<Happening> script =
        Script.inEventOrder(Script.random(CUT_BETWEEN_EQUALS, ACCOUNTS, MOST_INSTRUMENTS, LENGTH));
    ReferenceModel reference = Script.reference(script);

    ScriptedJob job = run(script, JobClock.EVENT, parallelism, fails);

    assertThat(job.health.committed().stream().sorted(ORDER).toList())
        .hasSizeGreaterThan(100)
        .isEqualTo(reference.transitions.stream().sorted(ORDER).toList());
    assertTriggers(job.triggers(), reference);
    assertThat(job.messages.committed())
        .as("one epoch, which begins nowhere")
        .allSatisfy(message -> assertThat(message.epoch()).isEqualTo(TriggerMessage.NO_EPOCH))
        .hasOnlyElementsOfType(TriggerMessage.OfTrigger.class);
    assertThat(job.rejected.committed()).as("contradictions").isNotEmpty();
  }

  private static void assertTriggers(List<LiquidationTrigger> triggers, ReferenceModel reference) {
    List<ReferenceModel.ExpectedTrigger> found = new ArrayList<>();
    for (LiquidationTrigger trigger : triggers) {
      TriggerProof.assertExplains(trigger, reference);
      found.add(
          new ReferenceModel.ExpectedTrigger(trigger.id(), trigger.kind(), trigger.transition()));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(reference.triggers);
  }

  /** The order of the inputs is chance here, and may be another one after the failure. */
  @ParameterizedTest
  @CsvSource({"1", "3"})
  void onTheSystemClockTheSurvivingHistoryIsCompleteAndConsistent(int parallelism)
      throws Exception {
    List<Happening> script = Script.random(8, ACCOUNTS, MOST_INSTRUMENTS, LENGTH);

    ScriptedJob job = run(script, JobClock.SYSTEM, parallelism, true);

    assertThat(job.health.committed()).isNotEmpty();
    assertUnbroken(job.health.committed());
    assertNumberedWithoutGaps(job.triggers());
    assertOneEpochInEveryPartition(job.messages.committed());
  }

  /** Nothing that was undone has been seen, so that only the start without state began an epoch. */
  private static void assertOneEpochInEveryPartition(List<TriggerMessage> messages) {
    assertThat(messages.stream().map(TriggerMessage::epoch).distinct())
        .singleElement(LONG)
        .isPositive();
    assertThat(messages)
        .filteredOn(TriggerMessage.EpochBegun.class::isInstance)
        .extracting(message -> ((TriggerMessage.EpochBegun) message).partition())
        .containsExactly(
            IntStream.range(0, ScriptedJob.PARTITIONS).boxed().toArray(Integer[]::new));
  }

  /** Every change of level begins where the account's last one ended. */
  private static void assertUnbroken(List<HealthTransition> transitions) {
    Map<String, List<HealthTransition>> byAccount = new HashMap<>();
    transitions.forEach(
        t -> byAccount.computeIfAbsent(t.account(), id -> new ArrayList<>()).add(t));
    byAccount.forEach(
        (account, history) -> {
          Level level = Level.HEALTHY;
          for (HealthTransition transition : history) {
            assertThat(transition.from())
                .as("level of %s before %s", account, transition)
                .isEqualTo(level);
            level = transition.to();
          }
        });
  }

  private static void assertNumberedWithoutGaps(List<LiquidationTrigger> triggers) {
    Map<String, LiquidationTrigger> last = new HashMap<>();
    for (LiquidationTrigger trigger : triggers) {
      LiquidationTrigger before = last.put(trigger.account(), trigger);
      boolean first = trigger.step() == 1;
      long episode = before == null ? 0 : before.episode();
      assertThat(trigger.episode())
          .as("%s after %s", trigger, before)
          .isEqualTo(first ? episode + 1 : episode);
      assertThat(trigger.step())
          .as("%s after %s", trigger, before)
          .isEqualTo(first ? 1 : before.step() + 1);
    }
  }

  private static ScriptedJob run(
      List<Happening> script, JobClock clock, int parallelism, boolean fails) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings());
    ScriptedJob job = new ScriptedJob(script);
    if (fails) {
      job.failingOnce();
    }
    job.build(
        env,
        new StreamSettings(
            clock,
            "policy",
            Duration.ofDays(7),
            10,
            WatchKind.TRIPWIRES,
            0,
            true,
            false,
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            AccountLedger.MAXIMUM_ELEMENTS,
            null,
            Duration.ZERO,
            Duration.ofMinutes(5),
            null));
    env.execute();
    assertThat(job.hasFailed()).as("the failure that was asked for").isTrue();
    return job;
  }

  private static Configuration settings() {
    Configuration config = BreakwaterTopologyTest.goodSettings();
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
    config.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    config.set(JobManagerOptions.BIND_HOST, "localhost");
    config.set(TaskManagerOptions.BIND_HOST, "localhost");
    config.set(RestOptions.BIND_ADDRESS, "localhost");
    return config;
  }
}
