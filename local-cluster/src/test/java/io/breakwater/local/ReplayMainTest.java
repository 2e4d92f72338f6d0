package io.breakwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} as the command line has it: exit codes, and what is said. */
class ReplayMainTest {
  private static final String BOOK =
      """
      {"instruments": [{"id": "P", "kind": "PERPETUAL", "tiers": [{"notionalFrom": "0", "rate": "0.1"}]}],
       "prices": {"P": "100"},
       "accounts": [{"id": "a", "cash": "20", "positions": [{"instrument": "P", "size": "1", "entryPrice": "100"}]}]}
      """;
  private static final String PRICES =
      "time_ms,instrument,price\n1700000001000,P,99\n1700000002000,P,88.5\n1700000003000,P,x\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;
  private Path book;
  private Path prices;

  @BeforeEach
  void writeFiles() throws IOException {
    book = Files.writeString(folder.resolve("book.json"), BOOK);
    prices = Files.writeString(folder.resolve("prices.csv"), PRICES);
  }

  @Test
  void aReplayWritesItsOutputsVerifiesThemAndLeavesNothingElse() throws IOException {
    Path output = folder.resolve("made/out");

    int exit = replay("--out", output.toString(), "--parallelism", "1", "--summary", "--verify");

    assertThat(exit).as(said()).isZero();
    assertThat(Files.readString(output.resolve("account-health.jsonl")))
        .isEqualTo(
            """
            {"account":"a","time":1700000002000000,"marketSequence":5,"accountSequence":-1,"from":"HEALTHY","to":"LIQUIDATABLE",\
            "cause":{"type":"PRICE","factor":"P","price":"88.5","sequence":3,"publishTime":1700000002000000},\
            "equity":"8.5","maintenanceMargin":"8.85","triggeredLevel":"LIQUIDATABLE","held":false,"pending":null}
            """);
    assertThat(Files.readAllLines(output.resolve("liquidation-triggers.jsonl"))).hasSize(1);
    assertThat(Files.readString(output.resolve("rejected-records.jsonl")))
        .contains("\"topic\":\"prices.csv\"")
        .contains("\"offset\":4");
    try (var files = Files.list(output)) {
      assertThat(files).hasSize(5);
    }
    assertThat(summary())
        .contains("3 ticks")
        .contains(
            "Rejected records: 1:\n               prices.csv, line 4: price: 'x' is not a decimal")
        .contains("Verified: 1 changes of health and 1 triggers of 1 accounts");
  }

  @Test
  void parametersCountFromTheirTimeOnBeforeThePricesOfThatTime() throws IOException {
    prices =
        Files.writeString(
            folder.resolve("prices.csv"),
            "time_ms,instrument,price\n1700000001000,P,99\n1700000002000,P,98\n1700000003000,P,97\n");
    Path parameters =
        Files.writeString(
            folder.resolve("parameters.jsonl"),
            """
            {"time_ms": 1700000003000, "policy": {"liquidatableMultiplier": "0.9", "warningMultiplier": "1"}}
            {"time_ms": 1700000002000, "instrument": {"id": "P", "kind": "PERPETUAL", "tiers": [{"rate": "0.2"}]}}
            {"time_ms": 1700000002000, "factor": {"id": "P", "oracle": {}}}
            """);
    Path output = folder.resolve("out");

    int exit =
        replay("--out", output.toString(), "--parameters", parameters.toString(), "--verify");

    assertThat(exit).as(said()).isZero();
    assertThat(transitions(output))
        .containsExactly(
            "1700000002000000 5 HEALTHY LIQUIDATABLE PARAMETERS",
            "1700000003000000 7 LIQUIDATABLE WARNING POLICY",
            "1700000003000000 8 WARNING LIQUIDATABLE PRICE");
    assertThat(summary())
        .contains(
            "Rejected records: 1:\n               parameters.jsonl, line 3: factor.oracle lacks sources: give it")
        .contains("Verified: 3 changes of health and 3 triggers of 1 accounts");
  }

  /** What is scheduled happens up to the last line of any file, and no further. */
  @Test
  void whatIsScheduledAfterTheLastPriceHappensBeforeTheLastAccount() throws IOException {
    Files.writeString(
        book,
        BOOK.replace(
            "\"rate\": \"0.1\"}]",
            """
            "rate": "0.1"}], "scheduled": [
              {"effectiveTime": 1700000005000000, "parameters": {"tiers": [{"rate": "0.18"}]}},
              {"effectiveTime": 1700000009000001, "parameters": {"tiers": [{"rate": "0.4"}]}}]\
            """));
    Path accounts =
        Files.writeString(
            folder.resolve("feed.jsonl"),
            """
            {"time_ms": 1700000009000, "account": "late", "sequence": 1, "cash": "1"}
            """);
    Files.writeString(prices, "time_ms,instrument,price\n1700000001000,P,99\n");
    Path output = folder.resolve("out");

    int exit = replay("--out", output.toString(), "--accounts", accounts.toString(), "--verify");

    assertThat(exit).as(said()).isZero();
    assertThat(transitions(output))
        .containsExactly("1700000005000000 5 HEALTHY WARNING PARAMETERS");
  }

  /** By its terms P has two sources. */
  private static String judged(String book) {
    return book.replaceFirst(
        "\\{",
        "{\"factors\": [{\"id\": \"P\", \"oracle\": {\"sources\": [{\"source\": \"a\"}, {\"source\": \"b\"}]}}],");
  }

  @Test
  void aPriceThatMayBeOfSeveralSourcesIsRejectedWithItsLine() throws IOException {
    Files.writeString(book, judged(BOOK));
    Files.writeString(
        prices,
        "confidence,source,instrument,price,time_ms\n0.1,a,P,99,1700000001000\n,,P,98,1700000002000\n");
    Path output = folder.resolve("out");

    int exit = replay("--out", output.toString());

    assertThat(exit).as(said()).isZero();
    assertThat(Files.readString(output.resolve("rejected-records.jsonl")))
        .contains("\"topic\":\"prices.csv\"", "\"offset\":3", "MISSING_VALUE");
    assertThat(summary())
        .contains(
            "prices.csv, line 3: no source is named, and P is judged by several: name one of a, b,");
  }

  @Test
  void whereEveryPriceMayBeOfSeveralSourcesNothingIsRun() throws IOException {
    Files.writeString(book, judged(BOOK));
    Path output = folder.resolve("out");

    int exit = replay("--out", output.toString());

    assertThat(exit).as(said()).isEqualTo(1);
    assertThat(said())
        .contains(prices + ", line 2: no source is named, and P is judged by several")
        .contains("No line of the price files can be used.");
    assertThat(output).doesNotExist();
  }

  private static List<String> transitions(Path output) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> words = new ArrayList<>();
    for (String line : Files.readAllLines(output.resolve("account-health.jsonl"))) {
      JsonNode node = json.readTree(line);
      words.add(
          String.join(
              " ",
              node.at("/time").asText(),
              node.at("/marketSequence").asText(),
              node.at("/from").asText(),
              node.at("/to").asText(),
              node.at("/cause/type").asText()));
    }
    return words;
  }

  @Test
  void symbolsThatNoInstrumentHasAreCountedAndNamed() throws IOException {
    prices =
        Files.writeString(
            folder.resolve("prices.csv"),
            "time_s,instrument,price\n1700000001,P,99\n1700000002,P/USDT:USDT,98\n1700000003,P/USDT:USDT,97\n1700000003,Q,97\n");

    assertThat(replay("--out", folder.resolve("out").toString())).as(said()).isZero();
    assertThat(summary())
        .contains(
            "Values that no instrument's price has the symbol of: 3, of 2 symbols:\n"
                + "               P/USDT:USDT\n"
                + "               Q\n")
        .doesNotContain("Rejected");
  }

  @Test
  void whereNoSymbolIsKnownTheReplayIsRefused() throws IOException {
    prices =
        Files.writeString(
            folder.resolve("prices.csv"),
            "time_ms,instrument,price\n1700000001000,P/USDT:USDT,9\n");

    assertThat(replay("--out", folder.resolve("out").toString())).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            prices
                + ", line 2: no instrument's price has the symbol 'P/USDT:USDT', and so it is with"
                + " all lines of the price files: name them as the book does, like P.\n");
  }

  @Test
  void timesInSecondsAreRefusedWithTheNameThatTheColumnShouldHave() throws IOException {
    prices =
        Files.writeString(
            folder.resolve("prices.csv"), "time_ms,instrument,price\n1700000001,P,9\n");

    assertThat(replay("--out", folder.resolve("out").toString())).isEqualTo(1);
    assertThat(said())
        .startsWith(prices + ", line 2: time_ms is 1700000001, which lies in January 1970")
        .contains("name the column time_s");
  }

  @Test
  void aPositionWithoutEntryPriceIsRefused() throws IOException {
    Files.writeString(book, BOOK.replace(", \"entryPrice\": \"100\"", ""));

    assertThat(replay("--out", folder.resolve("out").toString())).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            book
                + ", line 3: the position of account a in P lacks entryPrice: its profit is counted"
                + " from there; give it.\n");
  }

  @Test
  void whatNobodyCouldDecideIsNotVerified() throws IOException {
    Files.writeString(book, BOOK.replace("\"instrument\": \"P\"", "\"instrument\": \"NEVER\""));

    assertThat(replay("--out", folder.resolve("out").toString(), "--verify")).as(said()).isZero();
    assertThat(summary())
        .contains(
            "Accounts at the end: 1 that cannot be valued and kept their levels:\n"
                + "               a: no parameters of NEVER are known\n")
        .contains(
            "Nothing was verified. Not decided at the end, by the reference either: 1 that cannot be"
                + " valued.")
        .doesNotContain("Verified");
  }

  @Test
  void whatIsHardlyMeantIsSaid() throws IOException {
    Files.writeString(book, BOOK.replace("\"0.1\"", "\"0.5\""));

    assertThat(replay("--out", folder.resolve("out").toString())).as(said()).isZero();
    assertThat(said())
        .startsWith(
            "Warnings: 1:\n               "
                + book
                + ", line 1: instrument P has a first maintenance rate of 0.5, which is 50 %");
  }

  @Test
  void aVenuesDumpIsNamedOnTheCommandLine() throws IOException {
    Path dump = folder.resolve("dump.csv");
    Files.writeString(dump, "1735689600000000,100,100,88,89,1,1735689659999999,1,1,1,1,0\n");
    int exit =
        Main.run(
            new String[] {
              "replay",
              "--book=" + book,
              "--prices",
              "P=" + dump,
              "--out=" + folder.resolve("out"),
              "--verify"
            },
            out,
            err);

    assertThat(exit).as(said()).isZero();
    assertThat(transitions(folder.resolve("out")))
        .containsExactly(
            "1735689640000000 6 HEALTHY LIQUIDATABLE PRICE",
            "1735689659999000 7 LIQUIDATABLE WARNING PRICE");
  }

  @Test
  void badUsageIsExitCodeTwoWithWhatToGive() {
    assertThat(replay("--out", "o", "--speed", "fast")).isEqualTo(2);
    assertThat(replay("--out", "o", "--parallelism", "0")).isEqualTo(2);
    assertThat(replay("--out", "o", "--interval", "0")).isEqualTo(2);
    assertThat(replay()).isEqualTo(2);
    assertThat(said())
        .contains("give 'max', or a number above 0")
        .contains("give 1 to 128")
        .contains("give seconds above 0")
        .contains("--out");
  }

  @Test
  void anUnreadableFileIsExitCodeOneInOneSentence() {
    prices = folder.resolve("absent.csv");

    assertThat(replay("--out", folder.resolve("out").toString())).isEqualTo(1);
    assertThat(said().lines()).hasSize(1);
    assertThat(said()).contains("absent.csv").contains("no such file");
  }

  @Test
  void anOutputFolderThatCannotBeIsExitCodeOneInOneSentence() {
    assertThat(replay("--out", book.toString())).isEqualTo(1);
    assertThat(said().lines()).hasSize(1);
    assertThat(said()).contains("cannot be written");
  }

  private int replay(String... more) {
    String[] args = new String[more.length + 5];
    args[0] = "replay";
    args[1] = "--book";
    args[2] = book.toString();
    args[3] = "--prices";
    args[4] = prices.toString();
    System.arraycopy(more, 0, args, 5, more.length);
    return Main.run(args, out, err);
  }

  private String summary() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
