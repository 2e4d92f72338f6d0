package io.breakwater.local.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.keeper.TriggerLog.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerLogTest {
  private static final int PARTITION = 2;
  private static final long NO_EPOCH = 0;

  private final List<TriggerId> voided = new ArrayList<>();
  private final TriggerLog log = new TriggerLog(voided::add);

  private Verdict enter(String id, String decision) {
    return add(NO_EPOCH, id, decision, true);
  }

  private Verdict withdraw(String id, String decision) {
    return add(NO_EPOCH, id, decision, false);
  }

  private Verdict add(long epoch, String id, String decision, boolean open) {
    return log.add(PARTITION, epoch, TriggerId.parse(id), decision, open);
  }

  /** The second trigger's place relative to the first, and its decision, against the verdict. */
  @ParameterizedTest
  @CsvSource({
    "a#2.2, d, a#2.2, d, REPEAT",
    "a#2.2, d, a#2.2, e, REPLACEMENT",
    "a#2.2, d, a#2.1, d, REPLACEMENT",
    "a#2.2, d, a#2.1, e, REPLACEMENT",
    "a#2.2, d, a#1.9, d, REPLACEMENT",
    "a#2.2, d, a#2.3, d, NEXT",
    "a#2.2, d, a#2.10, e, NEXT",
    "a#2.2, d, a#3.1, d, NEXT",
    "a#2.2, d, a#10.1, d, NEXT",
    "a#2.2, d, b#1.1, d, NEXT",
    "a#2.2, d, b#2.2, d, NEXT"
  })
  void judgesByTheLastTriggerOfTheAccount(
      String first, String firstDecision, String second, String decision, Verdict expected) {
    assertThat(enter(first, firstDecision)).isEqualTo(Verdict.NEXT);
    assertThat(enter(second, decision)).isEqualTo(expected);
  }

  @Test
  void entryOpensAndWithdrawalCloses() {
    enter("a#1.1", "d1");
    assertThat(log.open()).containsExactly(TriggerId.parse("a#1.1"));
    withdraw("a#1.2", "d2");
    assertThat(log.open()).isEmpty();
    assertThat(log.openCount()).isZero();
  }

  @Test
  void repeatChangesNothing() {
    enter("a#1.1", "d1");
    withdraw("a#1.2", "d2");
    withdraw("a#1.2", "d2");
    assertThat(log.open()).isEmpty();
  }

  @Test
  void withdrawalOfAnUndoneHistoryDoesNotStand() {
    enter("a#1.1", "d1");
    withdraw("a#1.2", "d2");
    // The job failed, went back before the entry, and this time the account did not recover.
    assertThat(enter("a#1.1", "d1")).isEqualTo(Verdict.REPLACEMENT);
    assertThat(log.open()).containsExactly(TriggerId.parse("a#1.1"));
  }

  @Test
  void historyLivedAgainEndsWhereItEnded() {
    enter("a#1.1", "d1");
    withdraw("a#1.2", "d2");
    enter("a#1.1", "d1");
    withdraw("a#1.2", "d2");
    assertThat(log.open()).isEmpty();
  }

  @Test
  void sameIdWithAnotherDecisionTakesItsPlace() {
    enter("a#1.1", "d1");
    withdraw("a#1.2", "d2");
    enter("a#1.2", "worsened");
    assertThat(log.open()).containsExactly(TriggerId.parse("a#1.2"));
  }

  /**
   * A job that fails at random, goes back, sends a part of what it undid again, and then goes
   * another way: whatever happens, the log holds in the end what the surviving history says.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void survivingHistoryDecides(long seed) {
    Job job = new Job(new SplittableRandom(seed));
    for (int i = 0; i < 2_000; i++) {
      job.send("account-" + job.random.nextInt(5));
      if (job.random.nextInt(50) == 0) {
        job.failAndGoAnotherWay();
      }
      assertThat(log.open()).as("seed %d, trigger %d", seed, i).isEqualTo(job.open());
      assertThat(log.openCount()).isEqualTo(log.open().size());
    }
  }

  @Nested
  class Epochs {
    private Set<TriggerId> ids(String... ids) {
      return Arrays.stream(ids).map(TriggerId::parse).collect(Collectors.toSet());
    }

    @Test
    void theWordOfALargerOneVoidsWhatIsOpenInItsPartition() {
      enter("a#1.1", "d");
      enter("b#1.1", "d");
      withdraw("b#1.2", "d");
      log.add(PARTITION + 1, NO_EPOCH, TriggerId.parse("c#1.1"), "d", true);

      log.begin(PARTITION, 7);

      assertThat(log.open()).isEqualTo(ids("c#1.1"));
      assertThat(log.openCount()).isOne();
      assertThat(voided).containsExactly(TriggerId.parse("a#1.1"));
    }

    @Test
    void aTriggerOfALargerOneDoesTooAndCounts() {
      enter("a#1.1", "d");
      enter("b#1.1", "d");

      assertThat(add(7, "b#1.1", "e", true)).isEqualTo(Verdict.NEXT);

      assertThat(log.open()).isEqualTo(ids("b#1.1"));
      assertThat(voided).containsExactlyInAnyOrderElementsOf(ids("a#1.1", "b#1.1"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 7})
    void theWordOfNoLargerOneChangesNothing(long epoch) {
      log.begin(PARTITION, 7);
      add(7, "a#1.1", "d", true);

      log.begin(PARTITION, epoch);

      assertThat(log.open()).isEqualTo(ids("a#1.1"));
      assertThat(voided).isEmpty();
    }

    @Test
    void whatIsRestatedIsOpenAgainWithTheSameId() {
      enter("a#3.2", "d");
      log.begin(PARTITION, 7);

      assertThat(add(7, "a#3.2", "d", true)).isEqualTo(Verdict.NEXT);
      assertThat(log.open()).isEqualTo(ids("a#3.2"));
      assertThat(add(7, "a#3.3", "e", false)).isEqualTo(Verdict.NEXT);
      assertThat(log.open()).isEmpty();
    }

    @Test
    void whatASmallerOneSaysLaterIsObsolete() {
      log.begin(PARTITION, 7);
      add(7, "a#1.1", "d", true);

      assertThat(add(3, "a#1.2", "e", false)).isEqualTo(Verdict.OBSOLETE);
      assertThat(enter("b#1.1", "e")).isEqualTo(Verdict.OBSOLETE);

      assertThat(log.open()).isEqualTo(ids("a#1.1"));
      assertThat(log.openCount()).isOne();
    }

    @Test
    void eachPartitionHearsOfItForItself() {
      log.begin(PARTITION + 1, 7);

      assertThat(enter("a#1.1", "d")).isEqualTo(Verdict.NEXT);
      assertThat(log.open()).isEqualTo(ids("a#1.1"));
    }

    @Test
    void withinOneRepeatsAndReplacementsAreAsWithoutAny() {
      log.begin(PARTITION, 7);
      add(7, "a#1.1", "d", true);

      assertThat(add(7, "a#1.1", "d", true)).isEqualTo(Verdict.REPEAT);
      assertThat(add(7, "a#1.1", "e", true)).isEqualTo(Verdict.REPLACEMENT);
      assertThat(add(7, "a#1.2", "f", false)).isEqualTo(Verdict.NEXT);
      assertThat(add(7, "a#1.1", "e", true)).isEqualTo(Verdict.REPLACEMENT);
      assertThat(log.open()).isEqualTo(ids("a#1.1"));
    }

    /** Ids may begin anew, when a job starts without state. */
    @Test
    void idsOfALargerOneAreNotComparedWithThoseBefore() {
      enter("a#9.1", "d");

      assertThat(add(7, "a#1.1", "e", true)).isEqualTo(Verdict.NEXT);
      assertThat(add(7, "a#1.2", "e", false)).isEqualTo(Verdict.NEXT);
      assertThat(log.open()).isEmpty();
    }
  }

  /**
   * A job of two subtasks that fails at random, goes back and lives on in any other way. What each
   * subtask says in a new life comes in its order, but among the other's and the words of the epoch
   * in any; the life that ended may still be heard. Whatever is undone, and although nothing need
   * follow it, the log holds in the end what the surviving history says.
   */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void survivingHistoryDecidesAlsoWhereNothingFollowsWhatWasUndone(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LivingJob job = new LivingJob(random);
    boolean idsAloneWereWrong = false;
    for (int life = 0; life < 60; life++) {
      for (int i = random.nextInt(60); i > 0; i--) {
        job.say(job.happen());
        if (random.nextInt(10) == 0) {
          job.heardOfTheLifeBefore();
        }
        assertThat(log.open()).as("seed %d, life %d", seed, life).isEqualTo(job.open());
        assertThat(log.openCount()).isEqualTo(log.open().size());
      }
      idsAloneWereWrong |= !job.withoutEpochs.open().equals(job.open());
      job.failAndLiveOn();
      assertThat(log.open()).as("seed %d, after life %d", seed, life).isEqualTo(job.open());
    }
    assertThat(idsAloneWereWrong).as("seed %d, a log of ids alone", seed).isTrue();
  }

  /** What is said in an epoch; by nobody but the epoch itself when there is no trigger. */
  private record Word(long epoch, int partition, Sent sent) {}

  private final class LivingJob {
    private static final int ACCOUNTS = 12;
    private static final int PARTITIONS = 3;

    final TriggerLog withoutEpochs = new TriggerLog();
    private final SplittableRandom random;
    private final Map<String, Sent> lasts = new TreeMap<>();
    private final List<Word> before = new ArrayList<>();
    private Map<String, Sent> checkpoint = Map.of();
    private long epoch = 1;

    LivingJob(SplittableRandom random) {
      this.random = random;
    }

    /** A trigger of any account. */
    private Word happen() {
      return happen(random.nextInt(ACCOUNTS));
    }

    private Word happen(int number) {
      String account = "account-" + number;
      Sent last = lasts.get(account);
      boolean enters = last == null || !last.open();
      TriggerId id =
          enters
              ? new TriggerId(account, last == null ? 1 : last.id().episode() + 1, 1)
              : new TriggerId(account, last.id().episode(), last.id().step() + 1);
      Sent sent = new Sent(id, Long.toHexString(random.nextLong()), enters || random.nextBoolean());
      lasts.put(account, sent);
      return new Word(epoch, number % PARTITIONS, sent);
    }

    private void say(Word word) {
      if (word.sent() == null) {
        log.begin(word.partition(), word.epoch());
        return;
      }
      Sent sent = word.sent();
      log.add(word.partition(), word.epoch(), sent.id(), sent.decision(), sent.open());
      withoutEpochs.add(word.partition(), NO_EPOCH, sent.id(), sent.decision(), sent.open());
      before.add(word);
    }

    /** A process that should have ended says something of an earlier epoch. */
    private void heardOfTheLifeBefore() {
      List<Word> old = before.stream().filter(word -> word.epoch() < epoch).toList();
      if (!old.isEmpty()) {
        Word word = old.get(random.nextInt(old.size()));
        Sent sent = word.sent();
        log.add(word.partition(), word.epoch(), sent.id(), sent.decision(), sent.open());
      }
    }

    /** Each subtask may decide something before it hears of the epoch, then restates. */
    private void failAndLiveOn() {
      lasts.clear();
      lasts.putAll(checkpoint);
      List<Deque<Word>> queues = new ArrayList<>();
      for (int subtask = 0; subtask < 2; subtask++) {
        Deque<Word> queue = new ArrayDeque<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          queue.add(happen(2 * random.nextInt(ACCOUNTS / 2) + subtask));
        }
        queues.add(queue);
      }
      epoch++;
      for (int partition = 0; partition < PARTITIONS; partition++) {
        queues.get(0).add(new Word(epoch, partition, null));
      }
      for (int number = 0; number < ACCOUNTS; number++) {
        Sent last = lasts.get("account-" + number);
        if (last != null && last.open()) {
          Sent restated = new Sent(last.id(), Long.toHexString(random.nextLong()), true);
          queues.get(number % 2).add(new Word(epoch, number % PARTITIONS, restated));
        }
      }
      while (!queues.stream().allMatch(Deque::isEmpty)) {
        Deque<Word> queue = queues.get(random.nextInt(2));
        if (!queue.isEmpty()) {
          say(queue.remove());
        }
      }
      checkpoint = random.nextBoolean() ? new TreeMap<>(lasts) : checkpoint;
    }

    Set<TriggerId> open() {
      return lasts.values().stream().filter(Sent::open).map(Sent::id).collect(Collectors.toSet());
    }
  }

  private record Sent(TriggerId id, String decision, boolean open) {}

  /** Sends triggers to the log and knows which of them survive. */
  private final class Job {
    private final SplittableRandom random;
    private final List<Sent> history = new ArrayList<>();

    Job(SplittableRandom random) {
      this.random = random;
    }

    void send(String account) {
      Sent last = lasts().get(account);
      send(
          new Sent(
              last == null || !last.open()
                  ? new TriggerId(account, last == null ? 1 : last.id().episode() + 1, 1)
                  : new TriggerId(account, last.id().episode(), last.id().step() + 1),
              Long.toHexString(random.nextLong()),
              last == null || !last.open() || random.nextBoolean()));
    }

    private void send(Sent sent) {
      history.add(sent);
      log.add(PARTITION, NO_EPOCH, sent.id(), sent.decision(), sent.open());
    }

    void failAndGoAnotherWay() {
      int back = random.nextInt(Math.min(40, history.size())) + 1;
      List<Sent> tail = history.subList(history.size() - back, history.size());
      List<Sent> undone = new ArrayList<>(tail);
      tail.clear();
      int again = random.nextInt(back + 1);
      undone.subList(0, again).forEach(this::send);
      // The accounts whose old way ends here go on, too: otherwise nobody could tell.
      undone.subList(again, back).stream()
          .map(sent -> sent.id().account())
          .distinct()
          .forEach(this::send);
    }

    Set<TriggerId> open() {
      return lasts().values().stream().filter(Sent::open).map(Sent::id).collect(Collectors.toSet());
    }

    private Map<String, Sent> lasts() {
      Map<String, Sent> lasts = new HashMap<>();
      history.forEach(sent -> lasts.put(sent.id().account(), sent));
      return lasts;
    }
  }
}
