package io.breakwater.local.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.local.InputException;
import io.breakwater.local.SharedFolder;
import io.breakwater.margin.Refusal;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.Inbound;
import io.breakwater.stream.RejectedRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @TempDir private Path folder;

  private final List<RejectedRecord> rejected = new ArrayList<>();

  private Path file(String name, String text) {
    return TestFiles.write(folder, name, text);
  }

  private List<OraclePrice> read(Path... paths) {
    List<PriceFile<?>> files = new ArrayList<>();
    Stream.of(paths).forEach(path -> files.add(PriceFile.scan(path)));
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
        .map(t -> t.publishTime() / 1000 + " " + t.instrument() + " " + t.value().toPlainString())
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
      assertThat(ticks.get(0).publishTime()).isEqualTo(10_000);
    }

    @Test
    void mayNameSourceAndConfidence() {
      List<OraclePrice> ticks =
          read(
              file(
                  "t.csv",
                  "time_ms,instrument,price,source,confidence\n1,A,5,pyth,0.1\n2,A,5,,\n"));

      assertThat(ticks).extracting(OraclePrice::source).containsExactly("pyth", "");
      assertThat(ticks.get(0).confidence()).isEqualByComparingTo("0.1");
      assertThat(ticks.get(1).confidence()).isNull();
    }

    @Test
    void mayBePackedAndEndInCarriageReturns() {
      String text = (TICKS + "1,A,5\n2,A,6").replace("\n", "\r\n");

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
          .hasMessage(path + ", line 3: the time 1 lies before 2 above it: sort the file by time.");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "1,A | UNDECODABLE | the line has 2 columns where the header has 3",
          "1,A,5,x | UNDECODABLE | the line has 4 columns where the header has 3",
          "1,`A`,5 | UNDECODABLE | the line has quotes",
          "x,A,5 | UNDECODABLE | time_ms is 'x': it must be a whole number",
          "-1,A,5 | UNDECODABLE | time_ms is '-1'",
          "1.5,A,5 | UNDECODABLE | time_ms is '1.5'",
          "99999999999999999999999,A,5 | OUT_OF_RANGE | time_ms lies beyond the year 9999",
          ",A,5 | MISSING_VALUE | time_ms is empty",
          "1,,5 | MISSING_VALUE | instrument is empty",
          "1,A, | MISSING_VALUE | price is empty",
          "1,A,five | UNDECODABLE | price: 'five' is not a plain decimal",
          "1,A,1e-7 | UNDECODABLE | price: '1e-7' is not a plain decimal",
          "1,A,NaN | UNDECODABLE | price: 'NaN' is not a plain decimal",
          "1,A,0 | NON_POSITIVE_PRICE | price of A is 0: it must be above 0",
          "1,A,-5 | NON_POSITIVE_PRICE | price of A is -5: it must be above 0",
          "1,A,100000000000000000000 | OUT_OF_RANGE | does not fit decimal(38,18)",
        })
    void malformedRowsAreRejectedAndStopNothing(String row, Refusal reason, String message) {
      String line = row.replace('`', '"');

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

      assertThat(ticks.subList(0, 4).stream().map(t -> "" + t.publishTime() / 1000))
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

    @Test
    void withOneBadPriceAreRejectedWhole() {
      String text = BARS + "0,-,A,1,1,0,1,1\n0,-,B,1,1,1,1,1\n";

      assertThat(read(file("b.csv", text))).extracting(OraclePrice::instrument).containsOnly("B");
      assertThat(rejected)
          .extracting(RejectedRecord::reason)
          .containsExactly(Refusal.NON_POSITIVE_PRICE);
    }
  }

  @Nested
  class Rounds {
    private static final String BTC = "BTC/USD,0xF4,110680464442257314138,6,4442,";
    private static final String ETH = "ETH/USD,0x5f,110680464442257314137,6,4441,";

    @Test
    void ofOneSecondAreOrderedByRound() {
      List<OraclePrice> ticks =
          read(
              file(
                  "r.csv",
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
    }

    @Test
    void withoutAnAnswerAreRejected() {
      String text = ROUNDS + "100,-," + BTC + "0,0,100\n100,-," + ETH + "-5,-5,100\n";

      assertThat(read(file("r.csv", text))).isEmpty();
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
        "`time,instrument,price` | line 1: is not the header of a price file"
      },
      quoteCharacter = '`')
  void otherFilesAreRefused(String text, String message) {
    Path path = file("x.csv", text);

    assertThatThrownBy(() -> PriceFile.scan(path))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aScanKnowsWhatIsQuotedAndFromWhen() {
    PriceFile<?> bars =
        PriceFile.scan(file("b.csv", BARS + "9,-,B,1,1,1,1,1\n7,-,A,1,1,1,1,1\nx\n"));

    assertThat(bars.instruments()).containsExactlyInAnyOrder("A", "B");
    assertThat(bars.firstMillis()).isEqualTo(7);
    assertThat(bars.tickCount()).isEqualTo(8);
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
