package io.breakwater.local.recovery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.cluster.LocalFlink.Waiting;
import io.breakwater.local.keeper.TriggerId;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerKind;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.event.MarketInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the system clock: what readers make of triggers that a failure undid. */
class UndoneTriggerITCase {
  private static final int PARALLELISM = 4;

  /**
   * Prices that change nothing, but take longer to read than the one account update beside them.
   */
  private static final int PRICES_BEFORE_THE_FALL = 100_000;

  private static final Set<Integer> TRIGGER_PARTITIONS =
      IntStream.range(0, JobRun.partitionsOf("liquidation-triggers")).boxed().collect(toSet());

  private final OneContract input = new OneContract();

  /**
   * Two accounts are triggered by a price, after the checkpoint. The job fails, and the next life
   * reads an update that repairs one of them before it reads that price again. So of its trigger
   * nothing more is ever heard.
   */
  @Test
  void aTriggerThatNothingFollowsIsVoidByTheRule() {
    InOneProcess cluster = InOneProcess.start();
    try (JobRun run = JobRun.on(cluster, JobClock.SYSTEM, DeliveryGuarantee.AT_LEAST_ONCE);
        TriggerFollower follower = run.follow()) {
      run.submit();
      run.input()
          .writeMarket(List.of(input.rules(), input.policy(), input.price(OneContract.HIGH)));
      for (String account : List.of("open", "repaired", "again")) {
        run.input().writeAccounts(List.of(input.holding(account, "0.9")));
        await(run, follower, TriggerKind.ENTERED, account, 1);
      }
      for (String account : List.of("repaired", "again")) {
        run.input().writeAccounts(List.of(input.holding(account, "10")));
        await(run, follower, TriggerKind.WITHDRAWN, account, 1);
      }

      cluster.withoutCheckpoints();
      run.resume(PARALLELISM, run.stop(Waiting.KEPT));
      run.input().writeMarket(fall());
      await(run, follower, TriggerKind.ENTERED, "repaired", 2);
      await(run, follower, TriggerKind.ENTERED, "again", 2);
      run.killTaskManager();
      run.input().writeAccounts(List.of(input.holding("repaired", "50")));
      await(run, follower, TriggerKind.ENTERED, "again", 3);
      run.stop(Waiting.APPLIED);

      Map<String, LevelChain> chains = LevelChain.byAccount(run.transitions());
      List<TriggerRecord> records = run.triggerRecords();
      assertThat(kinds("repaired", records.stream().map(TriggerRecord::trigger).toList()))
          .as("entered again, undone, and nothing since")
          .containsExactly(TriggerKind.ENTERED, TriggerKind.WITHDRAWN, TriggerKind.ENTERED);
      assertThat(OpenEpisodes.byLevel(chains))
          .containsExactlyInAnyOrder(new TriggerId("open", 1, 2), new TriggerId("again", 2, 1));
      assertThat(OpenEpisodes.byTheRule(records)).isEqualTo(OpenEpisodes.byLevel(chains));
      assertThat(OpenEpisodes.byIdsAlone(records))
          .as("without epochs")
          .contains(new TriggerId("repaired", 2, 1));
      requireEpochsInEveryPartition(records, 3);
    }
  }

  /** Nothing need be open anywhere, nor any input have come. */
  @ParameterizedTest(name = "{0}: {1} epochs in two lives")
  @CsvSource({"AT_LEAST_ONCE, 2", "EXACTLY_ONCE, 1"})
  void everyPartitionHearsOfTheEpochsThatBegin(DeliveryGuarantee guarantee, int epochs) {
    try (JobRun run = JobRun.start(JobClock.SYSTEM, guarantee)) {
      run.submit();
      run.resume(PARALLELISM - 1, run.stop(Waiting.KEPT));
      run.stop(Waiting.KEPT);

      List<TriggerRecord> records = run.triggerRecords();
      assertThat(records).hasSize(epochs * TRIGGER_PARTITIONS.size());
      requireEpochsInEveryPartition(records, epochs);
    }
  }

  /** Each partition is told of each epoch, once. */
  private static void requireEpochsInEveryPartition(List<TriggerRecord> records, int epochs) {
    Map<Long, Set<Integer>> told =
        records.stream()
            .filter(TriggerRecord::beginsEpoch)
            .collect(
                groupingBy(
                    record -> record.trigger().getEpoch(),
                    TreeMap::new,
                    mapping(TriggerRecord::partition, toSet())));
    assertThat(told).hasSize(epochs);
    assertThat(told.values()).containsOnly(TRIGGER_PARTITIONS);
    assertThat(records.stream().filter(TriggerRecord::beginsEpoch))
        .hasSize(epochs * TRIGGER_PARTITIONS.size());
  }

  private static void await(
      JobRun run, TriggerFollower follower, TriggerKind kind, String account, int times) {
    run.await(
        kind + " of " + account,
        () -> Collections.frequency(kinds(account, follower.triggers()), kind) >= times);
  }

  private static List<TriggerKind> kinds(String account, List<LiquidationTrigger> triggers) {
    return triggers.stream()
        .filter(trigger -> trigger.getAccount().equals(account))
        .map(LiquidationTrigger::getKind)
        .toList();
  }

  private List<MarketInput> fall() {
    List<MarketInput> prices = new ArrayList<>();
    for (int i = 0; i < PRICES_BEFORE_THE_FALL; i++) {
      prices.add(input.price(OneContract.HIGH));
    }
    prices.add(input.price(OneContract.LOW));
    return prices;
  }
}
