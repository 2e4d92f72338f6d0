package io.breakwater.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.lines.ReplayOutput;
import io.breakwater.local.replay.source.Speed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worked cascade, from files to lines, to every digit. */
class CascadeReplayITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long TIME = 1_700_000_000_000L;

  /** Isolated longs at 100 with a maintenance margin of 2 %: size, cash. */
  private static final String[][] LONGS = {
    {"1000", "4000"},
    {"2000", "10000"},
    {"3000", "18750"},
    {"4000", "32000"},
    {"5000", "50000"},
    {"20000", "400000"}
  };

  private static final String DEPTH =
      "{\"time_ms\": %d, \"instrument\": \"X\", \"bids\": [[50, \"1000\"], [100, \"2500\"], [200, \"6000\"], [300, \"9000\"], [500, \"16000\"], [1000, \"36000\"], [2000, \"80000\"]], \"asks\": [[100, \"1000\"]]}%n"
          .formatted(TIME);

  @TempDir private Path folder;

  private static String book(String impact) {
    List<String> accounts = new ArrayList<>();
    for (String[] account : LONGS) {
      accounts.add(
          "{\"id\": \"long %s\", \"cash\": \"%s\", \"positions\": [{\"instrument\": \"X\", \"size\": \"%s\", \"entryPrice\": \"100\"}]}"
              .formatted(account[0], account[1], account[0]));
    }
    return """
        {"instruments": [{"id": "X", "kind": "PERPETUAL", "tiers": [{"notionalFrom": "0", "rate": "0.02"}]%s}],
         "policy": {"shocksBps": [300, 350, 500, 800]},
         "prices": {"X": "100"},
         "accounts": [%s]}
        """
        .formatted(impact, String.join(",", accounts));
  }

  private Path replay(String name, String impact, boolean hasDepth) throws IOException {
    Path files = Files.createDirectories(folder.resolve("files of " + name));
    Path book = Files.writeString(files.resolve("book.json"), book(impact));
    Path ticks =
        Files.writeString(
            files.resolve("ticks.csv"),
            "time_ms,instrument,price\n%d,X,100\n%d,X,100\n".formatted(TIME, TIME + 30_000));
    Path depth = hasDepth ? Files.writeString(files.resolve("depth.jsonl"), DEPTH) : null;
    Path fund =
        Files.writeString(
            files.resolve("fund.jsonl"),
            "{\"time_ms\": %d, \"fund\": \"default\", \"balance\": \"10000\"}%n".formatted(TIME));
    Recording recording =
        Recording.open(
            new Recording.Sources(book, null, null, List.of(PriceSource.of(ticks)), depth, fund));
    return new ReplayRuns(recording, folder).run(name, 2, Speed.MAX);
  }

  private static List<JsonNode> lines(Path out, String aggregate) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(ReplayOutput.AGGREGATES.in(out))) {
      JsonNode node = JSON.readTree(line);
      if (node.get("aggregate").asText().equals(aggregate)) {
        lines.add(node);
      }
    }
    return lines;
  }

  /** What is said of a fall by so much: rounds, sizes, multiplier, final price, bad debts. */
  private static String said(Path out, int bps, String bound) throws IOException {
    return said(
        out,
        bps,
        bound,
        List.of(
            "rounds",
            "firstSize",
            "totalSize",
            "multiplier",
            "finalPrice",
            "badDebt",
            "badDebtAtFinalPrice"));
  }

  private static String said(Path out, int bps, String bound, List<String> fields)
      throws IOException {
    List<JsonNode> projections = lines(out, "CascadeProjection");
    assertThat(projections).hasSize(1);
    for (JsonNode scenario : projections.get(0).get("values").get("scenarios")) {
      if (scenario.get("bps").asInt() == bps
          && scenario.get("side").asText().equals("DOWN")
          && scenario.get("bound").asText().equals(bound)) {
        return String.join(
            " ", fields.stream().map(field -> scenario.get(field).asText()).toList());
      }
    }
    return null;
  }

  @Test
  void byDepth() throws IOException {
    Path out = replay("depth", "", true);

    assertThat(said(out, 300, "POINT")).isEqualTo("2 1000 3000 3 95.8914285714 0 108.571429");
    assertThat(said(out, 350, "POINT")).isEqualTo("2 3000 6000 2 94.57 114.613095 2290");
    assertThat(said(out, 500, "POINT"))
        .isEqualTo("2 6000 10000 1.666667 91.8785714286 4146.875 16464.285714");
    assertThat(said(out, 800, "POINT"))
        .isEqualTo("2 10000 15000 1.5 87.6628571429 39536.428571 70307.142857");
    assertThat(said(out, 500, "UPPER"))
        .isEqualTo("2 6000 10000 1.666667 91.8785714286 16464.285714 16464.285714");
    assertThat(said(out, 500, "POINT", List.of("amplification", "fundUsed", "shortfall")))
        .isEqualTo("1.624286 4146.875 0");
    assertThat(said(out, 800, "POINT", List.of("fundUsed", "shortfall", "stalledSize")))
        .isEqualTo("10000 29536.428571 0");
    JsonNode coverage = lines(out, "DepthCoverage").get(0).get("values").get("shocks").get(2);
    assertThat(coverage.get("bps").asInt()).isEqualTo(500);
    assertThat(coverage.get("coverage").asText()).isEqualTo("0.375");
    assertThat(lines(out, "Backlog"))
        .extracting(line -> line.get("price").asText())
        .containsExactly("X", "*");
  }

  @Test
  void byModelsOfImpact() throws IOException {
    Path linear =
        replay("linear", ", \"impact\": {\"model\": \"LINEAR\", \"depth\": \"400000\"}", false);
    assertThat(said(linear, 500, "POINT")).isEqualTo("2 6000 10000 1.666667 92.625 3137.5 11500");

    Path root =
        replay(
            "square root",
            ", \"impact\": {\"model\": \"SQUARE_ROOT\", \"coefficient\": \"1\", \"dailyVolatility\": \"0.03\", \"dailyVolume\": \"200000\"}",
            false);
    assertThat(said(root, 500, "POINT")).startsWith("1 6000 6000 1 94.50636");
  }

  @Test
  void withoutDepthNothingIsProjectedAndThatIsSaid() throws IOException {
    Path out = replay("none", "", false);

    assertThat(said(out, 500, "POINT")).isEqualTo("null null null null null null null");
    assertThat(lines(out, "CascadeProjection").get(0).get("flags").toString())
        .contains("DEPTH_STALE", "IMPACT_MISSING");
    assertThat(lines(out, "LiquidationLevels")).hasSize(1);
  }
}
