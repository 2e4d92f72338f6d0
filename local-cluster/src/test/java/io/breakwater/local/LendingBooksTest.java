package io.breakwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.local.input.TestFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Books of real lending accounts (Aave, 20 June 2023) against the health factors that the contract
 * returned, to a relative 1e-9.
 *
 * <p>As a book, by assumption: what is staked is an ETH-priced deposit whose weight is the
 * account's own threshold, with one asset for each; what is owed in ETH is an ETH-priced debt; the
 * rest of collateral (same weight) and debt are dollars. Version 2 states values in ETH.
 */
class LendingBooksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigDecimal ETH_PRICE = new BigDecimal("1719.89763743");
  private static final BigDecimal RELATIVE = new BigDecimal("1e-9");
  private static final int SCALE = 18;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "lido_aave_2023-06-21_steth_aave.csv, true, 1309",
    "lido_aave_2023-06-21_steth_aave_v3.csv, false, 502",
  })
  void healthFactorsAreThoseOfTheContract(String name, boolean inEth, int count)
      throws IOException {
    List<Map<String, String>> rows = rows(SharedFolder.file("data/" + name));
    Path book = TestFiles.write(folder, "book.json", book(rows, inEth));

    CommandRun run = CommandRun.of("explain", book, "--json");

    assertThat(run.err()).isEmpty();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(count);
    for (int i = 0; i < count; i++) {
      JsonNode explanation = JSON.readTree(lines.get(i));
      BigDecimal published = new BigDecimal(rows.get(i).get("healthf"));
      BigDecimal computed = new BigDecimal(explanation.get("healthFactor").asText());
      assertThat(explanation.get("account").asText()).isEqualTo(rows.get(i).get("user"));
      assertThat(computed.subtract(published).abs())
          .as("account %s: %s, published %s", rows.get(i).get("user"), computed, published)
          .isLessThanOrEqualTo(published.multiply(RELATIVE));
      assertThat(explanation.get("liquidatable").asBoolean())
          .isEqualTo(published.compareTo(BigDecimal.ONE) < 0);
    }
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] columns = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < columns.length; i++) {
        row.put(columns[i], values[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static String book(List<Map<String, String>> rows, boolean inEth) {
    List<String> instruments = new ArrayList<>(List.of(asset("ETH", "1"), asset("USD", "1")));
    List<String> prices =
        new ArrayList<>(List.of(price("ETH", ETH_PRICE), price("USD", BigDecimal.ONE)));
    for (String threshold :
        rows.stream().map(r -> r.get("threshold")).collect(Collectors.toCollection(TreeSet::new))) {
      String weight = new BigDecimal(threshold).movePointLeft(4).toPlainString();
      instruments.add(asset("ETH-" + threshold, weight));
      instruments.add(asset("USD-" + threshold, weight));
      prices.add(price("ETH-" + threshold, ETH_PRICE));
      prices.add(price("USD-" + threshold, BigDecimal.ONE));
    }
    return "{`instruments`: [%s],%n`prices`: {%s},%n`accounts`: [%s]}%n"
        .formatted(
            String.join(",\n", instruments),
            String.join(",\n", prices),
            rows.stream().map(row -> account(row, inEth)).collect(Collectors.joining(",\n")));
  }

  private static String asset(String id, String weight) {
    return "{`id`: `" + id + "`, `kind`: `ASSET`, `depositWeight`: `" + weight + "`}";
  }

  private static String price(String id, BigDecimal price) {
    return "`" + id + "`: `" + price.toPlainString() + "`";
  }

  private static String account(Map<String, String> row, boolean inEth) {
    BigDecimal unit = inEth ? ETH_PRICE : BigDecimal.ONE;
    BigDecimal collateral = new BigDecimal(row.get("collateral")).multiply(unit);
    BigDecimal debt = new BigDecimal(row.get("debt")).multiply(unit);
    BigDecimal staked = within(new BigDecimal(row.get("amount")), collateral);
    BigDecimal owed = within(new BigDecimal(row.get("ethdebt")), debt);
    String threshold = row.get("threshold");
    return "{`id`: `%s`, `balances`: [%s, %s, %s, %s]}"
        .formatted(
            row.get("user"),
            balance("ETH-" + threshold, staked),
            balance("USD-" + threshold, collateral.subtract(staked.multiply(ETH_PRICE))),
            balance("ETH", owed.negate()),
            balance("USD", debt.subtract(owed.multiply(ETH_PRICE)).negate()));
  }

  /** ETH amounts were read at another moment than the values: no more of them than the value. */
  private static BigDecimal within(BigDecimal eth, BigDecimal value) {
    return eth.min(value.divide(ETH_PRICE, SCALE, RoundingMode.DOWN))
        .setScale(SCALE, RoundingMode.DOWN);
  }

  private static String balance(String instrument, BigDecimal amount) {
    String written = amount.setScale(SCALE, RoundingMode.HALF_EVEN).toPlainString();
    return "{`instrument`: `" + instrument + "`, `amount`: `" + written + "`}";
  }
}
