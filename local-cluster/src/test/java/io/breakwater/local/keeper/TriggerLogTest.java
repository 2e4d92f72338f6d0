package io.breakwater.local.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.keeper.TriggerLog.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerLogTest {
  private final TriggerLog log = new TriggerLog();

  private Verdict enter(String id, String decision) {
    return log.add(TriggerId.parse(id), decision, true);
  }

  private Verdict withdraw(String id, String decision) {
    return log.add(TriggerId.parse(id), decision, false);
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
      log.add(sent.id(), sent.decision(), sent.open());
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
