package io.breakwater.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.local.SharedFolder;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final BigDecimal ETHER = new BigDecimal("1719.89763743");
  private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);
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

  /**
   * What an account has and owes.
   *
   * @param staked ether
   * @param dollars what else it has
   * @param weight its liquidation threshold
   * @param ether owed
   * @param borrowed dollars owed
   */
  private record Lender(
      String id,
      BigDecimal staked,
      BigDecimal dollars,
      BigDecimal weight,
      BigDecimal ether,
      BigDecimal borrowed) {

    /**
     * Ether amounts were read at another moment than the values: no more of them than the value.
     */
    static Lender of(
        String id,
        BigDecimal collateral,
        BigDecimal liabilities,
        BigDecimal stakedEther,
        BigDecimal owedEther,
        String threshold) {
      BigDecimal staked = within(stakedEther, collateral);
      BigDecimal owed = within(owedEther, liabilities);
      return new Lender(
          id,
          staked,
          rest(collateral, staked),
          new BigDecimal(threshold).divide(BASIS_POINTS),
          owed,
          rest(liabilities, owed));
    }

    private static BigDecimal within(BigDecimal ether, BigDecimal value) {
      return ether.min(value.divide(ETHER, 18, RoundingMode.DOWN)).setScale(18, RoundingMode.DOWN);
    }

    private static BigDecimal rest(BigDecimal value, BigDecimal ether) {
      return value.subtract(ether.multiply(ETHER)).setScale(18, RoundingMode.HALF_EVEN);
    }

    /** Weighted deposits less debts that have grown so much. */
    BigDecimal health(BigDecimal etherIndex, BigDecimal dollarIndex) {
      return staked
          .multiply(ETHER)
          .add(dollars)
          .multiply(weight)
          .subtract(ether.multiply(ETHER).multiply(etherIndex))
          .subtract(borrowed.multiply(dollarIndex));
    }

    String stakedAsset() {
      return "stETH-" + weight.toPlainString();
    }

    String dollarAsset() {
      return "USD-" + weight.toPlainString();
    }

    String line() {
      List<String> balances = new ArrayList<>();
      add(balances, stakedAsset(), staked);
      add(balances, dollarAsset(), dollars);
      add(balances, "WETH", ether.negate());
      add(balances, "USDC", borrowed.negate());
      return "{\"id\": \"%s\", \"balances\": [%s]}".formatted(id, String.join(", ", balances));
    }

    private static void add(List<String> balances, String instrument, BigDecimal amount) {
      if (amount.signum() != 0) {
        balances.add(
            "{\"instrument\": \"%s\", \"amount\": \"%s\"}"
                .formatted(instrument, amount.toPlainString()));
      }
    }
  }

  private final List<Lender> lenders = new ArrayList<>();
  private ReplayRuns runs;
  private Path atOnce;

  @BeforeAll
  void replay(@TempDir Path folder) throws IOException {
    for (Map<String, String> row : rows("lido_aave_2023-06-21_steth_aave.csv")) {
      add("v2-", row, ETHER);
    }
    for (Map<String, String> row : rows("lido_aave_2023-06-21_steth_aave_v3.csv")) {
      add("v3-", row, BigDecimal.ONE);
    }
    Path book = Files.writeString(folder.resolve("book.json"), book());
    Path blocks = Files.writeString(folder.resolve("blocks.csv"), blocks());
    Recording recording =
        Recording.open(
            new Recording.Sources(book, null, null, List.of(PriceSource.of(blocks)), null, null));
    runs = new ReplayRuns(recording, folder);
    atOnce = runs.run("at-once", 1, Speed.MAX);
  }

  /** Of the older market, values are in ether. */
  private void add(String market, Map<String, String> row, BigDecimal unit) {
    lenders.add(
        Lender.of(
            market + row.get("user"),
            new BigDecimal(row.get("collateral")).multiply(unit),
            new BigDecimal(row.get("debt")).multiply(unit),
            new BigDecimal(row.get("amount")),
            new BigDecimal(row.get("ethdebt")),
            row.get("threshold")));
  }

  private static List<Map<String, String>> rows(String name) throws IOException {
    List<String> lines = Files.readAllLines(SharedFolder.file("data/" + name));
    String[] columns = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < columns.length; i++) {
        row.put(columns[i], fields[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private String book() {
    Set<String> assets = new TreeSet<>();
    for (Lender lender : lenders) {
      assets.add(asset(lender.stakedAsset(), "stETH", lender.weight()));
      assets.add(asset(lender.dollarAsset(), "USD", lender.weight()));
    }
    return BOOK.formatted(
        String.join(",\n", assets),
        ETHER.toPlainString(),
        String.join(",\n", lenders.stream().map(Lender::line).toList()));
  }

  private static String asset(String id, String price, BigDecimal weight) {
    return "{\"id\": \"%s\", \"kind\": \"ASSET\", \"price\": \"%s\", \"depositWeight\": \"%s\"}"
        .formatted(id, price, weight.toPlainString());
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
      boolean crossed = lender.health(ether, dollars).signum() < 0;
      for (int block = 1; block <= BLOCKS && !crossed; block++) {
        ether = grown(ETHER_GROWTH, block);
        if (lender.health(ether, dollars).signum() < 0) {
          crossings.add(crossing(lender.id(), block, "ETH-borrow"));
          crossed = true;
        }
        dollars = grown(DOLLAR_GROWTH, block);
        if (!crossed && lender.health(ether, dollars).signum() < 0) {
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
