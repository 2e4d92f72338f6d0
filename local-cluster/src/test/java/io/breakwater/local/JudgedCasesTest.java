package io.breakwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.judge.Judge;
import io.breakwater.oracle.judge.JudgeState;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.oracle.judge.SourceVerdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Incidents of price feeds, judged source by source, to the microsecond. */
class JudgedCasesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigDecimal HALTED_FACTOR = BigDecimal.valueOf(2);
  private static final long SECOND = 1_000_000;

  /** One row of a tape. */
  private record Row(long time, String factor, BigDecimal value, String source, BigDecimal sure) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "50-chainlink-stale",
        "51-mixed-heartbeats",
        "54-usde-binance-065",
        "57-moonwell-cbeth",
        "59-luna-min-answer",
        "61-liquity-primary-secondary",
        "64-pyth-wide-confidence",
        "67-two-sources-disagree",
        "70-halted-dust-shield"
      })
  void everyLineIsAsItShouldBe(String name) throws IOException {
    Path expected = SharedFolder.file("cases/oracle/" + name + "/expected.jsonl");
    JsonNode book = JSON.readTree(expected.resolveSibling("book.json").toFile());
    List<Row> rows = rows(expected.resolveSibling("ticks.csv"));

    List<ObjectNode> lines = new ArrayList<>();
    for (JsonNode factor : book.get("factors")) {
      lines.addAll(new Factor(factor, rows).play());
    }
    lines.sort(Comparator.comparingLong(line -> line.get("time").asLong()));

    List<JsonNode> truth = new ArrayList<>();
    for (String line : Files.readAllLines(expected)) {
      truth.add(JSON.readTree(line));
    }
    assertThat(lines.stream().map(JsonNode::toString).toList())
        .isEqualTo(truth.stream().map(JsonNode::toString).toList());
  }

  private static List<Row> rows(Path ticks) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(ticks);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      rows.add(
          new Row(
              Long.parseLong(cells[0]) * 1000,
              cells[1],
              new BigDecimal(cells[2]),
              cells[3],
              cells[4].isEmpty() ? null : new BigDecimal(cells[4])));
    }
    return rows;
  }

  /** One factor of a case. */
  private static final class Factor {
    private final String id;
    private final JudgingTerms terms;
    private final List<Row> rows;
    private final long last;
    private final int scale;
    private final List<ObjectNode> lines = new ArrayList<>();
    private JudgeState state = JudgeState.EMPTY;

    Factor(JsonNode factor, List<Row> rows) {
      this.id = factor.get("id").asText();
      this.scale = factor.path("scale").asInt(8);
      this.terms = terms(factor.get("oracle"));
      this.last = rows.get(rows.size() - 1).time();
      this.rows = rows.stream().filter(row -> row.factor().equals(id)).toList();
    }

    private static JudgingTerms terms(JsonNode oracle) {
      List<SourceTerms> sources = new ArrayList<>();
      for (JsonNode source : oracle.get("sources")) {
        sources.add(
            SourceTerms.of(
                source.get("source").asText(),
                new BigDecimal(source.path("weight").asText("1")),
                micros(source.get("heartbeatSeconds")),
                micros(source.get("maximumAgeSeconds"))));
      }
      return new JudgingTerms(
          sources,
          oracle.path("minimumSources").asInt(JudgingTerms.majorityOf(sources.size())),
          oracle.path("maximumDeviationBps").asInt(JudgingTerms.DEFAULT_DEVIATION_BPS),
          oracle.path("maximumConfidenceBps").asInt(JudgingTerms.DEFAULT_CONFIDENCE_BPS),
          oracle.path("maximumJumpBps").asInt(JudgingTerms.DEFAULT_JUMP_BPS),
          oracle.path("hardJumpBps").asInt(JudgingTerms.DEFAULT_HARD_JUMP_BPS),
          price(oracle.get("minimumPrice")),
          price(oracle.get("maximumPrice")),
          JudgingTerms.DEFAULT_GRACE_MICROS);
    }

    private static Long micros(JsonNode seconds) {
      return seconds == null ? null : seconds.asLong() * SECOND;
    }

    private static BigDecimal price(JsonNode price) {
      return price == null ? null : new BigDecimal(price.asText());
    }

    List<ObjectNode> play() {
      long time = Long.MIN_VALUE;
      int sequence = 0;
      for (Row row : rows) {
        passTo(row.time() - 1, time);
        time = row.time();
        state = state.heard(row.source(), row.value(), row.sure(), time, ++sequence);
        judge(time, false);
      }
      passTo(last, time);
      return lines;
    }

    private void passTo(long limit, long from) {
      long time = from;
      for (long next = Judge.nextTime(terms, state, time);
          next <= limit;
          next = Judge.nextTime(terms, state, time)) {
        judge(next, true);
        time = next;
      }
    }

    private void judge(long time, boolean silencing) {
      JudgeState before = state;
      Judge.Result result = Judge.judge(terms, before, time, silencing);
      state = result.state();
      if (before.validity() != state.validity() || !before.used().equals(state.used())) {
        lines.add(line(before, result.judgement()));
      }
    }

    private ObjectNode line(JudgeState before, Judgement judgement) {
      ObjectNode line = JSON.createObjectNode();
      line.put("time", judgement.time()).put("factor", id);
      line.put("previous", before.validity() == null ? null : before.validity().name());
      line.put("validity", judgement.validity().name());
      Interval interval = judgement.interval(HALTED_FACTOR, scale);
      line.put("value", text(judgement.value()));
      line.put("lowest", interval == null ? null : text(interval.low()));
      line.put("highest", interval == null ? null : text(interval.high()));
      ArrayNode reasons = line.putArray("reasons");
      judgement.reasons().forEach(doubt -> reasons.add(doubt.name()));
      ArrayNode sources = line.putArray("sources");
      judgement.sources().forEach(verdict -> sources.add(source(verdict)));
      return line;
    }

    private static ObjectNode source(SourceVerdict verdict) {
      ObjectNode source = JSON.createObjectNode();
      source.put("source", verdict.source()).put("value", text(verdict.value()));
      source.put("publishTime", verdict.publishTime());
      source.put("used", verdict.used());
      return source.put("reason", verdict.reason() == null ? null : verdict.reason().name());
    }

    private static String text(BigDecimal number) {
      return number == null ? null : number.stripTrailingZeros().toPlainString();
    }
  }
}
