package io.breakwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.input.TestFiles;
import io.breakwater.margin.terms.Level;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {
  private static final String NO_VALUES =
      "{\"account\":\"%s\",\"level\":null,\"triggeredLevel\":null,\"liquidatable\":null,\"equity\":null,\"maintenanceMargin\":null,\"ratio\":null,\"healthFactor\":null,\"pending\":\"%s\",\"unvalued\":[],\"prices\":[],\"closeOut\":[]}";

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
    "true, long, A, above 100 (liquidatable at 100), LIQUIDATABLE",
    "false, long, A, from 100, WARNING",
    "true, short, A, below 100 (liquidatable at 100), LIQUIDATABLE",
    "false, short, A, up to 100, WARNING",
    "true, both, B, above 10 and below 100 (liquidatable at 10 and 100), LIQUIDATABLE",
    "false, both, B, from 10 to 100, WARNING",
  })
  void tellsWhetherAnEndIsSafe(
      boolean atEquality, String account, String instrument, String safe, Level level) {
    String name = "ends-" + atEquality + ".json";
    Path ends = TestFiles.write(folder, name, ENDS.formatted(atEquality));

    CommandRun run = CommandRun.of("explain", ends, "--account", account);

    assertThat(run.out().lines())
        .anyMatch(line -> line.trim().matches(instrument + " +[0-9.]+ +" + Pattern.quote(safe)));
    assertThat(run.out()).startsWith(account + "   " + level);
  }

  private static final String THIRDS =
      """
      {`instruments`: [{`id`: `A`, `kind`: `PERPETUAL`, `tiers`: [{`rate`: `0.1`}]}],
       `policy`: {`liquidateAtEquality`: %s},
       `prices`: {`A`: `%s`},
       `accounts`: [
         {`id`: `long`, `cash`: `-1`, `positions`: [{`instrument`: `A`, `size`: `3`, `entryPrice`: `0`}]},
         {`id`: `short`, `cash`: `1`, `positions`: [{`instrument`: `A`, `size`: `-3`, `entryPrice`: `0`}]}]}
      """;

  /** An end that is rounded lies in what is safe, so that the account is not liquidatable there. */
  @ParameterizedTest
  @CsvSource({
    "true, long, 0.370370370371, above 0.370370370371, WARNING",
    "false, long, 0.370370370371, from 0.370370370371, WARNING",
    "true, long, 0.37037037037, above 0.370370370371, LIQUIDATABLE",
    "true, short, 0.30303030303, below 0.30303030303, WARNING",
    "false, short, 0.30303030303, up to 0.30303030303, WARNING",
    "true, short, 0.303030303031, below 0.30303030303, LIQUIDATABLE",
  })
  void aRoundedEndIsSafe(
      boolean atEquality, String account, String price, String safe, Level level) {
    Path thirds = TestFiles.write(folder, "thirds.json", THIRDS.formatted(atEquality, price));

    CommandRun run = CommandRun.of("explain", thirds, "--account", account);

    assertThat(run.out().lines())
        .anyMatch(line -> line.trim().matches("A +[0-9.]+ +" + Pattern.quote(safe)));
    assertThat(run.out()).startsWith(account + "   " + level);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`kind`: `FUTURE`, `tiers`: [{`rate`: `0.5`}] | instrument A has a first maintenance rate of 0.5, which is 50 % of the notional: rates are fractions",
        "`kind`: `FUTURE`, `depositWeight`: `0.8`, `tiers`: [{`rate`: `0.4`}] | instrument A is a contract, on which depositWeight has no effect: leave it out.",
        "`kind`: `INVERSE_PERPETUAL`, `marginBasis`: `ENTRY`, `tiers`: [{`rate`: `0.4`}] | instrument A is sized in the numeraire, on which marginBasis has no effect: leave it out.",
        "`kind`: `ASSET`, `flatMargin`: `1`, `tiers`: [{`rate`: `0.4`}] | instrument A is an ASSET, on which tiers, flatMargin has no effect: leave it out.",
        "`kind`: `ASSET`, `scheduled`: [{`effectiveTime`: 1700000000000000, `parameters`: {`marginBasis`: `ENTRY`}}] | instrument A is an ASSET, on which marginBasis has no effect",
      })
  void whatIsAllowedAndHardlyMeantIsSaidOnStandardError(String fields, String warning) {
    Path book =
        TestFiles.write(folder, "warned.json", "{`instruments`: [\n{`id`: `A`, " + fields + "}]}");

    CommandRun run = CommandRun.of("explain", book);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Warnings: 1:\n").contains(book + ", line 2: " + warning);
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

  @Test
  void anAccountThatCannotBeValuedIsPendingAndStopsNoOther() {
    Path book =
        TestFiles.write(
            folder,
            "pending.json",
            """
            {"instruments": [{"id": "P", "kind": "PERPETUAL", "tiers": [{"rate": "0.01"}]},
                             {"id": "B", "kind": "ASSET"}],
             "accounts": [
               {"id": "position", "positions": [{"instrument": "P", "size": "1", "entryPrice": "1"}]},
               {"id": "debt", "cash": "9", "balances": [{"instrument": "C", "amount": "-1"}]},
               {"id": "deposit", "cash": "-1", "balances": [{"instrument": "B", "amount": "1"}]}]}
            """);

    CommandRun run = CommandRun.of("explain", book, "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            NO_VALUES.formatted("position", "no value of P is known"),
            NO_VALUES.formatted("debt", "no parameters of C are known"),
            "{\"account\":\"deposit\",\"level\":\"BAD_DEBT\",\"triggeredLevel\":\"HEALTHY\",\"liquidatable\":false,\"equity\":\"-1\",\"maintenanceMargin\":\"0\",\"ratio\":null,\"healthFactor\":\"0\",\"pending\":null,\"unvalued\":[{\"instrument\":\"B\",\"reason\":\"no value of B is known\"}],\"prices\":[],\"closeOut\":[]}");
    assertThat(CommandRun.of("explain", book).out())
        .startsWith("position   pending: no value of P is known\n\ndebt   pending: ")
        .contains(
            "deposit   BAD_DEBT\n  the deposit of B counts for nothing: no value of B is known\n");
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
