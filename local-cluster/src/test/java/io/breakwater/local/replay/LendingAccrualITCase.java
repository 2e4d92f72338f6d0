package io.breakwater.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.lines.ReplayOutput;
import io.breakwater.local.replay.source.Speed;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lending accounts whose debts grow with each line of the price file, while no price moves: each
 * crosses its threshold at the line at which the index has made its debt as large as its weighted
 * deposit.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LendingAccrualITCase {
  private static final long FIRST_TICK = 1_700_000_000_000L;
  private static final int STEP_MILLIS = 12_000;
  private static final int BLOCKS = 400;
  private static final int ACCOUNTS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOOK =
      """
      {"factors": [{"id": "USDC-borrow", "kind": "BORROW_INDEX", "scale": 18}],
       "instruments": [
        {"id": "ETH", "kind": "ASSET", "depositWeight": "0.8"},
        {"id": "USDC", "kind": "ASSET", "borrowIndex": "USDC-borrow"}],
       "policy": {"liquidateAtEquality": false},
       "prices": {"ETH": "2000", "USDC": "1", "USDC-borrow": "1"},
       "accounts": [%s]}
      """;

  private Recording recording;
  private ReplayRuns runs;
  private Path atOnce;

  @BeforeAll
  void replay(@TempDir Path folder) throws IOException {
    recording =
        Recording.open(
            new Recording.Sources(
                Files.writeString(folder.resolve("book.json"), BOOK.formatted(accounts())),
                null,
                null,
                List.of(PriceSource.of(Files.writeString(folder.resolve("index.csv"), blocks()))),
                null,
                null));
    runs = new ReplayRuns(recording, folder);
    atOnce = runs.run("at-once", 1, Speed.MAX);
  }

  /** The index after a block, from 1: 0.01 % more each. */
  private static BigDecimal index(int block) {
    return new BigDecimal("1.0001").pow(block, MathContext.DECIMAL64);
  }

  private static String blocks() {
    StringBuilder csv = new StringBuilder("time_ms,instrument,price\n");
    for (int block = 1; block <= BLOCKS; block++) {
      csv.append(FIRST_TICK + (long) block * STEP_MILLIS)
          .append(",USDC-borrow,")
          .append(index(block).toPlainString())
          .append('\n');
    }
    return csv.toString();
  }

  /** 1 ETH counts 1600: each owes a little less than that. */
  private static BigDecimal debt(int account) {
    return new BigDecimal(1600).subtract(BigDecimal.valueOf(account * 100L + 50, 2));
  }

  private static String accounts() {
    List<String> accounts = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.add(
          """
          {"id": "lender-%02d", "balances": [{"instrument": "ETH", "amount": "1"}, {"instrument": "USDC", "amount": "-%s"}]}
          """
              .formatted(i, debt(i).toPlainString()));
    }
    return String.join(",", accounts);
  }

  /** The block after which a debt is more than 1600; 0 for none. */
  private static int crossing(int account) {
    for (int block = 1; block <= BLOCKS; block++) {
      if (debt(account).multiply(index(block)).compareTo(new BigDecimal(1600)) > 0) {
        return block;
      }
    }
    return 0;
  }

  @Test
  void accountsCrossTheirThresholdsByAccrualAlone() throws IOException {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      if (crossing(i) > 0) {
        long time = FIRST_TICK + (long) crossing(i) * STEP_MILLIS;
        expected.add("lender-%02d ENTERED %d PRICE USDC-borrow".formatted(i, time * 1000));
      }
    }

    List<String> triggers = new ArrayList<>();
    for (String line : Files.readAllLines(ReplayOutput.TRIGGERS.in(atOnce))) {
      JsonNode trigger = JSON.readTree(line);
      triggers.add(
          "%s %s %d %s %s"
              .formatted(
                  trigger.at("/account").asText(),
                  trigger.at("/kind").asText(),
                  trigger.at("/time").asLong(),
                  trigger.at("/cause/type").asText(),
                  trigger.at("/cause/factor").asText()));
    }

    assertThat(triggers).containsExactlyElementsOf(expected).hasSizeGreaterThan(30);
  }

  @Test
  void theReferenceSaysTheSameAtEveryParallelism() throws IOException {
    Path three = runs.run("three", 3, Speed.MAX);

    assertThat(runs.verify(atOnce).difference()).isNull();
    for (ReplayOutput output : ReplayOutput.values()) {
      assertThat(output.in(three)).hasSameBinaryContentAs(output.in(atOnce));
    }
  }
}
