package io.breakwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.files.TestFiles;
import io.breakwater.margin.Level;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {
  private static final String BOOK =
      """
      {`instruments`: [{`id`: `A`, `kind`: `ASSET`}, {`id`: `B`, `kind`: `ASSET`}],
       `prices`: {`A`: `2`},
       `accounts`: [{`id`: `%s`, `cash`: `-1`,
         `balances`: [{`instrument`: `%s`, `amount`: `1`}]}]}
      """;

  @TempDir private Path folder;

  private Path book(String account, String instrument) {
    return TestFiles.write(folder, account + ".json", BOOK.formatted(account, instrument));
  }

  private static Path goldenBook() throws URISyntaxException {
    return Path.of(ExplainTest.class.getResource("/explain/book.json").toURI());
  }

  private static String golden(String name) throws IOException {
    byte[] bytes = ExplainTest.class.getResourceAsStream("/explain/" + name).readAllBytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void tellsPeople() throws Exception {
    CommandRun run = CommandRun.of("explain", goldenBook());

    assertThat(run).isEqualTo(new CommandRun(0, golden("explained.txt"), ""));
  }

  @Test
  void tellsPrograms() throws Exception {
    CommandRun run = CommandRun.of("explain", "--json", goldenBook());

    assertThat(run).isEqualTo(new CommandRun(0, golden("explained.jsonl"), ""));
  }

  private static final String ENDS =
      """
      {`instruments`: [{`id`: `A`, `kind`: `PERPETUAL`, `tiers`: [{`rate`: `0.1`}]},
         {`id`: `B`, `kind`: `PERPETUAL`, `tiers`: [{`rate`: `0`}, {`notionalFrom`: `100`, `rate`: `0.9`}]}],
       `policy`: {`liquidateAtEquality`: %s, `warningMultiplier`: `2`},
       `prices`: {`A`: `100`, `B`: `100`},
       `accounts`: [
         {`id`: `long`, `cash`: `-90`, `positions`: [{`instrument`: `A`, `size`: `1`, `entryPrice`: `0`}]},
         {`id`: `short`, `cash`: `110`, `positions`: [{`instrument`: `A`, `size`: `-1`, `entryPrice`: `0`}]},
         {`id`: `both`, `cash`: `-10`, `positions`: [
           {`instrument`: `B`, `leg`: `l`, `size`: `2`, `entryPrice`: `0`},
           {`instrument`: `B`, `leg`: `s`, `size`: `-1`, `entryPrice`: `0`}]}]}
      """;

  /** At an end an account is liquidatable where the policy says so, as its level there does. */
  @ParameterizedTest
  @CsvSource({
    "true, long, A, above 100, LIQUIDATABLE",
    "false, long, A, from 100, WARNING",
    "true, short, A, below 100, LIQUIDATABLE",
    "false, short, A, up to 100, WARNING",
    "true, both, B, above 10 and below 100, LIQUIDATABLE",
    "false, both, B, from 10 to 100, WARNING",
  })
  void tellsWhetherAnEndIsSafe(
      boolean atEquality, String account, String instrument, String safe, Level level) {
    String name = "ends-" + atEquality + ".json";
    Path ends = TestFiles.write(folder, name, ENDS.formatted(atEquality));

    CommandRun run = CommandRun.of("explain", ends, "--account", account);

    assertThat(run.out().lines()).anyMatch(line -> line.trim().matches(instrument + " +" + safe));
    assertThat(run.out()).startsWith(account + "   " + level);
  }

  private static final String TWO_LONGS =
      """
      {`instruments`: [{`id`: `BTC-USD`, `kind`: `PERPETUAL`, `tiers`: [{`rate`: `0.1`}]},
         {`id`: `ETH-USD`, `kind`: `PERPETUAL`, `tiers`: [{`rate`: `0.1`}]}],
       `prices`: {`BTC-USD`: `50000`, `ETH-USD`: `3000`},
       `accounts`: [{`id`: `two longs`, `cash`: `10`, `positions`: [
         {`instrument`: `BTC-USD`, `size`: `0.004`, `entryPrice`: `50000`},
         {`instrument`: `ETH-USD`, `size`: `0.1`, `entryPrice`: `3000`}]}]}
      """;

  @Test
  void bankruptcyPricesOfAllLegsCanBeUsedAtOnce() {
    Path longs = TestFiles.write(folder, "two-longs.json", TWO_LONGS);

    CommandRun run = CommandRun.of("explain", longs, "--json");

    assertThat(run.out())
        .contains(
            "`instrument`:`BTC-USD`,`kind`:`POSITION`,`leg`:``,`size`:`0.004`,`bankruptcyPrice`:`49000`"
                .replace('`', '"'))
        .contains(
            "`instrument`:`ETH-USD`,`kind`:`POSITION`,`leg`:``,`size`:`0.1`,`bankruptcyPrice`:`2940`"
                .replace('`', '"'));
  }

  @Test
  void answersOneAccount() throws Exception {
    CommandRun run = CommandRun.of("explain", goldenBook(), "--json", "--account", "borrower");

    assertThat(run.out().lines())
        .hasSize(1)
        .allMatch(l -> l.startsWith("{\"account\":\"borrower\""));
  }

  @Test
  void answersBooksInTheirOrder() {
    CommandRun run = CommandRun.of("explain", book("b", "A"), book("a", "A"), "--json");

    assertThat(run.out().lines().map(line -> line.substring(0, 14)))
        .containsExactly("{\"account\":\"b\"", "{\"account\":\"a\"");
  }

  @ParameterizedTest
  @CsvSource({
    "C, account x cannot be valued: no parameters of C are known; add it to the book.",
    "B, account x cannot be valued: no price of B is known; add it to the book.",
  })
  void aDebtThatCannotBeValuedIsASentenceWithItsLine(String instrument, String sentence) {
    String owing = BOOK.replace("`amount`: `1`", "`amount`: `-1`").formatted("x", instrument);
    Path book = TestFiles.write(folder, "x.json", owing);

    assertThat(CommandRun.of("explain", book("a", "A"), book))
        .isEqualTo(new CommandRun(1, "", book + ", line 3: " + sentence + "\n"));
  }

  @Test
  void anUnknownAccountIsASentence() {
    Path book = book("a", "A");

    assertThat(CommandRun.of("explain", book, "--account", "b"))
        .isEqualTo(new CommandRun(1, "", book + ": holds no account b: check the id.\n"));
  }

  @Test
  void aMissingBookIsASentence() {
    Path none = folder.resolve("none.json");

    assertThat(CommandRun.of("explain", none))
        .isEqualTo(new CommandRun(1, "", none + ": there is no such file: check the path.\n"));
  }

  @ParameterizedTest
  @CsvSource({"explain", "explain --colour book.json"})
  void wrongUsageShowsTheUsage(String arguments) {
    CommandRun run = CommandRun.of((Object[]) arguments.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Usage: local-cluster/run");
  }

  @Test
  void aMistypedCommandIsGuessed() {
    CommandRun run = CommandRun.of("explane", "book.json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Did you mean: local-cluster/run explain");
  }

  @Test
  void helpIsShown() {
    CommandRun run = CommandRun.of("explain", "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("BOOK", "--account", "--json");
  }
}
