package io.breakwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay decides, and says that it could not decide, of accounts that lack something. */
class UndecidedReplayTest {
  private static final String INSTRUMENTS =
      """
      {"instruments": [
        {"id": "GOOD", "kind": "ASSET", "depositWeight": "0.9", "debtWeight": "1"},
        {"id": "BAD", "kind": "ASSET", "depositWeight": "0", "debtWeight": "1"},
        {"id": "DEBT", "kind": "ASSET"}],
       "policy": {}, "prices": {%s}, "accounts": [%s]}
      """;
  private static final Pattern LINE =
      Pattern.compile(
          "\"account\":\"([^\"]*)\",\"time\":(\\d+).*\"to\":\"(\\w+)\".*\"type\":\"(\\w+)\""
              + ".*\"triggeredLevel\":\"(\\w+)\",\"held\":(\\w+),\"pending\":(.*)}");
  private static final String PRICED = "\"GOOD\": \"1\", \"DEBT\": \"1\"";

  private static final long START = 1_700_000_000;

  @TempDir private Path folder;
  private String said;

  private static String borrower(String id, String deposit, String amount, String debt) {
    return """
        {"id": "%s", "cash": "0", "balances": [{"instrument": "GOOD", "amount": "2000"},
         {"instrument": "%s", "amount": "%s"}, {"instrument": "%s", "amount": "-1500"}]}"""
        .formatted(id, deposit, amount, debt);
  }

  private List<String> replay(String prices, String accounts, String ticks, String feed)
      throws IOException {
    Path book =
        Files.writeString(folder.resolve("book.json"), INSTRUMENTS.formatted(prices, accounts));
    Path tape =
        Files.writeString(folder.resolve("ticks.csv"), "time_ms,instrument,price\n" + ticks);
    Path updates = Files.writeString(folder.resolve("feed.jsonl"), feed);
    Path out = folder.resolve("out");
    ByteArrayOutputStream summary = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int exit =
        Main.run(
            new String[] {
              "replay",
              "--book=" + book,
              "--accounts=" + updates,
              "--prices=" + tape,
              "--out=" + out,
              "--parallelism=2",
              "--verify"
            },
            summary,
            errors);
    assertThat(exit).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    said = summary.toString(StandardCharsets.UTF_8);
    return Files.readAllLines(out.resolve("account-health.jsonl")).stream()
        .map(UndecidedReplayTest::words)
        .toList();
  }

  /** Account, second since {@link #START}, cause, level, triggered level, held, pending. */
  private static String words(String line) {
    Matcher found = LINE.matcher(line);
    assertThat(found.find()).as(line).isTrue();
    return "%s %d %s %s %s%s%s"
        .formatted(
            found.group(1),
            Long.parseLong(found.group(2)) / 1_000_000 - START,
            found.group(4),
            found.group(3),
            found.group(5),
            found.group(6).equals("true") ? " held" : "",
            found.group(7).equals("null") ? "" : " " + found.group(7));
  }

  /** The loan is paid back with the collateral: in between, as the lines lie, it has none. */
  @Test
  void aMomentThatIsToldInTwoLinesIsDecidedOnce() throws IOException {
    List<String> lines =
        replay(
            PRICED,
            borrower("u", "GOOD", "1", "DEBT")
                .replace("{\"instrument\": \"GOOD\", \"amount\": \"1\"},", ""),
            "1700002000000,GOOD,1\n1700002005000,GOOD,1\n",
            """
            {"time_ms": 1700002001000, "account": "u", "sequence": 1, "balances": [\
            {"instrument": "DEBT", "amount": "-1500"}]}
            {"time_ms": 1700002001000, "account": "u", "sequence": 2, "cash": "0", "balances": []}
            """);

    assertThat(lines).isEmpty();
  }

  @Test
  void aDepositWithoutPriceShieldsForItsGraceOnly() throws IOException {
    List<String> lines =
        replay(
            PRICED,
            borrower("plain", "GOOD2", "0", "DEBT").replace("GOOD2", "BAD"),
            "1700002000000,GOOD,1\n1700002002000,GOOD,0.5\n1700002400000,GOOD,0.01\n",
            """
            {"time_ms": 1700002001000, "account": "shielded", "sequence": 1, "cash": "0", "balances": [\
            {"instrument": "GOOD", "amount": "2000"}, {"instrument": "DEBT", "amount": "-1500"}, \
            {"instrument": "BAD", "amount": "0.000000000000000001"}]}
            """);

    assertThat(lines)
        .containsExactly(
            "plain 2002 PRICE BANKRUPT BANKRUPT",
            "shielded 2002 PRICE BANKRUPT HEALTHY held",
            "shielded 2301 TIMER BANKRUPT BANKRUPT");
    assertThat(said)
        .contains("1 of which a deposit counts for nothing")
        .contains("shielded: no value of BAD is known")
        .doesNotContain("held")
        .contains("Verified: 3 changes of health and 2 triggers of 2 accounts");
  }

  @Test
  void timePassesToTheLastLineOfAnyFileAndNoFurther() throws IOException {
    String feed =
        """
        {"time_ms": 1700002300500, "account": "last", "sequence": 1, "cash": "1"}
        """;
    List<String> lines =
        replay(PRICED, borrower("a", "NEVER", "5", "DEBT"), "1700002000001,GOOD,0.5\n", feed);
    assertThat(lines)
        .containsExactly("a 2000 PRICE BANKRUPT HEALTHY held", "a 2300 TIMER BANKRUPT BANKRUPT");

    assertThat(
            replay(
                PRICED,
                borrower("a", "NEVER", "5", "DEBT"),
                "1700002000001,GOOD,0.5\n",
                feed.replace("1700002300500", "1700002299999")))
        .containsExactly("a 2000 PRICE BANKRUPT HEALTHY held");
    assertThat(said).contains("1 are held").contains("               a\n");
  }

  @Test
  void theBookIsOneMoment() throws IOException {
    List<String> lines =
        replay(
            "\"DEBT\": \"1\", \"GOOD\": \"0.7\", \"BAD\": \"1000\"",
            borrower("fine", "BAD", "1", "DEBT").replace("2000", "3000")
                + ","
                + borrower("lost", "BAD", "1", "DEBT"),
            "1700002000000,DEBT,1\n",
            "");

    assertThat(lines).containsExactly("lost 1999 ACCOUNT LIQUIDATABLE LIQUIDATABLE");
  }

  @Test
  void whoCannotBeValuedIsReportedNamedAndNotVerified() throws IOException {
    List<String> lines =
        replay(
            PRICED,
            borrower("waits", "GOOD", "1", "NEVER")
                .replace("{\"instrument\": \"GOOD\", \"amount\": \"1\"},", ""),
            "1700002000000,GOOD,1\n1700002020000,GOOD,0.1\n",
            "");

    assertThat(lines)
        .containsExactly("waits 2009 TIMER HEALTHY HEALTHY \"no parameters of NEVER are known\"");
    assertThat(said)
        .contains("1 that cannot be valued")
        .contains("waits: no parameters of NEVER are known")
        .contains("Not decided at the end, by the reference either: 1 that cannot be valued.");
  }
}
