package io.breakwater.local.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.local.command.InputException;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Refusal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
  /** One millisecond before the first tick, microseconds. */
  private static final long BOOK_TIME = 1_700_000_000_999_000L;

  @TempDir private Path folder;

  private Path book;
  private Path prices;

  @BeforeEach
  void writeBookAndPrices() {
    book =
        TestFiles.write(
            folder,
            "book.json",
            """
            {`instruments`: [{`id`: `B`, `kind`: `ASSET`}, {`id`: `A`, `kind`: `ASSET`}],
             `prices`: {`B`: `2`, `A`: `1`},
             `accounts`: [{`id`: `z`, `cash`: `-1`}, {`id`: `y`}]}
            """);
    prices =
        TestFiles.write(
            folder, "t.csv", "time_ms,instrument,price\n1700000001000,A,3\n1700000001001,C,4\n");
  }

  private Recording open(Path accounts, Path depth, Path fund) {
    return Recording.open(
        new Recording.Sources(book, accounts, null, List.of(PriceSource.of(prices)), depth, fund));
  }

  private List<Inbound<AccountUpdate>> accounts(String lines) {
    Path path = TestFiles.write(folder, "accounts.jsonl", lines);
    List<Inbound<AccountUpdate>> updates = new ArrayList<>();
    try (AccountFeed feed = open(path, null, null).accountFeed()) {
      feed.forEachRemaining(updates::add);
    }
    return updates;
  }

  @Test
  void theBookHappensOneMillisecondBeforeTheFirstTick() {
    Recording recording = open(null, null, null);

    assertThat(recording.bookTime()).isEqualTo(BOOK_TIME);
    assertThat(recording.instruments())
        .extracting(i -> i.parameters().id())
        .containsExactly("B", "A");
    assertThat(recording.instruments()).extracting(i -> i.time()).containsOnly(BOOK_TIME);
    assertThat(recording.policy().time()).isEqualTo(BOOK_TIME);
    assertThat(recording.bookAccounts())
        .extracting(AccountUpdate::account)
        .containsExactly("z", "y");
    assertThat(recording.bookAccounts()).extracting(AccountUpdate::time).containsOnly(BOOK_TIME);
    assertThat(recording.bookPrices()).extracting(OraclePrice::factor).containsExactly("B", "A");
    assertThat(recording.bookPrices()).extracting(OraclePrice::publishTime).containsOnly(BOOK_TIME);
  }

  @Test
  void ticksAreNumberedOnFromTheBooksPrices() {
    Recording recording = open(null, null, null);
    List<Long> sequences = new ArrayList<>();
    recording.bookPrices().forEach(price -> sequences.add(price.sequence()));
    try (PriceTape tape = recording.ticks()) {
      tape.forEachRemaining(tick -> sequences.add(tick.value().sequence()));
    }

    assertThat(sequences).containsExactly(1L, 2L, 3L, 4L);
    assertThat(recording.tickCount()).isEqualTo(4);
    assertThat(recording.unknownSymbols()).containsExactly(new Recording.UnknownSymbol("C", 1));
  }

  /** Progress is told against this number: it must be all that the tape gives. */
  @Test
  void priceRecordsCountRejectedLinesToo() {
    prices =
        TestFiles.write(
            folder,
            "t.csv",
            "time_ms,instrument,price\n1700000001000,A,3\n1700000001001,A\nx\n1700000001002,A,3\n");
    Recording recording = open(null, null, null);
    int given = recording.bookPrices().size();
    try (PriceTape tape = recording.ticks()) {
      for (; tape.hasNext(); tape.next()) {
        given++;
      }
    }

    assertThat(recording.priceRecordCount()).isEqualTo(given).isEqualTo(6);
    assertThat(recording.tickCount()).isEqualTo(4);
  }

  @Test
  void withoutAnyTickItIsRefused() {
    prices = TestFiles.write(folder, "t.csv", "time_ms,instrument,price\n1700000001000,A,0\n");

    assertThatThrownBy(() -> open(null, null, null))
        .isInstanceOf(InputException.class)
        .hasMessage(
            prices
                + ", line 2: price of A is 0: it must be above 0."
                + " No line of the price files can be used.");
    prices = TestFiles.write(folder, "t.csv", "time_ms,instrument,price\n");
    assertThatThrownBy(() -> open(null, null, null))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("a replay needs at least one tick.");
  }

  @Test
  void anAccountFeedHoldsWholeAccountsAndClosures() {
    List<Inbound<AccountUpdate>> updates =
        accounts(
            """
            {`time_ms`: 1700000000005, `account`: `z`, `sequence`: 7, `cash`: `-1.5`, `balances`: [{`instrument`: `A`, `amount`: `-2`}], `positions`: []}
            {`time_ms`: 1700000000006, `account`: `z`, `sequence`: 8, `closed`: true}
            """);

    AccountUpdate whole = updates.get(0).value();
    assertThat(whole.account()).isEqualTo("z");
    assertThat(whole.sequence()).isEqualTo(7);
    assertThat(whole.time()).isEqualTo(1_700_000_000_005_000L);
    assertThat(whole.origin().topic()).isEqualTo("accounts.jsonl");
    assertThat(whole.change())
        .isInstanceOfSatisfying(
            AccountChange.Snapshot.class,
            snapshot -> {
              assertThat(snapshot.cash()).isEqualByComparingTo("-1.5");
              assertThat(snapshot.balances().get(0).signedAmount()).isEqualByComparingTo("-2");
            });
    assertThat(updates.get(1).value().change()).isInstanceOf(AccountChange.Closed.class);
  }

  @Test
  void anUnsortedAccountFeedIsSortedByTimeThenLine() {
    List<Inbound<AccountUpdate>> updates =
        accounts(
            """
            {`time_ms`: 1700000000009, `account`: `a`, `sequence`: 3}
            {`time_ms`: 1700000000005, `account`: `b`, `sequence`: 1}
            {`time_ms`: 1700000000005, `account`: `a`, `sequence`: 2}
            """);

    assertThat(updates).extracting(u -> u.value().origin().offset()).containsExactly(2L, 3L, 1L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void linesOfOneAccountAndOneTimeAreOneUpdate(boolean ordered) {
    String other = "{`time_ms`: 1700000000004, `account`: `a`, `sequence`: 1}\n";
    List<Inbound<AccountUpdate>> updates =
        accounts(
            (ordered ? other : "")
                + """
                {`time_ms`: 1700000000005, `account`: `a`, `sequence`: 2, `cash`: `-500`}
                {`time_ms`: 1700000000005, `account`: `b`, `sequence`: 8, `closed`: true}
                {`time_ms`: 1700000000005, `account`: `a`, `sequence`: 3, `closed`: true}
                {`time_ms`: 1700000000005, `account`: `a`, `sequence`: 4, `cash`: `7`}
                {`time_ms`: 1700000000005, `account`: `b`, `sequence`: 7}
                {`time_ms`: 1700000000006, `account`: `a`, `sequence`: 5}
                {`time_ms`: 1700000000007, `account`: `a`, `sequence`: 6}
                {`time_ms`: 1700000000007, `account`: `a`, `sequence`: 6, `cash`: `1`}
                """
                + (ordered ? "" : other));

    assertThat(updates)
        .extracting(u -> u.value().account() + u.value().sequence())
        .as("two lines of one sequence contradict each other: that is not the feed's to say")
        .containsExactly("a1", "b8", "a4", "a5", "a6", "a6");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      maxCharsPerColumn = 1000,
      value = {
        "{`time_ms`: 1700000000001, `account`: `a\\ud800`, `sequence`: 1} | MALFORMED_ID | not text",
        "{`time_ms`: 1700000000001, `account`: `a`, `sequence`: 1, `balances`: [{`instrument`: `\\udfff`, `amount`: `1`}]} | MALFORMED_ID | instrument of a balance",
        "{`account`: `a`, `sequence`: 1} | MISSING_VALUE | the document lacks time_ms",
        "{`time_ms`: 1700000000001, `sequence`: 1} | MISSING_VALUE | the document lacks account",
        "{`time_ms`: 1700000000001, `account`: `a`} | MISSING_VALUE | the document lacks sequence",
        "{`time_ms`: 1700000000001, `account`: ``, `sequence`: 1} | EMPTY_ID | account id is empty",
        "{`time_ms`: 1735689600, `account`: `a`, `sequence`: 1} | OUT_OF_RANGE | time_ms is 1735689600, which lies in January 1970, before the year 2009: give milliseconds since 1970.",
        "{`time_ms`: -1, `account`: `a`, `sequence`: 1} | OUT_OF_RANGE | time_ms must lie in 0 to",
        "{`time_ms`: `1`, `account`: `a`, `sequence`: 1} | UNDECODABLE | time_ms must be a whole number",
        "{`time_ms`: 1700000000001, `account`: `a`, `sequence`: 1, `positions`: [{`instrument`: `P`, `size`: `-1`}]} | MISSING_VALUE | the position of account a in P lacks entryPrice",
        "{`time_ms`: 1700000000001, `account`: `a`, `sequence`: 1, `balances`: [{`instrument`: `A`, `amount`: `-1`, `borrowIndex`: `0`}]} | OUT_OF_RANGE | index of A is 0",
        "{`time_ms`: 1700000000001, `account`: `a`, `sequence`: -1} | OUT_OF_RANGE | sequence must lie in 0 to",
        "{`time_ms`: 1700000000001, `account`: `a`, `sequence`: 1, `cash`: `x`} | UNDECODABLE | cash cannot be read",
        "{`time_ms`: 1700000000001, `account`: `a`, `sequence`: 1, `cash`: `100000000000000000000`} | OUT_OF_RANGE | does not fit",
        "{`time_ms`: 1700000000001, `account`: `a`, `sequence`: 1, `cash`: `1`, `closed`: true} | CONTRADICTION | is closed and holds something",
        "{`time_ms`: 1700000000001, `account`: `a`, `sequence`: 1, `level`: `1`} | UNDECODABLE | level is not a known field",
        "{`time_ms`: 1700000000001, | UNDECODABLE | the text is not JSON",
        "not json | UNDECODABLE | the text is not JSON",
        "{} {} | MISSING_VALUE | lacks time_ms",
      })
  void malformedLinesAreRejectedAndStopNothing(String line, Refusal reason, String message) {
    String good = "{`time_ms`: 1700000000005, `account`: `z`, `sequence`: 7}\n";
    List<Inbound<AccountUpdate>> updates = accounts(good + line + "\n" + good);

    assertThat(updates).hasSize(3);
    assertThat(updates.get(0).value()).isNotNull();
    assertThat(updates.get(2).value()).isNotNull();
    RejectedRecord rejected = updates.get(1).rejected();
    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.message()).contains(message);
    assertThat(rejected.origin().offset()).isEqualTo(2);
    assertThat(new String(rejected.origin().raw())).isEqualTo(line.replace('`', '"'));
  }

  @Test
  void depthAndFundFilesAreReadInTheOrderOfTheirTimes() {
    Path depth =
        TestFiles.write(
            folder,
            "depth.jsonl",
            """
            {`time_ms`: 1700000000001, `instrument`: `A`, `bids`: [[`50`, `1`], [100, `2.5`]], `asks`: []}
            {`time_ms`: 1700000000001, `instrument`: `A`, `bids`: [[`50`, `1`], [50, `2`]], `asks`: []}
            {`time_ms`: 1700000000001, `instrument`: `A`, `bids`: [[`50`, `1`], [60, `0.5`]], `asks`: []}
            {`time_ms`: 1700000000001, `instrument`: `A`, `bids`: [[`50`]], `asks`: []}
            {`time_ms`: 1700000000001, `instrument`: `A`}
            {`time_ms`: 1700000000000, `instrument`: `B`, `asks`: [[50, 0], [60, 7]]}
            {`time_ms`: 1700000000002, `instrument`: `B`, `bids`: [[50, -1]]}
            """);
    Path fund =
        TestFiles.write(
            folder,
            "fund.jsonl",
            """
            {`time_ms`: 1700000000001, `fund`: `house`, `balance`: `1000000`}
            {`time_ms`: 1700000000001, `fund`: `house`}
            """);

    Recording recording = open(null, depth, fund);
    List<DepthUpdate> depths = new ArrayList<>();
    List<FundUpdate> funds = new ArrayList<>();
    List<RejectedRecord> rejected = new ArrayList<>();
    try (OrderedLines<DepthUpdate> lines = recording.depth()) {
      lines.forEachRemaining(line -> take(line, depths, rejected));
    }
    try (OrderedLines<FundUpdate> lines = recording.funds()) {
      lines.forEachRemaining(line -> take(line, funds, rejected));
    }

    assertThat(depths)
        .extracting(DepthUpdate::depth)
        .containsExactly(
            new MarketDepth(
                "B",
                1_700_000_000_000_000L,
                List.of(),
                List.of(point("50", "0"), point("60", "7"))),
            new MarketDepth(
                "A",
                1_700_000_000_001_000L,
                List.of(point("50", "1"), point("100", "2.5")),
                List.of()));
    assertThat(depths).last().extracting(update -> update.origin().offset()).isEqualTo(1L);
    assertThat(funds)
        .extracting(FundUpdate::fund)
        .containsExactly(
            new InsuranceFund("house", 1_700_000_000_001_000L, new BigDecimal("1000000")));
    assertThat(rejected)
        .extracting(r -> r.origin() + " " + r.reason())
        .containsExactly(
            "depth.jsonl-0@2 CONTRADICTION",
            "depth.jsonl-0@3 CONTRADICTION",
            "depth.jsonl-0@4 UNDECODABLE",
            "depth.jsonl-0@5 MISSING_VALUE",
            "depth.jsonl-0@7 OUT_OF_RANGE",
            "fund.jsonl-0@2 MISSING_VALUE");
  }

  private static MarketDepth.Point point(String bps, String size) {
    return new MarketDepth.Point(new BigDecimal(bps), new BigDecimal(size));
  }

  private static <T> void take(Inbound<T> line, List<T> values, List<RejectedRecord> rejected) {
    if (line.value() == null) {
      rejected.add(line.rejected());
    } else {
      values.add(line.value());
    }
  }
}
