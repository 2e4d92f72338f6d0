package io.breakwater.local.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Refusal;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterFeedTest {
  private static final long BOOK_TIME = 1_700_000_000_000_000L;

  @TempDir private Path folder;
  private Book book;

  @BeforeEach
  void readBook() {
    book =
        Book.read(
            TestFiles.write(
                folder,
                "book.json",
                """
                {`factors`: [{`id`: `F`, `version`: 2}],
                 `instruments`: [{`id`: `A`, `kind`: `ASSET`, `version`: 7}, {`id`: `B`, `kind`: `ASSET`}],
                 `policy`: {`id`: `house`, `version`: 3}}
                """));
  }

  private ParameterFeed read(String lines) {
    return ParameterFeed.read(TestFiles.write(folder, "parameters.jsonl", lines), book, BOOK_TIME);
  }

  @Test
  void versionsThatAreLeftOutGoOnFromTheLast() {
    ParameterFeed feed =
        read(
            """
            {`time_ms`: 1700000009000, `instrument`: {`id`: `A`, `kind`: `ASSET`, `depositWeight`: `0.9`}}
            {`time_ms`: 1700000005000, `instrument`: {`id`: `A`, `kind`: `ASSET`, `version`: 20}}
            {`time_ms`: 1700000000000, `instrument`: {`id`: `A`, `kind`: `ASSET`}}
            {`time_ms`: 1700000009000, `instrument`: {`id`: `NEW`, `kind`: `ASSET`}}
            {`time_ms`: 1700000009000, `factor`: {`id`: `F`, `scale`: 4}}
            {`time_ms`: 1700000008000, `factor`: {`id`: `G`, `product`: [`A`, `F`]}}
            {`time_ms`: 1700000001000, `policy`: {`liquidateAtEquality`: true}}
            {`time_ms`: 1700000002000, `policy`: {`id`: `house`}}
            """);

    assertThat(feed.rejected()).isEmpty();
    assertThat(feed.instruments())
        .extracting(u -> u.time() + " " + u.parameters().id() + " " + u.parameters().version())
        .containsExactly(
            "1700000000000000 A 8",
            "1700000005000000 A 20",
            "1700000009000000 A 21",
            "1700000009000000 NEW 0");
    assertThat(feed.factors())
        .extracting(u -> u.time() + " " + u.parameters().id() + " " + u.parameters().version())
        .containsExactly("1700000008000000 G 0", "1700000009000000 F 3");
    assertThat(feed.instruments().get(0).origin().offset()).isEqualTo(3);
    assertThat(feed.policies())
        .extracting(u -> u.time() + " " + u.policy().id() + " " + u.policy().version())
        .containsExactly("1700000001000000 house 4", "1700000002000000 house 5");
    assertThat(feed.lastMicros()).isEqualTo(1_700_000_009_000_000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      maxCharsPerColumn = 1000,
      value = {
        "{`instrument`: {`id`: `A`, `kind`: `ASSET`}} | MISSING_VALUE | lacks time_ms",
        "{`time_ms`: 1700000001000} | CONTRADICTION | must hold a factor, an instrument or a policy",
        "{`time_ms`: 1700000001000, `policy`: {}, `instrument`: {`id`: `A`, `kind`: `ASSET`}} | CONTRADICTION | one of them",
        "{`time_ms`: 1700000001000, `factor`: {`id`: `A`, `oracle`: {}}} | MISSING_VALUE | factor.oracle lacks sources: give it",
        "{`time_ms`: 1700000001000, `instrument`: {`id`: `A`, `kind`: `ASSET`, `price`: `B`}} | CONTRADICTION | instrument A cannot change the factors that price it: give it a new id",
        "{`time_ms`: 1700000001000, `factor`: {`id`: `F`, `kind`: `BORROW_INDEX`}} | CONTRADICTION | factor F is an observed PRICE and cannot become an observed BORROW_INDEX: give it a new id",
        "{`time_ms`: 1700000001000, `factor`: {`id`: `F`, `product`: [`A`, `B`]}} | CONTRADICTION | factor F is an observed PRICE and cannot become the product A × B: give it a new id",
        "{`time_ms`: 1700000001000, `factor`: {`id`: `F`, `version`: 1}} | CONTRADICTION | version 1 of F is older than its last, 2",
        "{`time_ms`: 1700000001000, `instrument`: {`id`: `A`, `kind`: `ASSET`, `time`: 5}} | UNDECODABLE | states a time of its own",
        "{`time_ms`: 1700000001000, `instrument`: {`id`: `A`, `kind`: `ASSET`, `version`: 6}} | CONTRADICTION | version 6 of A is older than its last, 7",
        "{`time_ms`: 1700000001000, `instrument`: {`id`: `A`, `kind`: `FUTURE`, `tiers`: [{`rate`: `0.1`}]}} | CONTRADICTION | instrument A is of kind ASSET and cannot become FUTURE",
        "{`time_ms`: 1700000001000, `instrument`: {`id`: `A`, `kind`: `ASSET`, `depositWeight`: `2`}} | INVALID_PARAMETERS | depositWeight is 2",
        "{`time_ms`: 1700000001000, `policy`: {`id`: `other`}} | UNKNOWN_POLICY | the book's policy is 'house', not 'other'",
        "{`time_ms`: 1700000001000, `policy`: {`version`: 2}} | CONTRADICTION | version 2 of house is older than its last, 3",
        "{`time_ms`: 1699999999999, `policy`: {}} | CONTRADICTION | lies before that of the book",
        "{`time_ms`: 1700000001, `policy`: {}} | OUT_OF_RANGE | lies in January 1970",
        "{`time_ms`: 1700000001000, `policy`: {}, `note`: ``} | UNDECODABLE | note is not a known field",
        "nothing | UNDECODABLE | the text is not JSON",
      })
  void whatCannotBeUsedIsRejectedAndStopsNothing(String line, Refusal reason, String message) {
    String good = "{`time_ms`: 1700000002000, `policy`: {}}\n";

    ParameterFeed feed = read(good + line + "\n" + good);

    assertThat(feed.policies()).hasSize(2);
    assertThat(feed.factors()).isEmpty();
    assertThat(feed.instruments()).isEmpty();
    assertThat(feed.rejected()).hasSize(1);
    RejectedRecord rejected = feed.rejected().get(0);
    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.message()).contains(message);
    assertThat(rejected.origin().topic()).isEqualTo("parameters.jsonl");
    assertThat(rejected.origin().offset()).isEqualTo(2);
  }
}
