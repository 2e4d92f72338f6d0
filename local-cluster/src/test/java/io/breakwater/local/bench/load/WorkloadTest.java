package io.breakwater.local.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static final int ACCOUNTS = 500;
  private static final int TICKS = 2_000;

  @Test
  void theFileIsReadWhole() {
    List<Workload> all = Workload.all();
    assertThat(all)
        .extracting(Workload::name)
        .containsExactly(
            "quiet",
            "calm",
            "near",
            "single",
            "wide",
            "stress",
            "crash",
            "clustered",
            "lending",
            "lending-crash");
    assertThat(all).extracting(Workload::seed).doesNotHaveDuplicates();
    for (Workload workload : all) {
      assertThat(workload.about()).isNotBlank();
      assertThat(workload.positions()).isBetween(1, workload.instruments());
      assertThat(workload.ticks(1_000_000)).isPositive();
      assertThat(workload.ticks(10)).isEqualTo(workload.ticks());
    }
  }

  @Test
  void comesThroughJsonAsItIs() {
    for (Workload workload : Workload.all()) {
      assertThat(Workload.ofJson(workload.json())).isEqualTo(workload);
    }
  }

  @Test
  void theSameNumbersMakeTheSameBook() {
    for (Workload workload : Workload.all()) {
      AccountBook one = AccountBook.of(workload);
      AccountBook other = AccountBook.of(workload);
      assertThat(one.opening()).isEqualTo(other.opening());
      for (int i = ACCOUNTS - 1; i >= 0; i--) {
        assertThat(one.account(i)).isEqualTo(other.account(i)).isEqualTo(one.account(i));
      }
    }
  }

  @Test
  void anotherSeedMakesAnotherBook() {
    AccountBook calm = AccountBook.of(Workload.of("calm"));
    AccountBook stress = AccountBook.of(Workload.of("stress"));
    assertThat(calm.account(0)).isNotEqualTo(stress.account(0));
    assertThat(calm.openingPrice(0)).isNotEqualTo(stress.openingPrice(0));
  }

  @Test
  void aLongerTapeBeginsWithTheSameTicks() {
    for (Workload workload : Workload.all()) {
      AccountBook book = AccountBook.of(workload);
      TickTape tape = TickTape.of(workload, book, TICKS);
      TickTape longer = TickTape.of(workload, book, 2 * TICKS);
      TickTape first = longer.first(TICKS);
      assertThat(first.size()).isEqualTo(TICKS);
      for (int tick = 0; tick < TICKS; tick++) {
        assertThat(tape.event(tick)).isEqualTo(longer.event(tick)).isEqualTo(first.event(tick));
      }
    }
  }

  /** As the sequencer would count them: the product of the last values, rounded half-even. */
  @Test
  void whatDerivesIsTheProductOfWhatIsObserved() {
    Workload workload = Workload.of("lending");
    AccountBook book = AccountBook.of(workload);
    PeerMarket market = new PeerMarket();
    book.opening().forEach(market::apply);
    assertThat(market.derivedFrom("USD")).isEqualTo(List.of("USD*USD-borrow"));
    TickTape tape = TickTape.of(workload, book, TICKS);
    for (int tick = 0; tick < TICKS; tick++) {
      String observed = market.apply(tape.event(tick));
      for (String derived : market.derivedFrom(observed)) {
        Product product = market.product(derived);
        BigDecimal whole = market.value(product.left()).multiply(market.value(product.right()));
        BigDecimal value = market.value(derived);
        assertThat(value.subtract(whole).abs())
            .as("%s at tick %s", derived, tick)
            .isLessThanOrEqualTo(
                HALF.movePointLeft(book.derivation(factorOf(book, observed)).scale()));
      }
    }
  }

  private static final BigDecimal HALF = new BigDecimal("0.5");

  private static int factorOf(AccountBook book, String observed) {
    return book.factors().stream()
        .filter(factor -> factor.id().equals(observed))
        .findFirst()
        .orElseThrow()
        .integer();
  }

  @Test
  void eventsAreNumberedWithoutGaps() {
    Workload workload = Workload.of("calm");
    AccountBook book = AccountBook.of(workload);
    TickTape tape = TickTape.of(workload, book, 3);
    for (int i = 0; i < book.opening().size(); i++) {
      assertThat(book.opening().get(i).marketSequence()).isEqualTo(i + 1L);
    }
    assertThat(tape.event(0).marketSequence()).isEqualTo(book.opening().size() + 1L);
    assertThat(tape.event(2).marketSequence()).isEqualTo(tape.marketSequence(2));
  }
}
