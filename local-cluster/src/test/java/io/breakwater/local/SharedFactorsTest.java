package io.breakwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts whose instruments share a factor, or derive from one: they have one critical price. */
class SharedFactorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNBOUNDED = "";

  @TempDir private Path folder;

  private static Path file(String name) {
    try {
      return Path.of(SharedFactorsTest.class.getResource("/factors/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static JsonNode explained(Path book) throws IOException {
    CommandRun run = CommandRun.of("explain", "--json", book);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  /**
   * Ends in eight digits: rounded towards liquidating earlier, a lower end up, an upper one down.
   */
  @ParameterizedTest
  @CsvSource({
    "coin-margined-short, BTC, '', 55277.777",
    "same-token-collateral, ETH, 1675, ''",
    "hedged-coin-margined, BTC, '', ''",
    "pegged-loop, WETH wstETH, '', 2028.8695",
    "pegged-loop-by-rate, ETH wstETH/ETH, '', ''",
  })
  void explainHasARowForEachObservedFactorAndEverythingDerivedMovesAlong(
      String book, String factors, String below, String above) throws IOException {
    JsonNode account = explained(file(book + ".book.json"));

    List<String> rows = new ArrayList<>();
    account.at("/prices").forEach(row -> rows.add(row.at("/price").asText()));
    assertThat(rows).containsExactly(factors.split(" "));
    JsonNode first = account.at("/prices/0");
    assertThat(account.at("/liquidatable").asBoolean()).isFalse();
    assertThat(first.at("/unsafeAtEveryPrice").asBoolean()).isFalse();
    assertEnd(first.at("/criticalPrices/below"), below);
    assertEnd(first.at("/criticalPrices/above"), above);
  }

  private static void assertEnd(JsonNode end, String expected) {
    if (expected.equals(UNBOUNDED)) {
      assertThat(end.isNull()).isTrue();
    } else {
      BigDecimal digits = new BigDecimal(expected);
      assertThat(new BigDecimal(end.asText()))
          .isBetween(digits, digits.add(BigDecimal.ONE.movePointLeft(digits.scale())));
    }
  }

  /** Moves the ETH of both, at a rate that stays. */
  @Test
  void whatIsPricedByARateKeepsItsRateAtEveryPriceOfTheBase() throws IOException {
    String book = Files.readString(file("pegged-loop-by-rate.book.json"));
    for (String price : List.of("0.01", "1999", "2029", "1000000")) {
      Path moved =
          Files.writeString(
              folder.resolve("b.json"), book.replace("\"2000\"", "\"" + price + "\""));
      assertThat(explained(moved).at("/level").asText()).isNotIn("LIQUIDATABLE", "SEVERE");
    }
    Path depegged =
        Files.writeString(folder.resolve("b.json"), book.replace("\"1.228\"", "\"1.21\""));
    assertThat(explained(depegged).at("/level").asText()).isEqualTo("LIQUIDATABLE");
  }

  @Test
  void peopleAreToldTheSameRows() throws IOException {
    CommandRun run = CommandRun.of("explain", file("same-token-collateral.book.json"));

    assertThat(run.out().lines())
        .anyMatch(line -> line.strip().matches("ETH +2000 +from 1675"))
        .noneMatch(line -> line.strip().matches("ETH-PERP +2000 .*"));
  }

  @Test
  void aBalanceGrowsFromTheIndexThatItStatesOrElseFromTheOneThatStands() throws IOException {
    Path book =
        Files.writeString(
            folder.resolve("book.json"),
            """
            {"instruments": [{"id": "ETH", "kind": "ASSET", "depositWeight": "0.8", "supplyIndex": "ETH-supply"},
                             {"id": "USDC", "kind": "ASSET", "borrowIndex": "USDC-borrow"}],
             "prices": {"ETH": "2000", "USDC": "1", "ETH-supply": "1.5", "USDC-borrow": "1.2"},
             "accounts": [{"id": "a", "balances": [{"instrument": "ETH", "amount": "1", "supplyIndex": "1.25"},
                                                   {"instrument": "USDC", "amount": "-1200", "borrowIndex": "1"}]},
                          {"id": "b", "balances": [{"instrument": "ETH", "amount": "1"},
                                                   {"instrument": "USDC", "amount": "-1200"}]}]}
            """);

    List<String> lines = CommandRun.of("explain", "--json", book).out().lines().toList();

    assertThat(JSON.readTree(lines.get(0)).at("/equity").asText()).isEqualTo("960");
    assertThat(new BigDecimal(JSON.readTree(lines.get(1)).at("/equity").asText()))
        .isBetween(new BigDecimal("799.999999999999"), new BigDecimal("800"));
    assertThat(JSON.readTree(lines.get(0)).at("/prices")).hasSize(4);
  }

  @Test
  void aHedgedAccountIsTriggeredAtNoPrice() throws IOException {
    Path out = folder.resolve("out");

    CommandRun run =
        CommandRun.of(
            "replay",
            "--book",
            file("hedged-coin-margined.book.json"),
            "--prices",
            file("hedged-coin-margined.csv"),
            "--out",
            out,
            "--verify");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(out.resolve("liquidation-triggers.jsonl")).isEmptyFile();
    assertThat(run.out()).contains("Verified: 0 changes of health and 0 triggers of 1 accounts");
  }

  /** Parameters before any price state a scale; later ones state none. */
  @Test
  void aScaleThatIsStatedNoMoreIsSetByTheFirstValue() throws IOException {
    Path book =
        Files.writeString(
            folder.resolve("book.json"),
            """
            {"instruments": [{"id": "SHIB", "kind": "PERPETUAL", "priceScale": 4, "tiers": [{"rate": "0.01"}]},
                             {"id": "BTC", "kind": "PERPETUAL", "tiers": [{"rate": "0.01"}]}],
             "prices": {"BTC": "100"},
             "accounts": [{"id": "a", "cash": "1",
                           "positions": [{"instrument": "SHIB", "size": "100000", "entryPrice": "0.00003"}]}]}
            """);
    Path parameters =
        Files.writeString(
            folder.resolve("p.jsonl"),
            "{\"time_ms\": 1735689601000, \"instrument\":"
                + " {\"id\": \"SHIB\", \"kind\": \"PERPETUAL\", \"tiers\": [{\"rate\": \"0.01\"}]}}\n");
    Path prices =
        Files.writeString(
            folder.resolve("t.csv"),
            "time_ms,instrument,price\n1735689600000,BTC,100\n1735689602000,SHIB,0.000012\n");
    Path out = folder.resolve("out");

    CommandRun run =
        CommandRun.of(
            "replay",
            "--book",
            book,
            "--prices",
            prices,
            "--parameters",
            parameters,
            "--out",
            out,
            "--verify");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("Verified: 1 changes of health and 1 triggers of 1 accounts");
  }

  /** The job rejects the second product, and so does whoever checks it. */
  @Test
  void whatRestsOnTooManyFactorsIsRejectedAndVerified() throws IOException {
    Path book =
        Files.writeString(
            folder.resolve("book.json"),
            """
            {"factors": [{"id": "AB", "product": ["A", "B"]}, {"id": "CD", "product": ["C", "D"]},
                         {"id": "ABCD", "product": ["AB", "CD"]}],
             "instruments": [{"id": "X", "kind": "ASSET", "price": "ABCD"}, {"id": "Y", "kind": "ASSET", "price": "Z"}],
             "prices": {"A": "1", "B": "1", "C": "1", "D": "1", "Z": "1"},
             "accounts": [{"id": "a", "balances": [{"instrument": "X", "amount": "10"}, {"instrument": "Y", "amount": "-1"}]}]}
            """);
    Path parameters =
        Files.writeString(
            folder.resolve("p.jsonl"),
            "{\"time_ms\": 1735689600500, \"factor\": {\"id\": \"ABCDE\", \"product\": [\"ABCD\","
                + " \"E\"]}}\n");
    Path prices =
        Files.writeString(
            folder.resolve("t.csv"),
            "time_ms,instrument,price\n1735689600000,A,1\n1735689601000,A,0.05\n");
    Path out = folder.resolve("out");

    CommandRun run =
        CommandRun.of(
            "replay",
            "--book",
            book,
            "--prices",
            prices,
            "--parameters",
            parameters,
            "--out",
            out,
            "--verify");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(out.resolve("rejected-records.jsonl"))
        .content()
        .contains("would rest on 5 observed factors");
    assertThat(run.out()).contains("Verified: 1 changes of health and 1 triggers of 1 accounts");
  }
}
