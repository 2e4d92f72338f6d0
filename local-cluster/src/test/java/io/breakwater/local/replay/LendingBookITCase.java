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
import java.math.RoundingMode;
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

/**
 * The 1,811 accounts of two lending markets as they stood on 20 June 2023, while no price moves and
 * what they owe grows with each block, much faster than it did: two borrow indexes, each in the
 * derived factor that values a debt. What is staked is valued at a rate times ether.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LendingBookITCase {
  private static final long FIRST_BLOCK = 1_687_219_200_000L;
  private static final int STEP_MILLIS = 12_000;
  private static final int BLOCKS = 500;
  private static final BigDecimal ETHER_GROWTH = new BigDecimal("1.0003");
  private static final BigDecimal DOLLAR_GROWTH = new BigDecimal("1.0004");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOOK =
      """
      {"factors": [
        {"id": "stETH", "product": ["stETH/ETH", "ETH"]},
        {"id": "ETH-borrow", "kind": "BORROW_INDEX", "scale": 15},
        {"id": "USD-borrow", "kind": "BORROW_INDEX", "scale": 15}],
       "instruments": [
        {"id": "WETH", "kind": "ASSET", "price": "ETH", "borrowIndex": "ETH-borrow"},
        {"id": "USDC", "kind": "ASSET", "price": "USD", "borrowIndex": "USD-borrow"},
        %s],
       "policy": {"liquidateAtEquality": false},
       "prices": {"ETH": "%s", "USD": "1", "stETH/ETH": "1", "ETH-borrow": "1", "USD-borrow": "1"},
       "accounts": [
        %s]}
      """;

  private List<Lender> lenders;
  private ReplayRuns runs;
  private Path atOnce;

  @BeforeAll
  void replay(@TempDir Path folder) throws IOException {
    lenders = Lender.all();
    Path book = Files.writeString(folder.resolve("book.json"), book());
    Path blocks = Files.writeString(folder.resolve("blocks.csv"), blocks());
    Recording recording =
        Recording.open(
            new Recording.Sources(book, null, null, List.of(PriceSource.of(blocks)), null, null));
    runs = new ReplayRuns(recording, folder);
    atOnce = runs.run("at-once", 1, Speed.MAX);
  }

  private String book() {
    return BOOK.formatted(
        Lender.assets(lenders), Lender.ETHER.toPlainString(), Lender.lines(lenders));
  }

  private static BigDecimal grown(BigDecimal growth, int blocks) {
    return growth.pow(blocks, MathContext.DECIMAL128).setScale(15, RoundingMode.HALF_EVEN);
  }

  private static String blocks() {
    StringBuilder csv = new StringBuilder("time_ms,instrument,price\n");
    for (int block = 1; block <= BLOCKS; block++) {
      long time = timeOf(block);
      String line = "%d,%s,%s\n";
      csv.append(line.formatted(time, "ETH-borrow", grown(ETHER_GROWTH, block).toPlainString()));
      csv.append(line.formatted(time, "USD-borrow", grown(DOLLAR_GROWTH, block).toPlainString()));
    }
    return csv.toString();
  }

  private static long timeOf(int block) {
    return FIRST_BLOCK + (long) block * STEP_MILLIS;
  }

  /** Who crosses the threshold, at which line of which block, by the accounts' own numbers. */
  private Set<String> crossings() {
    Set<String> crossings = new TreeSet<>();
    for (Lender lender : lenders) {
      BigDecimal ether = BigDecimal.ONE;
      BigDecimal dollars = BigDecimal.ONE;
      boolean crossed = lender.health(Lender.ETHER, ether, dollars).signum() < 0;
      for (int block = 1; block <= BLOCKS && !crossed; block++) {
        ether = grown(ETHER_GROWTH, block);
        if (lender.health(Lender.ETHER, ether, dollars).signum() < 0) {
          crossings.add(crossing(lender.id(), block, "ETH-borrow"));
          crossed = true;
        }
        dollars = grown(DOLLAR_GROWTH, block);
        if (!crossed && lender.health(Lender.ETHER, ether, dollars).signum() < 0) {
          crossings.add(crossing(lender.id(), block, "USD-borrow"));
          crossed = true;
        }
      }
    }
    return crossings;
  }

  private static String crossing(String account, int block, String factor) {
    return account + " at " + timeOf(block) * 1000 + " by " + factor;
  }

  @Test
  void accountsCrossTheirThresholdsByAccrualAlone() throws IOException {
    assertThat(lenders).hasSize(1_811);
    Set<String> entered = new TreeSet<>();
    for (String line : Files.readAllLines(ReplayOutput.TRIGGERS.in(atOnce))) {
      JsonNode trigger = JSON.readTree(line);
      if (trigger.at("/kind").asText().equals("ENTERED")
          && trigger.at("/cause/type").asText().equals("PRICE")) {
        entered.add(
            "%s at %d by %s"
                .formatted(
                    trigger.at("/account").asText(),
                    trigger.at("/time").asLong(),
                    trigger.at("/cause/factor").asText()));
      }
    }
    assertThat(entered).isEqualTo(crossings()).hasSizeGreaterThan(100);
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
