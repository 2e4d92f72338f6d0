package io.breakwater.local.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.bench.load.Small;
import io.breakwater.local.bench.report.Outcome;
import io.breakwater.local.command.Progress;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values through the judge, on real clusters: what comes of them, never how fast. */
class JudgeFigureITCase {
  private static final int CHANGES = 7;

  /** The figure compares the changes of level, and refuses where they differ. */
  @Test
  void judgedOrNotAllPathsSayTheSameOfTheSameTicks() {
    Progress progress = new Progress(new PrintWriter(Writer.nullWriter()));
    JudgeFigure figure = new JudgeFigure(List.of(Small.WORKLOAD), 1, 5_000);
    Outcome outcome = figure.measure(Small.ACCOUNTS, progress);

    List<List<String>> rows = outcome.section().rows();
    assertThat(rows)
        .extracting(row -> row.get(2))
        .containsExactly("without judge", "judge, no terms", "judge");
    assertThat(rows).extracting(row -> row.get(CHANGES)).doesNotContain("0");
    assertThat(outcome.findings()).hasSize(1);
  }
}
