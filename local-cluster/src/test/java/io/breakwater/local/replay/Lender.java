package io.breakwater.local.replay;

import io.breakwater.local.SharedFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an account of two lending markets had and owed on 20 June 2023.
 *
 * @param staked ether
 * @param dollars what else it has
 * @param weight its liquidation threshold
 * @param ether owed
 * @param borrowed dollars owed
 */
record Lender(
    String id,
    BigDecimal staked,
    BigDecimal dollars,
    BigDecimal weight,
    BigDecimal ether,
    BigDecimal borrowed) {
  /** Ether in dollars then. */
  static final BigDecimal ETHER = new BigDecimal("1719.89763743");

  private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

  /** All of them; the test that asks is skipped where the files are absent. */
  static List<Lender> all() throws IOException {
    List<Lender> lenders = new ArrayList<>();
    for (Map<String, String> row : rows("lido_aave_2023-06-21_steth_aave.csv")) {
      lenders.add(of("v2-", row, ETHER));
    }
    for (Map<String, String> row : rows("lido_aave_2023-06-21_steth_aave_v3.csv")) {
      lenders.add(of("v3-", row, BigDecimal.ONE));
    }
    return lenders;
  }

  /** Of the older market, values are in ether. */
  private static Lender of(String market, Map<String, String> row, BigDecimal unit) {
    return of(
        market + row.get("user"),
        new BigDecimal(row.get("collateral")).multiply(unit),
        new BigDecimal(row.get("debt")).multiply(unit),
        new BigDecimal(row.get("amount")),
        new BigDecimal(row.get("ethdebt")),
        row.get("threshold"));
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

  /** The assets of a book that holds them, one for each threshold. */
  static String assets(List<Lender> lenders) {
    Set<String> assets = new TreeSet<>();
    for (Lender lender : lenders) {
      assets.add(asset(lender.stakedAsset(), "stETH", lender.weight()));
      assets.add(asset(lender.dollarAsset(), "USD", lender.weight()));
    }
    return String.join(",\n", assets);
  }

  private static String asset(String id, String price, BigDecimal weight) {
    return "{\"id\": \"%s\", \"kind\": \"ASSET\", \"price\": \"%s\", \"depositWeight\": \"%s\"}"
        .formatted(id, price, weight.toPlainString());
  }

  /** The accounts of a book. */
  static String lines(List<Lender> lenders) {
    return String.join(",\n", lenders.stream().map(Lender::line).toList());
  }

  /** Ether amounts were read at another moment than the values: no more of them than the value. */
  private static Lender of(
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

  /** Weighted deposits less debts that have grown so much, at a price of ether. */
  BigDecimal health(BigDecimal price, BigDecimal etherIndex, BigDecimal dollarIndex) {
    return staked
        .multiply(price)
        .add(dollars)
        .multiply(weight)
        .subtract(ether.multiply(price).multiply(etherIndex))
        .subtract(borrowed.multiply(dollarIndex));
  }

  private String stakedAsset() {
    return "stETH-" + weight.toPlainString();
  }

  private String dollarAsset() {
    return "USD-" + weight.toPlainString();
  }

  private String line() {
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
