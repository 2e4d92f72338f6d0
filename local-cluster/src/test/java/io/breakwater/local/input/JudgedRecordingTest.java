package io.breakwater.local.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.local.command.InputException;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.Inbound;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose the values of a recording are, by the terms of their factors. */
class JudgedRecordingTest {
  /** Time of the first tick in most of these tests, milliseconds. */
  private static final long START = 1_700_000_000_000L;

  private static final String ONE = "{`sources`: [{`source`: `sole`}]}";
  private static final String TWO =
      "{`sources`: [{`source`: `z`, `maximumAgeSeconds`: 5}, {`source`: `a`}]}";
  private static final String REFUSED =
      "no source is named, and J is judged by several: name one of z, a, in a column source of"
          + " ticks.";

  @TempDir private Path folder;
  private Path book;

  @BeforeEach
  void writeBook() {
    book = book("{`id`: `ONE`, `oracle`: " + ONE + "}, {`id`: `J`, `oracle`: " + TWO + "}");
  }

  /** Judged factors and F, which is not judged, each with a price. */
  private Path book(String factors) {
    return TestFiles.write(
        folder,
        "book.json",
        """
        {`factors`: [%s],
         `instruments`: [{`id`: `F`, `kind`: `ASSET`}, {`id`: `J`, `kind`: `ASSET`}, {`id`: `ONE`, `kind`: `ASSET`}],
         `prices`: {`F`: `2`, `J`: `3`, `ONE`: `4`}}
        """
            .formatted(factors));
  }

  private Recording open(Path parameters, Path... prices) {
    return Recording.open(
        new Recording.Sources(
            book, null, parameters, Stream.of(prices).map(PriceSource::of).toList(), null, null));
  }

  private Path file(String name, String text) {
    return TestFiles.write(folder, name, text.replace("@", String.valueOf(START / 1000)));
  }

  /** What the tape gives: factor, source and sequence, or the line that is rejected and why. */
  private static List<String> tape(Recording recording) {
    List<String> words = new ArrayList<>();
    try (PriceTape tape = recording.ticks()) {
      while (tape.hasNext()) {
        Inbound<OraclePrice> next = tape.next();
        words.add(
            next.rejected() == null
                ? words(next.value())
                : next.rejected().origin() + ": " + next.rejected().message());
      }
    }
    return words;
  }

  private static String words(OraclePrice price) {
    return price.factor() + " '" + price.source() + "' " + price.sequence();
  }

  @Test
  void aBooksPriceStandsForOneValueOfEachSourceInTheOrderOfTheTerms() {
    Recording recording = open(null, file("t.csv", "time_ms,instrument,price\n@000,F,2\n"));

    assertThat(recording.bookPrices())
        .extracting(JudgedRecordingTest::words)
        .containsExactly("F '' 1", "J 'z' 2", "J 'a' 3", "ONE 'sole' 4");
    assertThat(recording.bookPrices())
        .extracting(p -> p.value().toPlainString())
        .containsExactly("2", "3", "3", "4");
    assertThat(recording.bookPrices())
        .extracting(OraclePrice::publishTime)
        .containsOnly(START * 1000 - 1000);
    assertThat(tape(recording)).containsExactly("F '' 5");
    assertThat(recording.tickCount()).isEqualTo(5);
  }

  @Test
  void valuesWithoutASourceAreOfTheOnlyOneAndOfSeveralNobodys() {
    Path ticks =
        file(
            "t.csv",
            """
            source,time_ms,instrument,price
            ,@000,ONE,5
            other,@000,ONE,5
            ,@001,J,5
            a,@002,J,5
            ,@003,F,5
            given,@004,F,5
            """);
    Recording recording = open(null, ticks);

    assertThat(tape(recording))
        .containsExactly(
            "ONE 'sole' 5",
            "ONE 'other' 6",
            "t.csv-0@4: " + REFUSED,
            "J 'a' 7",
            "F '' 8",
            "F 'given' 9");
    assertThat(recording.tickCount()).isEqualTo(9);
    assertThat(recording.priceRecordCount()).isEqualTo(10);
  }

  @Test
  void barsAreOfTheOnlySourceAndOfSeveralRejectedOnceALine() {
    String bars = "open_time_ms,open_time_utc,symbol,open,high,low,close,volume_base\n";
    Path many =
        file("b.csv", bars + "@000,-,J,1,1,1,1,1\n@000,-,ONE,1,1,1,1,1\n@000,-,J,2,2,2,2,1\n");
    Path dump = file("ONE-1m.csv", "@000,1,1,1,1,9,@999,9,9,9,9,0\n");
    Recording recording = open(null, many, dump);

    assertThat(tape(recording))
        .filteredOn(words -> words.startsWith("b.csv"))
        .containsExactly("b.csv-0@2: " + REFUSED, "b.csv-0@4: " + REFUSED);
    assertThat(tape(recording))
        .filteredOn(words -> !words.startsWith("b.csv"))
        .hasSize(8)
        .allMatch(words -> words.startsWith("ONE 'sole'"));
    assertThat(recording.priceRecordCount()).isEqualTo(4 + 8 + 2);
    assertThat(recording.pricedFactors()).containsExactlyInAnyOrder("F", "J", "ONE");
  }

  @Test
  void roundsAreOfChainlinkWhateverTheTermsName() {
    Path rounds =
        file(
            "r.csv",
            """
            updated_at_s,updated_at_utc,feed,proxy_address,round_id,phase,aggregator_round,answer_e8,price_usd,started_at_s
            @,-,J,-,1,1,1,500000000,5,0
            @,-,ONE,-,2,1,1,500000000,5,0
            """);

    assertThat(tape(open(null, rounds))).containsExactly("J 'chainlink' 5", "ONE 'chainlink' 6");
  }

  @Test
  void theTermsOfTheTimeCountOfAFileOrScheduled() {
    book =
        book(
            """
            {`id`: `J`, `scheduled`: [{`effectiveTime`: %d, `terms`: {`oracle`: %s}},
                                      {`effectiveTime`: %d, `terms`: {`oracle`: %s}}]}
            """
                .formatted((START + 1) * 1000, ONE, (START + 9) * 1000, TWO));
    Path parameters =
        file(
            "p.jsonl",
            """
            {`time_ms`: @003, `factor`: {`id`: `J`, `oracle`: %s}}
            {`time_ms`: @005, `factor`: {`id`: `J`}}
            {`time_ms`: @002, `factor`: {`id`: `F`, `oracle`: %s}}
            """
                .formatted(TWO, ONE));
    Path ticks =
        file(
            "t.csv",
            "time_ms,instrument,price\n"
                + "@000,J,5\n@001,J,5\n@002,J,5\n@003,J,5\n@005,J,5\n@009,J,5\n@009,F,5\n");

    assertThat(tape(open(parameters, ticks)))
        .containsExactly(
            "J '' 4",
            "J 'sole' 5",
            "J 'sole' 6",
            "t.csv-0@5: " + REFUSED,
            "J '' 7",
            "J '' 8",
            "F 'sole' 9");
  }

  @Test
  void termsOfTheBooksTimeInAFileCountForItsPrices() {
    Path parameters =
        file(
            "p.jsonl",
            "{`time_ms`: %d, `factor`: {`id`: `F`, `oracle`: %s}}\n".formatted(START - 1, TWO));
    Recording recording = open(parameters, file("t.csv", "time_ms,instrument,price\n@000,ONE,2\n"));

    assertThat(recording.bookPrices())
        .extracting(JudgedRecordingTest::words)
        .startsWith("F 'z' 1", "F 'a' 2");
  }

  @Test
  void whereEveryLineIsNobodysTheFirstIsSaid() {
    Path ticks = file("t.csv", "time_ms,instrument,price\n@000,UNKNOWN,5\n@001,J,5\n@002,J,5\n");

    assertThatThrownBy(() -> open(null, ticks))
        .isInstanceOf(InputException.class)
        .hasMessage(ticks + ", line 3: " + REFUSED + " No line of the price files can be used.");
  }

  @Test
  void theLastTimeIsOfALineThatIsUsed() {
    Path ticks = file("t.csv", "time_ms,instrument,price\n@000,F,5\n@007,J,5\n");

    assertThat(open(null, ticks).lastTime()).isEqualTo(START * 1000);
  }

  @Test
  void pricesOfTheBookThatNoFileQuotesLastInAllTerms() {
    String terms =
        "{`id`: `%s`, `oracle`: %s, `scheduled`: [{`effectiveTime`: %d, `terms`: {`scale`: 3, `oracle`: %s}}]}";
    long later = (START + 5) * 1000;
    book =
        book(terms.formatted("J", TWO, later, ONE) + "," + terms.formatted("F", TWO, later, ONE));
    Path parameters =
        file(
            "p.jsonl",
            """
            {`time_ms`: @003, `factor`: {`id`: `J`, `oracle`: %s}}
            {`time_ms`: @003, `factor`: {`id`: `F`, `oracle`: %s}}
            """
                .formatted(TWO, TWO));
    Recording recording =
        open(parameters, file("t.csv", "time_ms,instrument,price,source\n@000,F,2,z\n"));

    assertThat(recording.allFactors())
        .extracting(update -> update.parameters().id() + " " + ages(update))
        .containsExactly(
            "J [316224000, 316224000, 316224000]",
            "F [5, 60, 60]",
            "J [316224000, 316224000]",
            "F [5, 60]");
    assertThat(recording.factors()).isEqualTo(recording.allFactors().subList(0, 2));
  }

  /** Maximum ages in force, then scheduled, seconds. */
  private static List<Long> ages(FactorUpdate update) {
    return Stream.concat(
            Stream.of(update.parameters().inForce()),
            update.parameters().scheduled().stream().map(later -> later.terms()))
        .flatMap(terms -> terms.judging().sources().stream())
        .map(SourceTerms::maximumAgeMicros)
        .map(micros -> micros / 1_000_000)
        .toList();
  }
}
