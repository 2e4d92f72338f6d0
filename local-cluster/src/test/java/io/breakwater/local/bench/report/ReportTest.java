package io.breakwater.local.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.local.bench.contest.Contender;
import io.breakwater.local.bench.contest.Contest;
import io.breakwater.local.bench.contest.ContestTables;
import io.breakwater.local.bench.contest.RowTable;
import io.breakwater.local.bench.load.Small;
import io.breakwater.local.bench.stage.Answer;
import io.breakwater.local.bench.stage.Measurement;
import io.breakwater.local.bench.stage.Tally;
import io.breakwater.margin.terms.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final int TICKS = 100;
  private static final Tally TALLY =
      Tally.of("a", 7, Level.HEALTHY, Level.WARNING)
          .plus(Tally.of("b", 9, Level.HEALTHY, Level.WARNING));

  @TempDir private Path folder;

  private static Measurement run(double seconds, Answer answer) {
    return new Measurement(TICKS, seconds, Double.NaN, answer, 0, 0, 0);
  }

  /** Tripwires in 1 s, SQL in 10 s with 30 rows for 2 changes, Kafka Streams in 5 s. */
  private static Contest.Result result() {
    Answer changes = new Answer.Changes(Map.of(TICKS, TALLY));
    Answer rows = new Answer.Rows(Map.of("a", Level.WARNING, "b", Level.WARNING), 30, 12);
    Map<Contender, Measurement> runs = new EnumMap<>(Contender.class);
    runs.put(Contender.TRIPWIRES, run(1, changes));
    runs.put(Contender.SQL, run(10, rows));
    runs.put(Contender.STREAMS, run(5, changes));
    return new Contest.Result(
        Small.WORKLOAD, 2, 1, runs, List.of("a peer: not run"), List.of("all: the same"), true);
  }

  private static Report report() {
    List<Outcome> outcomes =
        List.of(
            new ContestTables(List.of(result())).outcome(),
            new RowTable(List.of(result())).outcome());
    return new Report(
        "local-cluster/run bench",
        Machine.description(),
        outcomes.stream().flatMap(outcome -> outcome.findings().stream()).toList(),
        outcomes.stream().map(Outcome::section).toList());
  }

  @Test
  void saysWhatItWasMeasuredOn() {
    assertThat(report().markdown())
        .contains("- java: ", "- flink: ", "- kafka: ", "- commit: ", "- cores: ", "- processor: ");
  }

  @Test
  void hasEveryPeerWithItsRatio() {
    assertThat(lines(report().markdown(), "| small |"))
        .anySatisfy(line -> assertThat(line).contains("| Flink SQL |").endsWith("| 10.00 |"))
        .anySatisfy(line -> assertThat(line).contains("| Kafka Streams |").endsWith("| 5.00 |"));
  }

  @Test
  void hasTheRateOfChangesAndWhoWasNotRun() {
    assertThat(report().markdown()).contains("| 0.0200 |", "a peer: not run.", "all: the same.");
  }

  @Test
  void hasTheSpuriousRows() {
    assertThat(lines(report().markdown(), "| small |"))
        .contains("| small | 2 | Flink SQL | 100 | 30 | 12 | 2 | 28 | 15.0 |");
  }

  @Test
  void hasNoPlaceForTheProcessorTimeThatNobodyCounts() {
    assertThat(report().markdown()).doesNotContain("NaN");
  }

  @Test
  void saysTheSameToPrograms() throws IOException {
    report().write(folder);
    JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("report.json")));
    JsonNode runs = json.at("/figures/Ticks a second/0/runs");
    assertThat(runs.get(1).path("contender").asText()).isEqualTo("Flink SQL");
    assertThat(runs.get(1).path("tripwiresTimes").asDouble()).isEqualTo(10);
    assertThat(runs.get(1).path("processorSecondsOfTheStage").isNull()).isTrue();
    assertThat(json.at("/figures/Rows for a change of level/0/spuriousRows").asLong())
        .isEqualTo(28);
    assertThat(json.at("/machine/flink").asText()).isNotBlank();
    assertThat(folder.resolve("report.md")).hasContent(report().markdown().strip());
  }

  private static Stream<String> lines(String markdown, String start) {
    return markdown.lines().filter(line -> line.startsWith(start));
  }
}
