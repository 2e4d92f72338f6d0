package io.breakwater.local.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.bench.load.Small;
import io.breakwater.local.bench.stage.Answer;
import io.breakwater.local.bench.stage.Measurement;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Every contender on real clusters and a real broker: what they answer, never how fast. */
class ContestITCase {

  @Test
  void allGiveTheAnswerOfTheReference() {
    Contest.Result result = Small.contest(EnumSet.allOf(Contender.class), 1);
    assertThat(result.agree()).as("%s", result.agreements()).isTrue();
    assertThat(result.omissions()).isEmpty();
    for (Contender contender : Contender.values()) {
      Measurement run = result.runs().get(contender);
      assertThat(run.ticks()).isEqualTo(Small.EFFORT.ticks(contender, Small.WORKLOAD, 300));
      if (contender != Contender.FLOOR && contender != Contender.TRIPWIRES) {
        assertThat(result.trueChanges(run.ticks())).as(contender.title()).isPositive();
        assertThat(result.agreements())
            .anyMatch(sentence -> sentence.startsWith(contender.title() + ": the same "));
      }
    }
    assertThat(result.agreements().get(0)).startsWith("the reference evaluator: the same ");
    rowsOfSqlAreMoreThanThereAreChanges(result);
  }

  private static void rowsOfSqlAreMoreThanThereAreChanges(Contest.Result result) {
    Measurement sql = result.runs().get(Contender.SQL);
    Answer.Rows rows = (Answer.Rows) sql.answer();
    assertThat(rows.levels()).hasSize(Small.ACCOUNTS);
    assertThat(rows.emitted()).isGreaterThan(result.trueChanges(sql.ticks()));
    assertThat(rows.seenChanges()).isBetween(1L, rows.emitted());
  }

  @Test
  void severalSubtasksGiveTheSameAnswer() {
    Contest.Result result =
        Small.contest(EnumSet.of(Contender.TRIPWIRES, Contender.SQL, Contender.STREAMS), 2);
    assertThat(result.agree()).as("%s", result.agreements()).isTrue();
  }
}
