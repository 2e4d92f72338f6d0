package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReadUpToTest {
  private static final TopicPartition A = new TopicPartition("topic", 0);
  private static final TopicPartition B = new TopicPartition("topic", 1);
  private static final long EARLIEST = -2;
  private static final long PRESENT = 1_000_000;

  private ReadUpTo read = new ReadUpTo(LeaderlessPartition.WAIT);

  /** The answer to a question: where its partitions end, and of which nothing is left. */
  private static EndWatch.Answer answer(
      long millis,
      EndWatch.Question question,
      Map<TopicPartition, Long> ends,
      TopicPartition... readToEnd) {
    Set<TopicPartition> leaderless = new HashSet<>(question.positions().keySet());
    leaderless.removeAll(ends.keySet());
    return new EndWatch.Answer(
        millis, question.positions(), new EndProbe.Found(ends, Set.of(readToEnd), leaderless));
  }

  private void heard(long millis, Map<TopicPartition, Long> ends, TopicPartition... readToEnd) {
    read.heard(answer(millis, read.question(), ends, readToEnd));
  }

  private long millis() {
    return read.millis(PRESENT);
  }

  private void readTo(TopicPartition partition, long end) {
    read.read(partition, end - 1);
  }

  @Test
  void aReaderOfNothingHasReadAll() {
    assertThat(millis()).isEqualTo(PRESENT);
  }

  @Nested
  class OfTwoPartitions {
    @BeforeEach
    void assign() {
      read.add(A, 10);
      read.add(B, 20);
    }

    @Test
    void nothingIsKnownBeforeTheFirstAnswer() {
      readTo(A, 100);
      readTo(B, 100);

      assertThat(millis()).isEqualTo(ReadUpTo.NEVER);
    }

    @Test
    void itIsTheMomentOfTheQuestionOnceBothHaveComeToTheirEnds() {
      heard(1, Map.of(A, 15L, B, 25L));
      readTo(A, 15);
      assertThat(millis()).isEqualTo(ReadUpTo.NEVER);
      readTo(B, 24);
      assertThat(millis()).isEqualTo(ReadUpTo.NEVER);
      readTo(B, 25);
      assertThat(millis()).isEqualTo(1);
    }

    @Test
    void whatIsReadAlreadyIsReachedAtOnce() {
      readTo(A, 16);
      readTo(B, 30);
      heard(7, Map.of(A, 15L, B, 30L));

      assertThat(millis()).isEqualTo(7);
    }

    /** It would never come to an end that moves on each time. */
    @Test
    void aLaterAnswerDoesNotMoveTheGoalOfAReaderThatIsBehind() {
      heard(1, Map.of(A, 15L, B, 25L));
      heard(2, Map.of(A, 115L, B, 125L));
      readTo(A, 15);
      readTo(B, 25);
      assertThat(millis()).isEqualTo(1);
      readTo(A, 115);
      readTo(B, 125);
      assertThat(millis()).as("the answer in between was no goal").isEqualTo(1);
      heard(3, Map.of(A, 115L, B, 125L));
      assertThat(millis()).isEqualTo(3);
    }

    @Test
    void aPartitionThatIsAddedVoidsWhatWasFoundOfTheOthers() {
      heard(1, Map.of(A, 15L, B, 25L));
      EndWatch.Question before = read.question();
      TopicPartition added = new TopicPartition("topic", 2);
      read.add(added, EARLIEST);
      readTo(A, 100);
      readTo(B, 100);
      assertThat(millis()).isEqualTo(ReadUpTo.NEVER);

      read.heard(answer(2, before, Map.of(A, 15L, B, 25L)));
      assertThat(millis()).as("asked before it was added").isEqualTo(ReadUpTo.NEVER);

      heard(3, Map.of(A, 15L, B, 25L, added, 2L));
      assertThat(millis()).isEqualTo(ReadUpTo.NEVER);
      readTo(added, 2);
      assertThat(millis()).isEqualTo(3);
    }

    @Test
    void aPartitionThatIsTakenAwayIsNotWaitedFor() {
      heard(1, Map.of(A, 15L, B, 25L));
      readTo(A, 15);
      read.remove(B);

      assertThat(millis()).isEqualTo(1);
    }

    @Test
    void whereNothingVisibleIsLeftTheEndIsReached() {
      readTo(B, 25);
      heard(1, Map.of(A, 15L, B, 25L));
      assertThat(read.question().stalled()).containsExactlyInAnyOrder(A, B);
      heard(2, Map.of(A, 15L, B, 25L), A, B);

      assertThat(millis()).isEqualTo(2);
      assertThat(read.question().positions()).as("not looked at again").containsEntry(A, 15L);
      assertThat(read.question().stalled()).isEmpty();
    }

    @Test
    void thatNothingWasLeftSaysNothingOnceARecordHasBeenRead() {
      EndWatch.Question before = read.question();
      readTo(A, 12);
      readTo(B, 25);
      read.heard(answer(1, before, Map.of(A, 15L, B, 25L), A));

      assertThat(millis()).isEqualTo(ReadUpTo.NEVER);
    }

    /** To look into a partition costs more than to ask where it ends. */
    @Test
    void onlyWhereNothingHasComeSinceTheLastAnswerIsItLookedFor() {
      assertThat(read.question().stalled()).isEmpty();
      heard(1, Map.of(A, 15L, B, 25L));
      readTo(A, 11);

      assertThat(read.question().stalled()).containsExactly(B);
    }

    @Test
    void behindIsWhatLiesBetween() {
      assertThat(read.behind()).as("before any answer").containsKeys("topic-0", "topic-1");
      heard(1, Map.of(A, 1_510L, B, 25L));
      readTo(B, 25);

      assertThat(read.behind()).isEqualTo(Map.of("topic-0", 1_500L));
    }
  }

  @Nested
  class OfAnEmptyPartition {
    @Test
    void thatNothingIsInItIsTheEnd() {
      read.add(A, EARLIEST);
      heard(1, Map.of(A, 0L), A);

      assertThat(millis()).isEqualTo(1);
    }

    @Test
    void thatAllOfItIsGoneIsTheEnd() {
      read.add(A, EARLIEST);
      heard(1, Map.of(A, 500L), A);

      assertThat(millis()).isEqualTo(1);
      assertThat(read.behind()).isEmpty();
    }
  }

  @Nested
  class WithoutLeader {
    private void assign(LeaderlessPartition leaderless) {
      read = new ReadUpTo(leaderless);
      read.add(A, 10);
      read.add(B, 20);
      readTo(A, 15);
      heard(1, Map.of(A, 15L));
    }

    @Test
    void aPartitionIsWaitedFor() {
      assign(LeaderlessPartition.WAIT);
      assertThat(millis()).isEqualTo(ReadUpTo.NEVER);
      Map<String, Long> unknown = new HashMap<>();
      unknown.put("topic-1", null);
      assertThat(read.behind()).isEqualTo(unknown);

      heard(2, Map.of(A, 15L, B, 25L));
      readTo(B, 25);
      assertThat(millis()).isEqualTo(2);
    }

    @Test
    void aPartitionIsDoneWithoutWhereThatWasAskedFor() {
      assign(LeaderlessPartition.PASS);
      assertThat(millis()).isEqualTo(1);

      heard(2, Map.of(A, 15L, B, 25L));
      assertThat(millis()).as("it has one again").isEqualTo(1);
      readTo(B, 25);
      assertThat(millis()).isEqualTo(2);
    }

    @Test
    void aPartitionOfWhichNothingWasSaidIsNotOneWithoutLeader() {
      read = new ReadUpTo(LeaderlessPartition.PASS);
      read.add(A, 10);
      EndWatch.Question before = read.question();
      read.add(B, 20);
      readTo(A, 15);
      read.heard(answer(1, before, Map.of(A, 15L)));

      assertThat(millis()).isEqualTo(ReadUpTo.NEVER);
    }
  }
}
