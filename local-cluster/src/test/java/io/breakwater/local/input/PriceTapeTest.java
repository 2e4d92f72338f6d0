package io.breakwater.local.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.local.SharedFolder;
import io.breakwater.local.command.InputException;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTapeTest {
  private static final String TICKS = "time_ms,instrument,price\n";
  private static final String BARS =
      "open_time_ms,open_time_utc,symbol,open,high,low,close,volume_base\n";
  private static final String ROUNDS =
      "updated_at_s,updated_at_utc,feed,proxy_address,round_id,phase,aggregator_round,answer_e8,"
          + "price_usd,started_at_s\n";

  /** Times in the texts of these tests count from here: milliseconds, in rounds seconds. */
  private static final long START = 1_700_000_000_000L;

  private static final Pattern TIME = Pattern.compile("(?m)^([0-9]{1,7}),");

  @TempDir private Path folder;

  private final List<RejectedRecord> rejected = new ArrayList<>();

  private Path file(String name, String text) {
    return TestFiles.write(folder, name, later(text, START));
  }

  /** The text with its times counted from a start. */
  private static String later(String text, long start) {
    return TIME.matcher(text).replaceAll(time -> start + Long.parseLong(time.group(1)) + ",");
  }

  private List<OraclePrice> read(Path... paths) {
    return readAll(Stream.of(paths).map(PriceSource::of).toList());
  }

  private List<OraclePrice> readAll(List<PriceSource> sources) {
    List<PriceFile<?>> files = new ArrayList<>();
    sources.forEach(source -> files.add(PriceFile.scan(source)));
    List<OraclePrice> ticks = new ArrayList<>();
    try (PriceTape tape = new PriceTape(files, 1)) {
      while (tape.hasNext()) {
        Inbound<OraclePrice> next = tape.next();
        if (next.value() == null) {
          rejected.add(next.rejected());
        } else {
          ticks.add(next.value());
        }
      }
    }
    return ticks;
  }

  private static List<String> shown(List<OraclePrice> ticks) {
    return ticks.stream()
        .map(
            t ->
                t.publishTime() / 1000 - START + " " + t.factor() + " " + t.value().toPlainString())
        .toList();
  }

  @Nested
  class Ticks {
    @Test
    void areReadInTheirOrderAndNumbered() {
      List<OraclePrice> ticks =
          read(file("t.csv", TICKS + "10,A,1.50\n10,B,2\n10,A,1.4\n\n12,A,1.3\n"));

      assertThat(shown(ticks)).containsExactly("10 A 1.5", "10 B 2", "10 A 1.4", "12 A 1.3");
      assertThat(ticks).extracting(OraclePrice::sequence).containsExactly(1L, 2L, 3L, 4L);
      assertThat(ticks).extracting(t -> t.origin().offset()).containsExactly(2L, 3L, 4L, 6L);
      assertThat(ticks).extracting(t -> t.origin().topic()).containsOnly("t.csv");
      assertThat(ticks).extracting(OraclePrice::source).containsOnly("");
      assertThat(ticks.get(0).publishTime()).isEqualTo((START + 10) * 1000);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          "time_ms,instrument,price,source,confidence | 1,A,5,pyth,0.1 | 2,A,5,,",
          "confidence,source,price,instrument,time_ms | 0.1,pyth,5,A,1 | ,,5,A,2",
          "`source`, `time_ms`,`confidence`,`instrument`,`price` | `pyth`,1,`0.1`,`A`,`5` | ``,2, `` ,A,5",
          "time_ms,confidence,instrument,source,price | 1,1E-1,A, pyth ,5e0 | 2, ,A, ,5",
        })
    void mayNameSourceAndConfidenceInAnyOrder(String header, String row, String without) {
      String text = (header + "\n" + row + "\n" + without + "\n").replace('`', '"');

      List<OraclePrice> ticks = read(TestFiles.write(folder, "t.csv", ofColumns(text)));

      assertThat(rejected).isEmpty();
      assertThat(ticks).extracting(OraclePrice::source).containsExactly("pyth", "");
      assertThat(ticks.get(0).confidence()).isEqualByComparingTo("0.1");
      assertThat(ticks.get(1).confidence()).isNull();
    }

    /** The text with the times 1 and 2 counted from the start, wherever their column is. */
    private static String ofColumns(String text) {
      return text.replaceAll("(?m)(^|,)([12])(?=,|$)", "$1" + START / 10 + "$2");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "1,A,5,pyth,-0.1 | OUT_OF_RANGE | confidence of A is -0.1",
          "1,A,5,pyth,wide | UNDECODABLE | confidence: 'wide' is not a decimal",
          "1,A,5,pyth,1e30 | OUT_OF_RANGE | confidence: 1e30 does not fit decimal(38,18)",
          "1,A,5,pyth\ufffd,1 | MALFORMED_ID | the source of a price is not text",
        })
    void sourcesAndConfidencesThatCannotBeMeantAreRejected(
        String row, Refusal reason, String message) {
      String text = "time_ms,instrument,price,source,confidence\n1,A,5,pyth,0\n" + row + "\n";

      assertThat(read(file("t.csv", text))).hasSize(1);
      assertThat(rejected).extracting(RejectedRecord::reason).containsExactly(reason);
      assertThat(rejected.get(0).message()).contains(message);
      assertThat(rejected.get(0).origin().offset()).isEqualTo(3);
    }

    @Test
    void mayBePackedAndEndInCarriageReturns() {
      String text = later(TICKS + "1,A,5\n2,A,6", START).replace("\n", "\r\n");

      assertThat(shown(read(TestFiles.writeGzip(folder, "t.csv", text))))
          .containsExactly("1 A 5", "2 A 6");
    }

    @Test
    void mayBeginWithAByteOrderMark() {
      assertThat(shown(read(file("t.csv", "\uFEFF" + TICKS + "1,A,5\n")))).containsExactly("1 A 5");
    }

    @Test
    void outOfOrderAreRefusedWithTheirLine() {
      Path path = file("t.csv", TICKS + "2,A,5\n1,A,5\n");

      assertThatThrownBy(() -> read(path))
          .isInstanceOf(InputException.class)
          .hasMessage(
              path
                  + ", line 3: the time 2023-11-14T22:13:20.001Z lies before"
                  + " 2023-11-14T22:13:20.002Z above it: sort the file by time.");
    }

    /** All of the same moment, 1735689600.25 seconds. */
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          "time_s,instrument,price | 1735689600.25,A,5",
          "time_ms,instrument,price | 1735689600250,A,5",
          "time_us,instrument,price | 1735689600250000,A,5",
          "time_ms,instrument,price | 1.73568960025e12,A,5.0e0",
          "time,instrument,price | 2025-01-01T00:00:00.25Z,A,5",
          "time,instrument,price | 2025-01-01T01:00:00.250000999+01:00,A,5",
          "time,instrument,price | 2025-01-01 00:00:00.250,A,5",
          "price,time_ms,instrument | 5,1735689600250,A",
          "confidence,price,instrument,source,time_ms | 0.1,5,A,pyth,1735689600250",
          "`time_ms`,`instrument`, `price` | `1735689600250`,`A`, `5`",
          " time_ms , instrument,price | 1735689600250 , A , 5 ",
        })
    void columnsAreFoundByTheirNamesAndTheUnitOfTimeToo(String header, String row) {
      String text = (header + "\n" + row + "\n").replace('`', '"');

      List<OraclePrice> ticks = read(TestFiles.write(folder, "t.csv", text));

      assertThat(rejected).isEmpty();
      assertThat(ticks).hasSize(1);
      assertThat(ticks.get(0).publishTime()).isEqualTo(1_735_689_600_250_000L);
      assertThat(ticks.get(0).factor()).isEqualTo("A");
      assertThat(ticks.get(0).value()).isEqualByComparingTo("5");
    }

    @Test
    void keepTheOrderOfMicroseconds() {
      String first = "time_us,instrument,price\n1735689600000001,A,1\n1735689600000900,A,2\n";
      String second = "time_us,instrument,price\n1735689600000500,B,3\n";

      List<OraclePrice> ticks =
          read(TestFiles.write(folder, "a.csv", first), TestFiles.write(folder, "b.csv", second));

      assertThat(ticks).extracting(OraclePrice::factor).containsExactly("A", "B", "A");
      assertThatThrownBy(
              () ->
                  PriceFile.scan(
                      PriceSource.of(
                          TestFiles.write(folder, "c.csv", first + "1735689600000899,A,1\n"))))
          .hasMessageContaining("line 4: the time 2025-01-01T00:00:00.000899Z lies before");
    }

    @ParameterizedTest
    @CsvSource({"0.0000001, 1e-7", "0.0000113443, 1.13443E-05", "5000, 5e3"})
    void pricesMayHaveAnExponent(String price, String written) {
      assertThat(read(file("t.csv", TICKS + "1,A," + written + "\n")).get(0).value())
          .isEqualByComparingTo(price);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "yesterday | UNDECODABLE | time is 'yesterday': write it like 2025-01-01T00:00:00Z",
          "1735689600000 | UNDECODABLE | or numbers in a column time_s, time_ms or time_us",
          "1970-01-21T02:08:09Z | OUT_OF_RANGE | which lies in January 1970, before the year 2009",
        })
    void timesInIsoThatCannotBeMeantAreRejected(String time, Refusal reason, String message) {
      String text = "time,instrument,price\n" + time + ",A,5\n2025-01-01T00:00:00Z,A,6\n";

      assertThat(read(TestFiles.write(folder, "t.csv", text))).hasSize(1);
      assertThat(rejected).extracting(RejectedRecord::reason).containsExactly(reason);
      assertThat(rejected.get(0).message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "1,A | UNDECODABLE | the line has 2 columns where 3 are expected",
          "1,A,5,x | UNDECODABLE | the line has 4 columns where 3 are expected",
          "1,`A,5 | UNDECODABLE | the line is not CSV",
          "1,`A`x,5 | UNDECODABLE | the line is not CSV",
          "x,A,5 | UNDECODABLE | time_ms: 'x' is not a decimal",
          "-1,A,5 | OUT_OF_RANGE | time_ms is -1, which lies before 1970: check its unit.",
          "0000000000,A,5 | OUT_OF_RANGE | time_ms is 0000000000, which lies in January 1970, before the year 2009: check its unit.",
          "1735689600,A,5 | OUT_OF_RANGE | time_ms is 1735689600, which lies in January 1970, before the year 2009: it looks like seconds; name the column time_s, or convert it.",
          "1735689600000000,A,5 | OUT_OF_RANGE | which lies beyond the year 9999: it looks like microseconds; name the column time_us, or convert it.",
          "1230767999999,A,5 | OUT_OF_RANGE | which lies in December 2008, before the year 2009",
          "1735689600000000000,A,5 | OUT_OF_RANGE | which lies beyond the year 9999: check its unit",
          "99999999999999999999,A,5 | OUT_OF_RANGE | which lies beyond the year 9999",
          "999999999999999999999,A,5 | OUT_OF_RANGE | time_ms: 999999999999999999999 does not fit",
          ",A,5 | MISSING_VALUE | time_ms is empty",
          "1,,5 | MISSING_VALUE | instrument is empty",
          "1,A, | MISSING_VALUE | price is empty",
          "1,A,five | UNDECODABLE | price: 'five' is not a decimal",
          "1,A,1e-70 | OUT_OF_RANGE | price: 1e-70 does not fit decimal(38,18)",
          "1,A,NaN | UNDECODABLE | price: 'NaN' is not a decimal",
          "1,A,0 | NON_POSITIVE_PRICE | price of A is 0: it must be above 0",
          "1,A,-5 | NON_POSITIVE_PRICE | price of A is -5: it must be above 0",
          "1,A,100000000000000000000 | OUT_OF_RANGE | does not fit decimal(38,18)",
        })
    void malformedRowsAreRejectedAndStopNothing(String row, Refusal reason, String message) {
      String line = later(row.replace('`', '"'), START);

      assertThat(shown(read(file("t.csv", TICKS + "1,A,4\n" + line + "\n1,A,6\n"))))
          .containsExactly("1 A 4", "1 A 6");
      assertThat(rejected).hasSize(1);
      assertThat(rejected.get(0).reason()).isEqualTo(reason);
      assertThat(rejected.get(0).message()).contains(message);
      assertThat(rejected.get(0).origin().topic()).isEqualTo("t.csv");
      assertThat(rejected.get(0).origin().offset()).isEqualTo(3);
      assertThat(new String(rejected.get(0).origin().raw())).isEqualTo(line);
    }
  }

  @Nested
  class Bars {
    @Test
    void becomeFourTicksEach() {
      List<OraclePrice> ticks =
          read(
              file(
                  "b.csv",
                  BARS
                      + "0,1970-01-01T00:00:00Z,UP,10,12,9,11,1\n"
                      + "0,1970-01-01T00:00:00Z,DOWN,10,12,9,9.5,1\n"
                      + "0,1970-01-01T00:00:00Z,FLAT,10,12,9,10,1\n"
                      + "60000,1970-01-01T00:01:00Z,UP,11,11,11,11,1\n"));

      assertThat(shown(ticks))
          .containsExactly(
              "0 UP 10",
              "0 DOWN 10",
              "0 FLAT 10",
              "20000 UP 9",
              "20000 DOWN 12",
              "20000 FLAT 9",
              "40000 UP 12",
              "40000 DOWN 9",
              "40000 FLAT 12",
              "59999 UP 11",
              "59999 DOWN 9.5",
              "59999 FLAT 10",
              "60000 UP 11",
              "80000 UP 11",
              "100000 UP 11",
              "119999 UP 11");
      assertThat(ticks.get(3).origin().offset()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 0 0 0 0", "2, 0 0 1 1", "100, 0 33 66 99", "180000, 0 60000 120000 179999"})
    void liePartsOfTheFilesStepApart(long step, String offsets) {
      String second = step + ",-,A,2,2,2,2,1\n";
      String later = 10 * step + ",-,A,3,3,3,3,1\n";

      List<OraclePrice> ticks = read(file("b.csv", BARS + "0,-,A,1,1,1,1,1\n" + second + later));

      assertThat(ticks.subList(0, 4).stream().map(t -> "" + (t.publishTime() / 1000 - START)))
          .containsExactly(offsets.split(" "));
    }

    @Test
    void ofOneTimeKeepTheOrderOfTheirLinesEvenWhenTicksCoincide() {
      String text = BARS + "0,-,B,1,2,1,2,1\n0,-,A,5,6,5,6,1\n1,-,B,2,2,2,2,1\n";

      assertThat(shown(read(file("b.csv", text))).subList(0, 8))
          .containsExactly("0 B 1", "0 B 1", "0 B 2", "0 B 2", "0 A 5", "0 A 5", "0 A 6", "0 A 6");
    }

    @Test
    void mayBeSortedByInstrument() {
      String sorted = BARS + "0,-,A,1,1,1,1,1\n0,-,B,2,2,2,2,1\n9,-,A,3,3,3,3,1\n9,-,B,4,4,4,4,1\n";
      String byInstrument =
          BARS + "0,-,A,1,1,1,1,1\n9,-,A,3,3,3,3,1\n0,-,B,2,2,2,2,1\n9,-,B,4,4,4,4,1\n";

      assertThat(shown(read(file("b.csv", byInstrument))))
          .isEqualTo(shown(read(file("s.csv", sorted))));
    }

    @Test
    void ofASingleTimeCountAsOneMinute() {
      assertThat(shown(read(file("b.csv", BARS + "0,-,A,1,4,1,4,1\n"))))
          .containsExactly("0 A 1", "20000 A 1", "40000 A 4", "59999 A 4");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "1,1,2,1 | the bar's low, 2, lies above its high, 1",
          "3,2,1,1 | the bar's open, 3, lies above its high, 2",
          "1,2,1,3 | the bar's close, 3, lies above its high, 2",
          "1,3,2,2 | the bar's low, 2, lies above its open, 1",
          "2,3,2,1 | the bar's low, 2, lies above its close, 1",
        })
    void whoseHighAndLowDoNotHoldTheOthersAreRejected(String prices, String message) {
      String text = BARS + "0,-,A," + prices + ",1\n0,-,B,1,1,1,1,1\n";

      assertThat(read(file("b.csv", text))).extracting(OraclePrice::factor).containsOnly("B");
      assertThat(rejected).hasSize(1);
      assertThat(rejected.get(0).reason()).isEqualTo(Refusal.CONTRADICTION);
      assertThat(rejected.get(0).message()).contains(message);
      assertThat(rejected.get(0).origin().offset()).isEqualTo(2);
    }

    @Test
    void withOneBadPriceAreRejectedWhole() {
      String text = BARS + "0,-,A,1,1,0,1,1\n0,-,B,1,1,1,1,1\n";

      assertThat(read(file("b.csv", text))).extracting(OraclePrice::factor).containsOnly("B");
      assertThat(rejected)
          .extracting(RejectedRecord::reason)
          .containsExactly(Refusal.NON_POSITIVE_PRICE);
    }
  }

  /** Bars of one symbol as a venue dumps them. */
  @Nested
  class Klines {
    private static final String REST = ",10,1735689659999,20,3,4,5,0\n";
    private static final String HEADER =
        "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,"
            + "taker_buy_quote_volume,ignore\n";
    private static final String ROWS =
        "1735689600000,10,12,9,11" + REST + "1735689660000,11,11,11,11" + REST;

    private final List<String> expected =
        List.of(
            "0 BTCUSDT 10",
            "20000 BTCUSDT 9",
            "40000 BTCUSDT 12",
            "59999 BTCUSDT 11",
            "60000 BTCUSDT 11",
            "80000 BTCUSDT 11",
            "100000 BTCUSDT 11",
            "119999 BTCUSDT 11");

    private List<String> shownFrom2025(List<OraclePrice> ticks) {
      return ticks.stream()
          .map(
              t ->
                  (t.publishTime() / 1000 - 1_735_689_600_000L)
                      + " "
                      + t.factor()
                      + " "
                      + t.value().toPlainString())
          .toList();
    }

    @Test
    void areNamedByTheirFileBeforeItsFirstDash() {
      Path plain = file("BTCUSDT-1m-2025-01.csv", ROWS);
      assertThat(shownFrom2025(read(plain))).isEqualTo(expected);
    }

    @Test
    void areNamedOnTheCommandLine() {
      Path plain = file("ETHUSDT-1m.csv", HEADER + ROWS);

      assertThat(shownFrom2025(readAll(List.of(PriceSource.parse("BTCUSDT=" + plain)))))
          .isEqualTo(expected);
    }

    @Test
    void mayHaveAHeaderInOtherWords() {
      String header = "Open time,Open,High,Low,Close,Volume,Close time,a,b,c,d,e\n";

      assertThat(shownFrom2025(read(file("BTCUSDT-1m.csv", header + ROWS)))).isEqualTo(expected);
    }

    @Test
    void mayCountMicroseconds() {
      String micros = ROWS.replaceAll("(?m)^(\\d+)", "$1000");

      assertThat(shownFrom2025(read(file("BTCUSDT-1m.csv", micros)))).isEqualTo(expected);
    }

    @Test
    void areAsLongAsTheySayWhateverIsMissingBetween() {
      String days =
          "1735689600000,10,12,9,11,10,1735775999999,20,3,4,5,0\n"
              + "1735862400000,11,11,11,11,10,1735948799999,20,3,4,5,0\n";
      List<String> shown = shownFrom2025(read(file("BTCUSDT-1d.csv", days)));

      assertThat(shown)
          .containsExactly(
              "0 BTCUSDT 10",
              "28800000 BTCUSDT 9",
              "57600000 BTCUSDT 12",
              "86399999 BTCUSDT 11",
              "172800000 BTCUSDT 11",
              "201600000 BTCUSDT 11",
              "230400000 BTCUSDT 11",
              "259199999 BTCUSDT 11");
    }

    @Test
    void areReadFromAZipOfOneFile() {
      Path zip =
          TestFiles.writeZip(folder, "BTCUSDT-1m-2025-01.zip", "BTCUSDT-1m-2025-01.csv", ROWS);

      assertThat(shownFrom2025(read(zip))).isEqualTo(expected);
    }

    @Test
    void inSecondsAreRejected() {
      String seconds = ROWS.replaceAll("(?m)^(\\d+)000,", "$1,");

      assertThat(read(file("BTCUSDT-1m.csv", seconds))).isEmpty();
      assertThat(rejected.get(0).message()).contains("which lies in January 1970", "seconds");
    }

    @Test
    void withoutASymbolAreRefused() {
      Path path = file("klines.csv", ROWS);

      assertThatThrownBy(() -> PriceFile.scan(PriceSource.of(path)))
          .hasMessage(
              path + ": does not say of what its prices are: name it as SYMBOL=klines.csv.");
    }

    @Test
    void aloneMayBeGivenASymbol() {
      Path path = file("t.csv", TICKS + "1,A,5\n");

      assertThatThrownBy(() -> PriceFile.scan(PriceSource.parse("BTCUSDT=" + path)))
          .hasMessageContaining("other files name their instruments themselves");
    }
  }

  @Nested
  class Packed {
    @Test
    void aZipOfOneFileIsReadAndAByteOrderMarkInItLeftOut() {
      String text = later("\uFEFF" + TICKS + "1,A,5\n", START);

      assertThat(shown(read(TestFiles.writeZip(folder, "t.zip", "t.csv", text))))
          .containsExactly("1 A 5");
    }

    @Test
    void aZipOfMoreOrNoFilesIsRefused() {
      Path two = TestFiles.writeZip(folder, "two.zip", "a.csv", TICKS, "b.csv", TICKS);
      Path none = TestFiles.writeZip(folder, "none.zip");

      assertThatThrownBy(() -> read(two)).hasMessageStartingWith(two + ": is a zip of 2 files");
      assertThatThrownBy(() -> read(none)).hasMessageStartingWith(none + ": is a zip of 0 files");
    }
  }

  @Nested
  class Rounds {
    private static final long SECONDS = START / 1000;
    private static final String BTC = "BTC/USD,0xF4,110680464442257314138,6,4442,";
    private static final String ETH = "ETH/USD,0x5f,110680464442257314137,6,4441,";

    private Path rounds(String text) {
      return TestFiles.write(folder, "r.csv", later(text, SECONDS));
    }

    @Test
    void ofOneSecondAreOrderedByRound() {
      List<OraclePrice> ticks =
          read(
              rounds(
                  ROUNDS
                      + "100,-,"
                      + BTC
                      + "2917000000001,29170.00000001,100\n"
                      + "100,-,"
                      + ETH
                      + "182692392563,1826.92392563,100\n"
                      + "101,-,"
                      + ETH
                      + "1,0.00000001,100\n"));

      assertThat(shown(ticks))
          .containsExactly(
              "100000 ETH/USD 1826.92392563",
              "100000 BTC/USD 29170.00000001",
              "101000 ETH/USD 0.00000001");
      assertThat(ticks).extracting(OraclePrice::source).containsOnly("chainlink");
    }

    @Test
    void withoutAnAnswerAreRejected() {
      String text = ROUNDS + "100,-," + BTC + "0,0,100\n100,-," + ETH + "-5,-5,100\n";

      assertThat(read(rounds(text))).isEmpty();
      assertThat(rejected)
          .extracting(RejectedRecord::reason)
          .containsExactly(Refusal.NON_POSITIVE_PRICE, Refusal.UNDECODABLE);
    }
  }

  @Nested
  class Merged {
    @Test
    void filesAreOrderedByTimeThenFileThenLine() {
      List<OraclePrice> ticks =
          read(
              file("1.csv", TICKS + "5,A,1\n5,A,2\n9,A,3\n"),
              file("2.csv", BARS + "5,-,B,10,10,10,10,1\n8,-,B,10,10,10,10,1\n"),
              file("3.csv", TICKS + "1,C,7\n5,C,8\n"));

      assertThat(shown(ticks))
          .containsExactly(
              "1 C 7", "5 A 1", "5 A 2", "5 B 10", "5 C 8", "6 B 10", "7 B 10", "7 B 10", "8 B 10",
              "9 A 3", "9 B 10", "10 B 10", "10 B 10");
      assertThat(ticks.get(12).sequence()).isEqualTo(13);
    }

    @Test
    void rejectedLinesHaveNoNumber() {
      List<OraclePrice> ticks = read(file("1.csv", TICKS + "5,A,0\n5,A,2\n6,A\n7,A,3\n8,A,\n"));

      assertThat(ticks).extracting(OraclePrice::sequence).containsExactly(1L, 2L);
      assertThat(rejected).extracting(r -> r.origin().offset()).containsExactly(2L, 4L, 6L);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`` | is empty",
        "`when,instrument,price` | line 1: has the column 'when', which ticks do not have",
        "`instrument,price` | line 1: has 0 columns of time: give one of time_s, time_ms, time_us, time",
        "`time,time_ms,instrument,price` | line 1: has 2 columns of time",
        "`time_ms,instrument,price,price` | line 1: has the column 'price' two times",
        "`time_ms,instrument,price,volume` | line 1: has the column 'volume', which ticks do not have",
        "`time_ms,symbol,price` | line 1: is not the header of a price file",
        "`\"time_ms,instrument,price` | line 1: the line is not CSV",
        "`1,2,3` | line 1: is not the header of a price file"
      },
      quoteCharacter = '`')
  void otherFilesAreRefused(String text, String message) {
    Path path = file("x.csv", text);

    assertThatThrownBy(() -> PriceFile.scan(PriceSource.of(path)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aScanKnowsWhatIsQuotedAndFromWhen() {
    PriceFile<?> bars =
        PriceFile.scan(
            PriceSource.of(
                file("b.csv", BARS + "9,-,B,1,1,1,1,1\n7,-,A,1,1,1,1,1\n8,-,B,1,1,1,1,1\nx\ny\n")));

    assertThat(bars.quoted().keySet()).containsExactly("B", "A");
    assertThat(bars.quoted().get("B")).isEqualTo(new PriceFile.Quoted(8, 2));
    assertThat(bars.firstMicros()).isEqualTo((START + 7) * 1000);
    assertThat(bars.tickCount()).isEqualTo(12);
    assertThat(bars.rejectedCount()).isEqualTo(2);
    assertThat(bars.firstRejected().origin().offset()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "2021-05-19_binance_spot_1m_20assets.csv.gz, 271200",
    "2025-04-07_binance_perp_3m.csv.gz, 69120",
    "chainlink_eth_btc_usd_rounds_2023_2024.csv.gz, 21797",
    "chainlink_2023-08-17_crash_slice.csv, 334",
  })
  void recordedFilesAreReadWhole(String name, int count) {
    List<OraclePrice> ticks = read(SharedFolder.file("data/" + name));

    assertThat(ticks).hasSize(count);
    assertThat(rejected).isEmpty();
    assertThat(ticks).extracting(OraclePrice::publishTime).isSorted();
    assertThat(ticks.get(count - 1).sequence()).isEqualTo(count);
  }
}
