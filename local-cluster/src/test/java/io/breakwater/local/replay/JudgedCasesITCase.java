package io.breakwater.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.breakwater.local.SharedFolder;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.lines.ReplayOutput;
import io.breakwater.local.replay.source.Speed;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Incidents of price feeds through the job: how each source is judged, and at which levels that
 * leaves accounts, to the microsecond.
 */
class JudgedCasesITCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Texts that are numbers. */
  private static final List<String> DECIMALS = List.of("value", "lowest", "highest");

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
  void everyLineIsAsItShouldBe(String name, @TempDir Path folder) throws IOException {
    Path expected = SharedFolder.file("cases/oracle/" + name + "/expected.jsonl");
    ReplayRuns runs = new ReplayRuns(recording(expected), folder);

    Path one = runs.run("one", 1, Speed.MAX);
    Path three = runs.run("three", 3, Speed.MAX);

    assertThat(qualities(one)).isEqualTo(plain(lines(expected)));
    assertThat(levels(one))
        .isEqualTo(plain(lines(expected.resolveSibling("expected-levels.jsonl"))));
    assertThat(runs.verify(one).difference()).isNull();
    for (ReplayOutput output : ReplayOutput.values()) {
      assertThat(output.in(three)).hasSameBinaryContentAs(output.in(one));
    }
  }

  private static Recording recording(Path beside) {
    Path accounts = beside.resolveSibling("accounts.jsonl");
    return Recording.open(
        new Recording.Sources(
            beside.resolveSibling("book.json"),
            Files.exists(accounts) ? accounts : null,
            null,
            List.of(PriceSource.of(beside.resolveSibling("ticks.csv"))),
            null,
            null));
  }

  private static List<ObjectNode> lines(Path file) throws IOException {
    List<ObjectNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add((ObjectNode) JSON.readTree(line));
    }
    return lines;
  }

  /** What the job says of the quality of prices; its number is that of no case. */
  private static List<String> qualities(Path out) throws IOException {
    List<ObjectNode> lines = lines(ReplayOutput.QUALITY.in(out));
    lines.forEach(line -> line.remove("marketSequence"));
    return plain(lines);
  }

  /** Each account's changes of level, of triggered level, and of whether it is held. */
  private static List<String> levels(Path out) throws IOException {
    Map<String, ObjectNode> last = new HashMap<>();
    List<ObjectNode> changes = new ArrayList<>();
    for (ObjectNode line : lines(ReplayOutput.HEALTH.in(out))) {
      String account = line.get("account").asText();
      ObjectNode level = level(account, line.get("to").asText(), line.get("triggeredLevel"));
      level.set("held", line.get("held"));
      ObjectNode before =
          last.getOrDefault(
              account,
              level(account, "HEALTHY", JSON.getNodeFactory().textNode("HEALTHY"))
                  .put("held", false));
      if (!level.equals(before)) {
        changes.add(
            JSON.createObjectNode().<ObjectNode>set("time", line.get("time")).setAll(level));
      }
      last.put(account, level);
    }
    return plain(changes);
  }

  private static ObjectNode level(String account, String level, JsonNode triggered) {
    ObjectNode node = JSON.createObjectNode().put("account", account).put("level", level);
    return node.set("triggered", triggered);
  }

  /** Fields in one order, and numbers in one form. */
  private static List<String> plain(List<ObjectNode> lines) {
    lines.forEach(JudgedCasesITCase::plain);
    return lines.stream()
        .map(line -> JSON.convertValue(line, TreeMap.class))
        .map(Object::toString)
        .toList();
  }

  private static void plain(ObjectNode line) {
    for (String field : DECIMALS) {
      if (line.hasNonNull(field)) {
        BigDecimal number = new BigDecimal(line.get(field).asText());
        line.put(field, number.stripTrailingZeros().toPlainString());
      }
    }
    if (line.has("sources")) {
      line.get("sources").forEach(source -> plain((ObjectNode) source));
    }
  }
}
