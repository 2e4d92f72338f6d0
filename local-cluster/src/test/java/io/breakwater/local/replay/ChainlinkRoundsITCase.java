package io.breakwater.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.local.SharedFolder;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.lines.ReplayOutput;
import io.breakwater.local.replay.source.Speed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every round of ETH/USD and BTC/USD from April 2023 to January 2024 through the judge, by a
 * heartbeat of an hour. A feed that speaks once an hour when little happens may jump when it speaks
 * again: the maximum jump is twice what is usual.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ChainlinkRoundsITCase {
  private static final long MICROS = 1_000_000;
  private static final long MAXIMUM_AGE = 7_200;
  private static final long GRACE = 10;

  /** Two and a half hours, in seconds. */
  private static final long CUT = 9_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORACLE =
      "\"oracle\": {\"sources\": [{\"source\": \"chainlink\", \"heartbeatSeconds\": 3600}], \"maximumJumpBps\": 2000}";
  private static final String BOOK =
      """
      {"factors": [{"id": "ETH/USD", "scale": 8, %s}, {"id": "BTC/USD", "scale": 8, %s}],
       "instruments": [
        {"id": "ETH", "kind": "PERPETUAL", "price": "ETH/USD", "tiers": [{"rate": "0.01"}]},
        {"id": "BTC", "kind": "PERPETUAL", "price": "BTC/USD", "tiers": [{"rate": "0.01"}]}],
       "policy": {}, "prices": {}, "accounts": []}
      """
          .formatted(ORACLE, ORACLE);

  /** One round. */
  private record Round(long second, String feed, BigInteger id, BigDecimal answer, String line) {}

  private final List<Round> rounds = new ArrayList<>();
  private String header;
  private Path folder;

  @BeforeAll
  void read(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path file = SharedFolder.file("data/chainlink_eth_btc_usd_rounds_2023_2024.csv.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      header = lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",");
        rounds.add(
            new Round(
                Long.parseLong(cells[0]),
                cells[2],
                new BigInteger(cells[4]),
                new BigDecimal(cells[8]),
                line));
      }
    }
  }

  /** A replay of some rounds, with accounts that are opened only to be told what stands. */
  private ReplayRuns runs(String name, List<Round> some, List<String> probes) throws IOException {
    Path files = Files.createDirectories(folder.resolve(name));
    StringBuilder csv = new StringBuilder(header).append('\n');
    some.forEach(round -> csv.append(round.line()).append('\n'));
    return new ReplayRuns(
        Recording.open(
            new Recording.Sources(
                Files.writeString(files.resolve("book.json"), BOOK),
                Files.writeString(files.resolve("accounts.jsonl"), String.join("\n", probes)),
                null,
                List.of(PriceSource.of(Files.writeString(files.resolve("rounds.csv"), csv))),
                null,
                null)),
        files);
  }

  /** An account without any means, one millisecond after a second. */
  private static String probe(String account, String contract, long second) {
    return "{\"time_ms\": %d, \"account\": \"%s\", \"sequence\": 1, \"cash\": \"-1000000\", \"balances\": [], \"positions\": [{\"instrument\": \"%s\", \"size\": \"1\", \"entryPrice\": \"1\"}]}"
        .formatted(second * 1000 + 1, account, contract);
  }

  private static List<JsonNode> lines(Path out, ReplayOutput output) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(output.in(out))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  /** Rounds that come in the second of the one before of their feed, by the name of a probe. */
  private Map<String, Round> seconds() {
    Map<String, Round> last = new HashMap<>();
    Map<String, Round> ties = new HashMap<>();
    for (Round round : rounds) {
      Round before = last.put(round.feed(), round);
      if (before != null && before.second() == round.second()) {
        assertThat(round.id()).isGreaterThan(before.id());
        assertThat(round.answer()).isNotEqualTo(before.answer());
        ties.put("tie-" + round.feed() + "-" + round.second(), round);
      }
    }
    return ties;
  }

  @Test
  void everyRoundIsAcceptedInItsOrderAndNoneHalts() throws IOException {
    Map<String, Round> ties = seconds();
    List<String> probes = new ArrayList<>();
    ties.values().stream()
        .sorted((a, b) -> Long.compare(a.second(), b.second()))
        .forEach(
            tie ->
                probes.add(
                    probe(
                        "tie-" + tie.feed() + "-" + tie.second(),
                        tie.feed().substring(0, 3),
                        tie.second())));
    probes.add(probe("last", "ETH", rounds.get(rounds.size() - 1).second()));
    ReplayRuns runs = runs("all", rounds, probes);

    Path out = runs.run("out", 1, Speed.MAX);

    assertThat(ties).hasSize(12);
    assertThat(lines(out, ReplayOutput.QUALITY))
        .extracting(line -> line.get("factor").asText() + " " + line.get("validity").asText())
        .containsExactlyInAnyOrder("BTC/USD VALID", "ETH/USD VALID");
    assertThat(lines(out, ReplayOutput.REJECTED)).isEmpty();
    long events = 0;
    Map<String, String> prices = new HashMap<>();
    for (JsonNode trigger : lines(out, ReplayOutput.TRIGGERS)) {
      events = Math.max(events, trigger.get("marketSequence").asLong());
      prices.put(trigger.get("account").asText(), trigger.at("/legs/0/price").asText());
    }
    int termsAndPolicy = 5;
    assertThat(events).isEqualTo(rounds.size() + termsAndPolicy);
    ties.forEach(
        (account, round) ->
            assertThat(new BigDecimal(prices.get(account)))
                .as(account)
                .isEqualByComparingTo(round.answer()));
    assertThat(runs.verify(out).difference()).isNull();
  }

  @Test
  void aSilenceHaltsAtTheMicrosecondAndIsOverAfterTheGrace() throws IOException {
    List<Round> first = rounds.subList(0, 2_000);
    Round before = first.get(1_000);
    List<Round> cut =
        first.stream()
            .filter(
                round ->
                    !round.feed().equals(before.feed())
                        || round.second() <= before.second()
                        || round.second() > before.second() + CUT)
            .toList();
    Round next =
        cut.stream()
            .filter(r -> r.feed().equals(before.feed()) && r.second() > before.second())
            .findFirst()
            .orElseThrow();
    ReplayRuns runs = runs("cut", cut, List.of());

    Path out = runs.run("out", 2, Speed.MAX);

    assertThat(lines(out, ReplayOutput.QUALITY))
        .filteredOn(line -> line.get("factor").asText().equals(before.feed()))
        .extracting(
            line ->
                "%s %s %s"
                    .formatted(
                        line.get("time").asText(), line.get("validity"), line.get("reasons")))
        .containsExactly(
            first.stream()
                        .filter(r -> r.feed().equals(before.feed()))
                        .findFirst()
                        .orElseThrow()
                        .second()
                    * MICROS
                + " \"VALID\" []",
            (before.second() + MAXIMUM_AGE) * MICROS + " \"HALTED\" [\"STALE\"]",
            next.second() * MICROS + " \"RECOVERING\" [\"GRACE\"]",
            (next.second() + GRACE) * MICROS + " \"VALID\" []");
    assertThat(runs.verify(out).difference()).isNull();
  }
}
