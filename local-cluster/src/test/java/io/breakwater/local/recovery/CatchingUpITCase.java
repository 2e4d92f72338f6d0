package io.breakwater.local.recovery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.AccountUpdateRecords;
import io.breakwater.kafka.OraclePriceRecords;
import io.breakwater.local.cluster.LocalFlink.Waiting;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.schemas.CauseType;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerKind;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.event.MarketInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A start on the system clock, on topics of which one is read before another: only who must be
 * liquidated by all that is in them is triggered, and that when the job has caught up.
 */
class CatchingUpITCase {
  private static final int PARALLELISM = 4;
  private static final String LITTLE = "15";
  private static final String NOT_ENOUGH = "20.5";
  private static final String ENOUGH = "50";

  /** How often others are updated, in every partition, before it is told how all stand today. */
  private static final int ROUNDS_BEFORE_TODAY = 25;

  /** Accounts that are well, once all is known. */
  private static final List<String> WELL = ids("well-", 400);

  /** Accounts that are not: some in every subtask. */
  private static final List<String> UNWELL = ids("unwell-", 40);

  private static final List<String> OTHERS = JobRun.oneIdPerPartition("accounts", "other-");

  /** Each many times. */
  private static final List<String> SOME_OTHERS =
      Collections.nCopies(1_000, OTHERS).stream().flatMap(List::stream).toList();

  private final OneContract input = new OneContract();
  private final InOneProcess cluster = InOneProcess.start();
  private JobRun run;
  private TriggerFollower follower;

  private static List<String> ids(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  @BeforeEach
  void start() {
    run = JobRun.on(cluster, JobClock.SYSTEM, DeliveryGuarantee.AT_LEAST_ONCE);
    follower = run.follow();
  }

  @AfterEach
  void close() {
    follower.close();
    run.close();
  }

  @Test
  void withoutStateAnOldPositionAtTodaysPriceTriggersNobody() {
    writeMarket(OneContract.LOW);
    writeAccounts(WELL, LITTLE);
    writeAccounts(UNWELL, LITTLE);
    fillAccounts();
    writeAccounts(WELL, ENOUGH);
    writeAccounts(UNWELL, NOT_ENOUGH);

    run.submit(PARALLELISM);
    awaitEntered(UNWELL);
    run.stop(Waiting.APPLIED);

    requireOnlyEntered(UNWELL);
  }

  @Test
  void fromASavepointAPriceIsNotDecidedOnBeforeTheTopUpsAreRead() {
    String savepoint = savepointOfAccountsWith(LITTLE);
    fillAccounts();
    writeAccounts(WELL, ENOUGH);
    run.input().writeMarket(List.of(input.price(OneContract.LOW)));

    run.resume(PARALLELISM, savepoint);
    awaitEntered(UNWELL);
    run.stop(Waiting.APPLIED);

    requireOnlyEntered(UNWELL);
  }

  /** It may have caught up when it is killed, on a machine that is quick: then it does so again. */
  @Test
  void killedBeforeItHasCaughtUpItCatchesUpAnew() {
    String savepoint = savepointOfAccountsWith(LITTLE);
    fillAccounts();
    writeAccounts(WELL, ENOUGH);
    run.input().writeMarket(List.of(input.price(OneContract.LOW)));
    int epochs = epochs();

    run.resume(PARALLELISM, savepoint);
    run.await("the start", () -> epochs() > epochs);
    run.killTaskManager();
    run.await("the next start", () -> epochs() > epochs + 1);
    awaitEntered(UNWELL);
    run.stop(Waiting.APPLIED);

    requireOnlyEntered(UNWELL);
    assertThat(OpenEpisodes.byTheRule(run.triggerRecords()))
        .extracting(id -> id.account())
        .containsExactlyInAnyOrderElementsOf(UNWELL);
  }

  /** Nothing that a reader of committed records will ever see is waited for. */
  @Test
  void whatTransactionsLeaveBehindAndTopicsWithoutRecordsHoldNothingUp() {
    writeMarket(OneContract.HIGH);
    try (TransactionalWriter writer = run.transactions()) {
      writer.commit("accounts", bytes(input::holding, WELL, LITTLE));
      writer.commit("prices", price(OneContract.LOW));
      writer.commit("accounts", bytes(input::holding, WELL, ENOUGH));
      writer.commit("accounts", bytes(input::holding, UNWELL, LITTLE));
      writer.abort("accounts", bytes(input::holding, UNWELL, ENOUGH));
      writer.abort("accounts", bytes(input::holding, OTHERS, ENOUGH));
      for (String topic : List.of("prices", "instruments", "policy", "risk-factors")) {
        writer.abort(topic, Map.of("BTC", new byte[] {1}));
      }
      run.submit(PARALLELISM);
      awaitEntered(UNWELL);

      String savepoint = run.stop(Waiting.KEPT);
      writer.commit("accounts", bytes(input::holding, OTHERS, LITTLE));
      writer.abort("accounts", bytes(input::holding, OTHERS, ENOUGH));
      run.resume(PARALLELISM, savepoint);
      awaitEntered(OTHERS);
      run.stop(Waiting.APPLIED);
    }
    List<String> all = new ArrayList<>(UNWELL);
    all.addAll(OTHERS);
    requireOnlyEntered(all);
  }

  /** All accounts have as much, and the job knows it; the price is high. */
  private String savepointOfAccountsWith(String cash) {
    writeMarket(OneContract.HIGH);
    writeAccounts(WELL, cash);
    writeAccounts(UNWELL, cash);
    List<String> known = ids("known-", UNWELL.size());
    writeAccounts(known, "0.5");
    run.submit(PARALLELISM);
    awaitEntered(known);
    writeAccounts(known, ENOUGH);
    run.await("withdrawals", () -> accounts(TriggerKind.WITHDRAWN).containsAll(known));
    return run.stop(Waiting.KEPT);
  }

  private void writeMarket(String price) {
    run.input().writeMarket(List.of(input.rules(), input.policy(), input.price(price)));
  }

  private void writeAccounts(List<String> accounts, String cash) {
    run.input()
        .writeAccounts(accounts.stream().map(account -> input.holding(account, cash)).toList());
  }

  private void fillAccounts() {
    for (int i = 0; i < ROUNDS_BEFORE_TODAY; i++) {
      writeAccounts(SOME_OTHERS, ENOUGH);
    }
  }

  private interface Holding {
    AccountUpdate of(String account, String cash);
  }

  private static Map<String, byte[]> bytes(Holding holding, List<String> accounts, String cash) {
    return accounts.stream()
        .collect(
            toMap(
                Function.identity(),
                account -> Written.bytes(AccountUpdateRecords.toAvro(holding.of(account, cash)))));
  }

  private Map<String, byte[]> price(String value) {
    MarketInput.OfPrice price = (MarketInput.OfPrice) input.price(value);
    return Map.of(price.price().factor(), Written.bytes(OraclePriceRecords.toAvro(price.price())));
  }

  private int epochs() {
    return (int) follower.triggers().stream().map(LiquidationTrigger::getEpoch).distinct().count();
  }

  private void awaitEntered(List<String> accounts) {
    run.await("triggers", () -> accounts(TriggerKind.ENTERED).containsAll(accounts));
  }

  private Set<String> accounts(TriggerKind kind) {
    return follower.triggers().stream()
        .filter(trigger -> trigger.getKind() == kind)
        .map(LiquidationTrigger::getAccount)
        .collect(toSet());
  }

  /** Of the accounts of a test these alone entered, when the job had caught up. */
  private void requireOnlyEntered(List<String> accounts) {
    List<LiquidationTrigger> entered =
        run.triggers().stream()
            .filter(trigger -> trigger.getKind() == TriggerKind.ENTERED)
            .filter(trigger -> !trigger.getAccount().startsWith("known-"))
            .toList();
    assertThat(entered.stream().collect(groupingBy(LiquidationTrigger::getAccount)))
        .containsOnlyKeys(accounts);
    assertThat(entered)
        .extracting(trigger -> trigger.getCause().getType())
        .containsOnly(CauseType.READY);
  }
}
