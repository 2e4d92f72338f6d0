package io.breakwater.local.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.input.Book;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.PriceTape;
import io.breakwater.local.input.Recording;
import io.breakwater.local.input.TestFiles;
import io.breakwater.oracle.Doubt;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.Judge;
import io.breakwater.oracle.judge.JudgeState;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.oracle.judge.SourceVerdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreeSourcesTest {
  private static final long FROM = ThreeSources.LIES_FROM.toEpochMilli();
  private static final long UNTIL = ThreeSources.LIES_UNTIL.toEpochMilli();
  private static final BigDecimal BPS = BigDecimal.valueOf(10_000);

  @TempDir private Path folder;

  private List<OraclePrice> read(Path file) {
    List<OraclePrice> prices = new ArrayList<>();
    try (PriceTape tape = PriceTape.open(List.of(PriceSource.of(file)))) {
      tape.forEachRemaining(price -> prices.add(price.value()));
    }
    return prices;
  }

  @Test
  void oneSourceLiesForAWhileAndAllElseIsAsItWas() {
    Path tape =
        TestFiles.write(
            folder,
            "tape.csv",
            "time_ms,instrument,price\n"
                + (FROM - 1 + ",BTCUSDT,100\n")
                + (FROM - 1 + ",ETHUSDT,7\n")
                + (FROM + ",BTCUSDT,100\n")
                + (UNTIL - 1 + ",BTCUSDT,200\n")
                + (UNTIL + ",BTCUSDT,200\n"));
    Path ticks = folder.resolve("ticks.csv");

    ThreeSources.write(List.of(PriceSource.of(tape)), ticks);

    assertThat(read(ticks))
        .extracting(
            p ->
                "%d %s %s %s"
                    .formatted(
                        p.publishTime() / 1000 - FROM,
                        p.factor(),
                        p.source(),
                        p.value().stripTrailingZeros().toPlainString()))
        .containsExactly(
            "-1 BTCUSDT alpha 100",
            "-1 BTCUSDT beta 100.01",
            "-1 BTCUSDT gamma 99.99",
            "-1 ETHUSDT  7",
            "0 BTCUSDT alpha 100",
            "0 BTCUSDT beta 100.02",
            "0 BTCUSDT gamma 64.9935",
            "21599999 BTCUSDT alpha 200",
            "21599999 BTCUSDT beta 200.06",
            "21599999 BTCUSDT gamma 129.987",
            "21600000 BTCUSDT alpha 200",
            "21600000 BTCUSDT beta 200.02",
            "21600000 BTCUSDT gamma 199.96");
  }

  /** By the terms of the generated book, which must suit what the shipped tape does. */
  @Test
  void theLieIsSeenThroughAndNothingElseIsDoubtedForLong() {
    PriceSource shipped = PriceSource.of(ShippedTape.copyTo(folder));
    Path ticks = folder.resolve("ticks.csv");
    ThreeSources.write(List.of(shipped), ticks);
    GeneratedFiles files = GeneratedFiles.writeOfThreeSources(folder, List.of(shipped), 1, 1);
    Recording recording =
        Recording.open(
            new Recording.Sources(
                files.book(), null, null, List.of(PriceSource.of(ticks)), null, null));

    List<OraclePrice> values = new ArrayList<>(recording.bookPrices());
    values.addAll(read(ticks));
    values.removeIf(value -> !value.factor().equals(ThreeSources.CONTRACT));
    int lies = judge(terms(Book.read(files.book())), values);

    assertThat(lies).as("four ticks a bar, twenty bars an hour").isEqualTo(4 * 20 * 6);
  }

  /** Judges each value, and gives the number of lies. */
  private static int judge(JudgingTerms terms, List<OraclePrice> values) {
    JudgeState state = JudgeState.EMPTY;
    long before = values.get(0).publishTime();
    BigDecimal told = null;
    int lies = 0;
    for (OraclePrice value : values) {
      long time = value.publishTime();
      assertThat(Judge.nextTime(terms, state, before)).as("silence").isGreaterThanOrEqualTo(time);
      state = state.heard(value.source(), value.value(), null, time, value.sequence());
      Judge.Result result = Judge.judge(terms, state, time, false);
      assertThat(result.judgement().validity()).as("at %d", time).isNotEqualTo(Validity.HALTED);
      state = result.state();
      before = time;
      told = value.source().equals("alpha") ? value.value() : told;
      if (value.source().equals(ThreeSources.LIAR)) {
        boolean isLie = time >= FROM * 1000 && time < UNTIL * 1000;
        requireSeenThrough(result.judgement(), told, isLie);
        lies += isLie ? 1 : 0;
      }
    }
    return lies;
  }

  private static JudgingTerms terms(Book book) {
    assertThat(book.factors()).hasSize(1);
    assertThat(book.factors().get(0).parameters().id()).isEqualTo(ThreeSources.CONTRACT);
    return book.factors().get(0).parameters().inForce().judging();
  }

  /** Once all three have spoken at an instant. */
  private static void requireSeenThrough(Judgement judgement, BigDecimal told, boolean isLie) {
    assertThat(judgement.validity()).isEqualTo(Validity.VALID);
    SourceVerdict liar = judgement.sources().get(2);
    assertThat(liar.source()).isEqualTo(ThreeSources.LIAR);
    assertThat(liar.reason()).isEqualTo(isLie ? Doubt.UNCONFIRMED_JUMP : null);
    BigDecimal apart = judgement.value().subtract(told).multiply(BPS);
    assertThat(apart.divide(told, 2, RoundingMode.HALF_EVEN))
        .isBetween(BigDecimal.ZERO, isLie ? BigDecimal.valueOf(1.5) : BigDecimal.ZERO);
  }
}
