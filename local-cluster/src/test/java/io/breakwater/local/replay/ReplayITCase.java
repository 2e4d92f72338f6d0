package io.breakwater.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.local.cluster.ListeningSockets;
import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.lines.ReplayOutput;
import io.breakwater.local.replay.source.Speed;
import io.breakwater.stream.desk.WatchKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Files in every format through the job, judged by the reference. */
@TestInstance(Lifecycle.PER_CLASS)
class ReplayITCase {
  private static final long SEED = 20210519;
  private static final int ACCOUNTS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReplayRuns runs;
  private Path atOnce;

  @BeforeAll
  void replay(@TempDir Path folder) throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Recording recording = Recording.open(new EveryFormat(SEED, ACCOUNTS, files).write());
    runs = new ReplayRuns(recording, folder);
    atOnce = runs.run("at-once", 1, Speed.MAX);
  }

  @Test
  void whatAReplayOpensIsReachedFromThisMachineOnly() throws Exception {
    ListeningSockets.assumeTold();
    ListeningSockets.requireLoopback(
        ListeningSockets.during(() -> runs.run("watched", 1, Speed.MAX)));
  }

  @Test
  void everyTransitionAndTriggerIsTheReferencesAndThereAreNoOthers() throws IOException {
    ReplayVerification.Verdict verdict = runs.verify(atOnce);

    assertThat(verdict.difference()).as("seed %d", SEED).isNull();
    assertThat(verdict.accounts()).isGreaterThan(ACCOUNTS);
    assertThat(verdict.pending()).isPositive();
    assertThat(verdict.transitions()).isGreaterThan(1_000);
    assertThat(verdict.triggers()).isGreaterThan(500);
  }

  @Test
  void theFilesCallForEveryLevelAndCause() throws IOException {
    List<JsonNode> transitions = lines(atOnce, ReplayOutput.HEALTH);

    assertThat(texts(transitions, "/to"))
        .contains("HEALTHY", "WARNING", "LIQUIDATABLE", "SEVERE", "BANKRUPT");
    assertThat(texts(transitions, "/cause/type"))
        .contains("PRICE", "ACCOUNT", "PARAMETERS", "POLICY", "TIMER");
    assertThat(texts(transitions, "/pending"))
        .contains("no value of LATE is known", "no parameters of NEVER are known");
    assertThat(texts(transitions, "/held")).containsExactlyInAnyOrder("false", "true");
    assertThat(texts(transitions, "/cause/factor"))
        .contains("PERP", "FUT", "INV", "ETH/USD", "FIXED", "NOBODY");
    assertThat(texts(lines(atOnce, ReplayOutput.TRIGGERS), "/kind"))
        .containsExactlyInAnyOrder("ENTERED", "WORSENED", "WITHDRAWN");
  }

  @Test
  void anAccountWaitsForAnUnknownInstrumentUntilItHoldsAnother() throws IOException {
    assertThat(lines(atOnce, ReplayOutput.HEALTH))
        .filteredOn(line -> line.at("/account").asText().equals("waits"))
        .first()
        .satisfies(
            line -> {
              assertThat(line.at("/accountSequence").asLong()).isEqualTo(5);
              assertThat(line.at("/time").asLong()).isEqualTo((EveryFormat.FIRST_TICK + 50) * 1000);
            });
  }

  @Test
  void whatCannotBeUsedIsRejectedWithItsPlaceAndStopsNothing() throws IOException {
    List<JsonNode> rejected = lines(atOnce, ReplayOutput.REJECTED);

    assertThat(texts(rejected, "/topic"))
        .containsExactlyInAnyOrder(
            "accounts.jsonl", "depth.jsonl", "parameters.jsonl", "ticks.csv");
    assertThat(texts(rejected, "/reason"))
        .contains(
            "NON_POSITIVE_PRICE",
            "UNDECODABLE",
            "SEQUENCE_CONFLICT",
            "UNSUPPORTED",
            "CONTRADICTION");
    assertThat(rejected)
        .filteredOn(line -> line.at("/topic").asText().equals("ticks.csv"))
        .first()
        .satisfies(line -> assertThat(line.at("/offset").asLong()).isEqualTo(10));
  }

  @Test
  void theOutputsAreTheSameBytesAtEveryParallelismAndSpeed() throws IOException {
    assertSameBytes(runs.run("two", 2, Speed.MAX));
    assertSameBytes(runs.run("three", 3, new Speed(100_000)));
  }

  @Test
  void theOutputsAreTheSameBytesHoweverAccountsAreFound() throws IOException {
    assertSameBytes(runs.run("holders", 2, Speed.MAX, WatchKind.HOLDERS));
  }

  @Test
  void theOutputsAreTheSameBytesWithAFailureInTheMiddle() throws IOException {
    assertSameBytes(runs.runWithFailure("failed", 2, new Speed(2_000)));
    assertSameBytes(runs.runWithFailure("failed-at-once", 3, Speed.MAX));
  }

  private void assertSameBytes(Path out) {
    for (ReplayOutput output : ReplayOutput.values()) {
      assertThat(output.in(out)).as("seed %d", SEED).hasSameBinaryContentAs(output.in(atOnce));
    }
  }

  private static List<JsonNode> lines(Path out, ReplayOutput output) throws IOException {
    return Files.readAllLines(output.in(out)).stream().map(ReplayITCase::parsed).toList();
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static Set<String> texts(List<JsonNode> lines, String pointer) {
    Set<String> texts = new TreeSet<>();
    lines.forEach(line -> texts.add(line.at(pointer).asText()));
    return texts;
  }
}
