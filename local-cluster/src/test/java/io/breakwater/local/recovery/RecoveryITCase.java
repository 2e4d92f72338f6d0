package io.breakwater.local.recovery;

import static io.breakwater.local.recovery.Feeding.awaitRead;
import static io.breakwater.local.recovery.Feeding.pause;
import static io.breakwater.local.recovery.Feeding.write;
import static io.breakwater.local.recovery.Feeding.writeAndPause;
import static io.breakwater.local.recovery.SameRecords.byAccount;
import static io.breakwater.local.recovery.SameRecords.requireSame;
import static io.breakwater.local.recovery.SameRecords.requireTransitions;
import static io.breakwater.local.recovery.SameRecords.texts;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.cluster.LocalFlink.Waiting;
import io.breakwater.local.keeper.TriggerId;
import io.breakwater.margin.terms.Level;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.stream.JobClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the job promises of its outputs, when a task manager is killed between two checkpoints, and
 * when the job is stopped and goes on with another parallelism.
 */
class RecoveryITCase {
  private static final int ACCOUNTS = 40;
  private static final int CONCURRENT_EVENTS = 3_000;
  private static final int KILLS = 2;

  /** A checkpoint may end just before a kill, so that nothing is undone: then once more. */
  private static final int MOST_KILLS = 6;

  private static final List<Integer> TRIGGER_PARTITIONS =
      IntStream.range(0, JobRun.partitionsOf("liquidation-triggers")).boxed().toList();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {20250407, 20210519})
  void killedOnTheEventClock(long seed) {
    RandomInput random = new RandomInput(seed, ACCOUNTS, true);
    List<Portion> portions = new ArrayList<>();
    try (JobRun run = JobRun.start(JobClock.EVENT, DeliveryGuarantee.AT_LEAST_ONCE);
        TriggerFollower follower = run.follow()) {
      run.submit();
      write(run, portions, random.first());
      for (int kill = 0; kill < KILLS || kill < MOST_KILLS && !follower.hasRepeats(); kill++) {
        awaitRead(run, portions, random);
        write(run, portions, random.next(Feeding.EVENTS));
        int before = follower.triggers().size();
        pause(run, portions, random);
        run.await("a trigger", () -> follower.triggers().size() > before);
        run.killTaskManager();
        writeAndPause(run, portions, random);
        awaitRead(run, portions, random);
      }
      run.stop(Waiting.APPLIED);

      Reference reference = Reference.of(portions);
      requireTransitions(run, reference, seed);
      List<TriggerRecord> records = run.triggerRecords();
      List<LiquidationTrigger> triggers = records.stream().map(TriggerRecord::trigger).toList();
      assertThat(texts(triggers)).as("seed %d", seed).isEqualTo(texts(reference.triggers()));
      assertThat(OpenEpisodes.byTheRule(records))
          .as("open episodes, seed %d", seed)
          .isEqualTo(openInOrder(reference.triggers()));
      assertThat(triggers)
          .as("with repeats, seed %d", seed)
          .hasSizeGreaterThan(reference.triggers().size());
    }
  }

  /**
   * Prices and account updates meet in another order after each kill, so that an account may be
   * triggered in an undone history and never again.
   */
  @ParameterizedTest(name = "triggers {0}")
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void killedOnTheSystemClock(DeliveryGuarantee guarantee) {
    long seed = 20241010;
    RandomInput random = new RandomInput(seed, ACCOUNTS, false);
    List<Portion> portions = new ArrayList<>();
    try (JobRun run = JobRun.start(JobClock.SYSTEM, guarantee);
        TriggerFollower follower = run.follow()) {
      run.submit();
      write(run, portions, random.first());
      for (int kill = 0; kill < KILLS || kill < MOST_KILLS && !follower.hasForks(); kill++) {
        awaitRead(run, portions, random);
        int before = follower.triggers().size();
        CompletableFuture<Void> writing = writeConcurrently(run, portions, random);
        run.await("a trigger", () -> follower.triggers().size() > before);
        run.killTaskManager();
        writing.join();
        awaitRead(run, portions, random);
      }
      assertThat(follower.hasForks()).as("another history, seed %d", seed).isTrue();
      run.stop(Waiting.APPLIED);

      Map<String, LevelChain> chains = LevelChain.byAccount(run.transitions());
      requireChains(chains, Reference.of(portions).levels(), seed);
      List<TriggerRecord> records = run.triggerRecords();
      assertThat(OpenEpisodes.byTheRule(records))
          .as("open episodes, seed %d", seed)
          .isEqualTo(OpenEpisodes.byLevel(chains));
      if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
        requireOneEpoch(records);
        requireIdsOnceAndInOrder(records, chains, seed);
      }
    }
  }

  @Test
  void stoppedAndResumedWithOtherParallelisms() {
    long seed = 20200312;
    RandomInput random = new RandomInput(seed, ACCOUNTS, true);
    List<Portion> portions = new ArrayList<>();
    try (JobRun run = JobRun.start(JobClock.EVENT, DeliveryGuarantee.EXACTLY_ONCE)) {
      run.submit(2);
      write(run, portions, random.first());
      for (int parallelism : new int[] {3, 1}) {
        writeAndPause(run, portions, random);
        awaitRead(run, portions, random);
        String savepoint = run.stop(Waiting.KEPT);
        writeAndPause(run, portions, random);
        run.resume(parallelism, savepoint);
      }
      awaitRead(run, portions, random);
      run.stop(Waiting.APPLIED);

      Reference reference = Reference.of(portions);
      requireTransitions(run, reference, seed);
      requireSame(
          byAccount(run.triggers(), LiquidationTrigger::getAccount),
          byAccount(reference.triggers(), LiquidationTrigger::getAccount),
          seed);
    }
  }

  private static CompletableFuture<Void> writeConcurrently(
      JobRun run, List<Portion> portions, RandomInput random) {
    Portion portion = random.next(CONCURRENT_EVENTS);
    portions.add(portion);
    return CompletableFuture.allOf(
        CompletableFuture.runAsync(() -> run.input().writeMarket(portion.market())),
        CompletableFuture.runAsync(() -> run.input().writeAccounts(portion.accounts())));
  }

  /** The last triggers of accounts of whose triggers each comes once. */
  private static Set<TriggerId> openInOrder(List<LiquidationTrigger> triggers) {
    return OpenEpisodes.byIdsAlone(
        triggers.stream().map(trigger -> new TriggerRecord(0, trigger)).toList());
  }

  /** Each change begins where the one before it ended, and the last ends at the known level. */
  private static void requireChains(
      Map<String, LevelChain> chains, Map<String, Level> ends, long seed) {
    chains.forEach(
        (account, chain) ->
            assertThat(chain.isUnbroken()).as("%s %s, seed %d", account, chain, seed).isTrue());
    Map<String, Level> levels = new TreeMap<>();
    ends.keySet().forEach(account -> levels.put(account, Level.HEALTHY));
    chains.forEach((account, chain) -> levels.put(account, chain.end()));
    assertThat(levels).as("levels, seed %d", seed).isEqualTo(ends);
  }

  /** What a failure undid was never visible: only the start without state began an epoch. */
  private static void requireOneEpoch(List<TriggerRecord> records) {
    assertThat(records.stream().filter(TriggerRecord::beginsEpoch).map(TriggerRecord::partition))
        .as("partitions that were told")
        .containsExactlyInAnyOrderElementsOf(TRIGGER_PARTITIONS);
    assertThat(records.stream().map(record -> record.trigger().getEpoch()).distinct()).hasSize(1);
  }

  private static void requireIdsOnceAndInOrder(
      List<TriggerRecord> records, Map<String, LevelChain> chains, long seed) {
    Map<String, List<TriggerId>> ids =
        records.stream()
            .filter(record -> !record.beginsEpoch())
            .map(record -> TriggerId.parse(record.trigger().getId()))
            .collect(groupingBy(TriggerId::account, TreeMap::new, toList()));
    Map<String, List<TriggerId>> expected = new TreeMap<>();
    chains.forEach((account, chain) -> expected.put(account, chain.triggerIds()));
    expected.values().removeIf(List::isEmpty); // held while it caught up, and well since
    assertThat(ids).as("ids, seed %d", seed).isEqualTo(expected);
  }
}
