package io.breakwater.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.cascade.reference.AggregatesFromScratch;
import io.breakwater.cascade.reference.CascadeSimulation;
import io.breakwater.local.SharedFolder;
import io.breakwater.local.feed.BookCommand;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.lines.KeyedLine;
import io.breakwater.local.replay.lines.ReplayOutput;
import io.breakwater.local.replay.reference.ReferenceMarkers;
import io.breakwater.local.replay.source.Speed;
import io.breakwater.margin.account.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Aggregates of the worst minutes of a recorded crash, with depth that comes and goes, and a fund.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TapeAggregatesITCase {
  private static final String TAPE = "data/2021-05-19_binance_spot_1m_20assets.csv.gz";

  /** Within these bounds it fell the most. */
  private static final String FROM = "2021-05-19T12:57";

  private static final String TO = "2021-05-19T13:12";

  private static final int ACCOUNTS = 150;
  private static final long SEED = 20210519;
  private static final Duration INTERVAL = Duration.ofSeconds(20);
  private static final long MICROS = 1_000_000;
  private static final int EVERY = 10;
  private static final BigDecimal TEN_BPS = new BigDecimal("0.001");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What rounding each account's size can come to in a sum. */
  private static final BigDecimal ROUNDING = BigDecimal.valueOf(ACCOUNTS, 8);

  private Recording recording;
  private ReplayRuns runs;
  private Path atOnce;

  @BeforeAll
  void replay(@TempDir Path folder) throws IOException {
    Path tape = slice(SharedFolder.file(TAPE), folder.resolve("tape.csv"));
    Path book = folder.resolve("book.json");
    Path assets = folder.resolve("assets.csv");
    new CommandLine(new BookCommand())
        .execute(
            "--prices=" + tape,
            "--accounts=" + ACCOUNTS,
            "--seed=" + SEED,
            "--out=" + book,
            "--asset-ticks=" + assets);
    long start = firstMillis(tape);
    recording =
        Recording.open(
            new Recording.Sources(
                book,
                null,
                null,
                List.of(PriceSource.of(tape), PriceSource.of(assets)),
                depth(folder.resolve("depth.jsonl"), start),
                fund(folder.resolve("fund.jsonl"), start)));
    runs = new ReplayRuns(recording, folder, INTERVAL);
    atOnce = runs.run("one", 1, Speed.MAX);
  }

  private static Path slice(Path tape, Path slice) throws IOException {
    List<String> kept = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(tape)), StandardCharsets.UTF_8))) {
      kept.add(lines.readLine());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String time = line.split(",", 3)[1];
        if (time.compareTo(FROM) >= 0 && time.compareTo(TO) < 0) {
          kept.add(line);
        }
      }
    }
    return Files.write(slice, kept);
  }

  private static long firstMillis(Path slice) throws IOException {
    return Long.parseLong(Files.readAllLines(slice).get(1).split(",", 2)[0]);
  }

  /** Of three contracts and an asset, told so seldom that it is sometimes stale; one side only. */
  private static Path depth(Path file, long start) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int told = 0; told < 9; told++) {
      long time = start + told * 110_000L;
      appendDepth(lines, time, "BTCUSDT", 5 + told % 3);
      appendDepth(lines, time, "ETHUSDT", 40);
      appendDepth(lines, time, "BTC", 2);
      lines.append(
          "{\"time_ms\": %d, \"instrument\": \"ADAUSDT\", \"bids\": [[10, \"0\"], [30, \"50000\"], [400, \"50000\"]]}%n"
              .formatted(time + 7_000));
    }
    return Files.writeString(file, lines);
  }

  private static void appendDepth(StringBuilder lines, long time, String instrument, int size) {
    lines.append(
        "{\"time_ms\": %d, \"instrument\": \"%s\", \"bids\": [[20, \"%d\"], [100, \"%d\"], [500, \"%d\"], [2000, \"%d\"]], \"asks\": [[50, \"%d\"], [300, \"%d\"]]}%n"
            .formatted(time, instrument, size, 3 * size, 10 * size, 30 * size, size, 9 * size));
  }

  private static Path fund(Path file, long start) throws IOException {
    return Files.writeString(
        file,
        "{\"time_ms\": %d, \"fund\": \"default\", \"balance\": \"5000\"}%n{\"time_ms\": %d, \"fund\": \"default\", \"balance\": \"250.5\"}%n"
            .formatted(start + 300_000, start + 600_000));
  }

  /** Lines by the end of their interval, in their order. */
  private Map<Long, List<JsonNode>> lines() throws IOException {
    Map<Long, List<JsonNode>> lines = new TreeMap<>();
    for (String line : Files.readAllLines(ReplayOutput.AGGREGATES.in(atOnce))) {
      JsonNode node = JSON.readTree(line);
      lines.computeIfAbsent(node.get("asOf").asLong(), end -> new ArrayList<>()).add(node);
    }
    return lines;
  }

  @Test
  void everyTenthIntervalIsAsFromScratchAndNoneIsMissingOrDoubled() throws IOException {
    ReferenceMarkers markers =
        new ReferenceMarkers(recording, new Patience(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 0));
    SortedSet<Long> ends = markers.ends(INTERVAL.toSeconds() * MICROS);
    Map<Long, List<JsonNode>> lines = lines();
    assertThat(lines.keySet()).containsExactlyElementsOf(ends);
    assertThat(ends).hasSizeGreaterThan(40);

    List<String> differences = new ArrayList<>();
    int number = 0;
    for (long end : ends) {
      if (number++ % EVERY == 0) {
        AggregatesFromScratch scratch = AggregatesFromScratch.of(markers.at(end));
        compare(scratch, lines.get(end), "interval " + number + " ", differences);
      }
    }
    assertThat(differences).as("seed %d", SEED).isEmpty();
  }

  private static void compare(
      AggregatesFromScratch scratch, List<JsonNode> lines, String where, List<String> differences)
      throws IOException {
    List<RiskAggregate> expected = scratch.all();
    assertThat(lines).as(where).hasSameSizeAs(expected);
    for (int i = 0; i < lines.size(); i++) {
      RiskAggregate each = expected.get(i);
      JsonNode line = JSON.readTree(KeyedLine.of(each).toString());
      String place = where + each.header().price() + " " + line.get("aggregate").asText();
      if (each.values() instanceof CascadeProjection projection) {
        compareHeaders(line, lines.get(i), place, differences);
        compareProjections(scratch, projection, lines.get(i), place, differences);
      } else {
        LinesAlike.differences(line, lines.get(i), ACCOUNTS)
            .forEach(found -> differences.add(place + found));
      }
    }
  }

  /** Size × shocked price, rounded once. */
  @Test
  void notionalsAtShocksAreThoseOfTheSizes() throws IOException {
    int compared = 0;
    for (List<JsonNode> interval : lines().values()) {
      for (JsonNode line : interval) {
        BigDecimal mark = new BigDecimal(line.at("/values/mark").asText("0"));
        for (JsonNode shock : line.at("/values/shocks")) {
          if (shock.has("notionalAtShock")) {
            BigDecimal notional = new BigDecimal(shock.get("notionalAtShock").asText());
            assertThat(notional).isEqualByComparingTo(notionalAtShock(shock, mark));
            compared += notional.signum();
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(1000);
  }

  private static BigDecimal notionalAtShock(JsonNode shock, BigDecimal mark) {
    int sign = shock.get("side").asText().equals("DOWN") ? -1 : 1;
    BigDecimal move = BigDecimal.valueOf(sign * shock.get("bps").asLong(), 4);
    return new BigDecimal(shock.get("size").asText())
        .multiply(mark)
        .multiply(BigDecimal.ONE.add(move))
        .setScale(6, RoundingMode.HALF_EVEN);
  }

  private static void compareHeaders(
      JsonNode line, JsonNode told, String place, List<String> differences) {
    for (String field : List.of("aggregate", "price", "asOf", "marketSequence", "flags")) {
      if (!line.get(field).equals(told.get(field))) {
        differences.add(place + " " + field + " " + line.get(field) + " " + told.get(field));
      }
    }
  }

  /** Of what a shock comes to: exact in the first round, and between the totals around it. */
  private static void compareProjections(
      AggregatesFromScratch scratch,
      CascadeProjection expected,
      JsonNode told,
      String place,
      List<String> differences) {
    String price = told.get("price").asText();
    for (CascadeProjection.Scenario exact : expected.scenarios()) {
      JsonNode point = point(told, exact.side(), exact.bps());
      String where = place + " " + exact.side() + " " + exact.bps();
      if (exact.totalSize() == null) {
        if (!point.get("totalSize").isNull()) {
          differences.add(where + ": is told and has no impact");
        }
        continue;
      }
      within(exact.firstSize(), point.get("firstSize"), exact.firstSize(), where, differences);
      BigDecimal shock = BigDecimal.valueOf(exact.bps(), 4);
      CascadeSimulation.Outcome less =
          scratch.simulate(price, exact.side(), shock.subtract(TEN_BPS));
      CascadeSimulation.Outcome more = scratch.simulate(price, exact.side(), shock.add(TEN_BPS));
      within(less.totalSize(), point.get("totalSize"), more.totalSize(), where, differences);
    }
  }

  private static JsonNode point(JsonNode told, Side side, int bps) {
    for (JsonNode scenario : told.at("/values/scenarios")) {
      if (scenario.get("bound").asText().equals("POINT")
          && scenario.get("side").asText().equals(side.name())
          && scenario.get("bps").asInt() == bps) {
        return scenario;
      }
    }
    throw new AssertionError("no POINT of " + side + " " + bps + " in " + told);
  }

  private static void within(
      BigDecimal least, JsonNode told, BigDecimal most, String where, List<String> differences) {
    BigDecimal size = new BigDecimal(told.asText());
    if (size.compareTo(least.subtract(ROUNDING)) < 0 || size.compareTo(most.add(ROUNDING)) > 0) {
      differences.add(where + ": " + size + " is not from " + least + " to " + most);
    }
  }

  @Test
  void theSliceHasEverythingThatIsToBeCompared() throws IOException {
    String all = Files.readString(ReplayOutput.AGGREGATES.in(atOnce));

    assertThat(all)
        .contains("DEPTH_STALE", "DEPTH_EXTRAPOLATED", "IMPACT_MISSING")
        .contains("\"toDeleverage\":\"", "\"airPockets\":[{", "\"watchlist\":[{");
    assertThat(runs.verify(atOnce).difference()).isNull();
  }

  @Test
  void theBytesAreTheSameAtEveryParallelism() throws IOException {
    assertSameBytes(runs.run("two", 2, Speed.MAX));
    assertSameBytes(runs.run("three", 3, Speed.MAX));
  }

  @Test
  void theBytesAreTheSameWithAFailureInTheMiddle() throws IOException {
    assertSameBytes(runs.runWithFailure("failed", 3, Speed.MAX));
  }

  @Test
  void theBytesAreTheSameThroughAnotherParallelism() throws IOException {
    assertSameBytes(runs.runRescaled("more", 1, 3, Speed.MAX));
    assertSameBytes(runs.runRescaled("fewer", 3, 2, Speed.MAX));
  }

  private void assertSameBytes(Path out) {
    for (ReplayOutput output : ReplayOutput.values()) {
      assertThat(output.in(out)).as("seed %d", SEED).hasSameBinaryContentAs(output.in(atOnce));
    }
  }
}
