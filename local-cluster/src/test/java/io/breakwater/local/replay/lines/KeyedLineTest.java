package io.breakwater.local.replay.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedLineTest {

  @Test
  void decisionsAreOrderedByMarketSequenceThenAccountSequenceThenTheBytesOfTheId() {
    List<KeyedLine> ordered =
        List.of(
            transition(0, 7, "b"),
            transition(2, -1, "z"),
            transition(2, 0, "B"),
            transition(2, 0, "a"),
            transition(2, 0, "a1"),
            transition(2, 0, "é"),
            transition(2, 0, "\uFB01"),
            transition(2, 0, "\uD83D\uDE00"),
            transition(2, 1, "a"),
            transition(256, 0, "a"));

    assertThat(ordered.stream().sorted(KeyedLine.ORDER).toList()).isEqualTo(ordered);
  }

  @Test
  void decisionsOfOneAccountBetweenTheSameEventsAreOrderedByTime() {
    List<KeyedLine> ordered =
        List.of(
            transition(2, 0, "a", -1),
            transition(2, 0, "a", 9),
            transition(2, 0, "a", 300),
            transition(2, 0, "a1", 4),
            transition(2, 1, "a", 0));

    assertThat(ordered.stream().sorted(KeyedLine.ORDER).toList()).isEqualTo(ordered);
  }

  @Test
  void rejectedRecordsAreOrderedByFileThenLine() {
    List<KeyedLine> ordered =
        List.of(
            rejected("a", 0, 9),
            rejected("a", 0, 300),
            rejected("a", 1, 1),
            rejected("a.b", 0, 1),
            rejected("b", 0, 1));

    assertThat(ordered.stream().sorted(KeyedLine.ORDER).toList()).isEqualTo(ordered);
  }

  @Test
  void aReplayHasNoEpochs() {
    assertThatThrownBy(() -> KeyedLine.of(new TriggerMessage.EpochBegun(7, 1, 2, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no epochs");
  }

  private static KeyedLine transition(long marketSequence, long accountSequence, String account) {
    return transition(marketSequence, accountSequence, account, 1);
  }

  private static KeyedLine transition(
      long marketSequence, long accountSequence, String account, long time) {
    return KeyedLine.of(
        new HealthTransition(
            account,
            time,
            marketSequence,
            accountSequence,
            Level.HEALTHY,
            Level.WARNING,
            Level.WARNING,
            Cause.account(accountSequence),
            Valuation.ZERO,
            null));
  }

  private static KeyedLine rejected(String topic, int partition, long offset) {
    Origin origin = new Origin(topic, partition, offset, new byte[0]);
    return KeyedLine.of(new RejectedRecord(origin, Refusal.UNDECODABLE, "no", null, null));
  }
}
