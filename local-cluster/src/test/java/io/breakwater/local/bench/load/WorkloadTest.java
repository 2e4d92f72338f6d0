package io.breakwater.local.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

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
        .containsExactly("quiet", "calm", "near", "single", "wide", "stress", "crash", "clustered");
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
      AccountBook one = new AccountBook(workload);
      AccountBook other = new AccountBook(workload);
      assertThat(one.opening()).isEqualTo(other.opening());
      for (int i = ACCOUNTS - 1; i >= 0; i--) {
        assertThat(one.account(i)).isEqualTo(other.account(i)).isEqualTo(one.account(i));
      }
    }
  }

  @Test
  void anotherSeedMakesAnotherBook() {
    AccountBook calm = new AccountBook(Workload.of("calm"));
    AccountBook stress = new AccountBook(Workload.of("stress"));
    assertThat(calm.account(0)).isNotEqualTo(stress.account(0));
    assertThat(calm.openingPrice(0)).isNotEqualTo(stress.openingPrice(0));
  }

  @Test
  void aLongerTapeBeginsWithTheSameTicks() {
    for (Workload workload : Workload.all()) {
      AccountBook book = new AccountBook(workload);
      TickTape tape = TickTape.of(workload, book, TICKS);
      TickTape longer = TickTape.of(workload, book, 2 * TICKS);
      TickTape first = longer.first(TICKS);
      assertThat(first.size()).isEqualTo(TICKS);
      for (int tick = 0; tick < TICKS; tick++) {
        assertThat(tape.event(tick)).isEqualTo(longer.event(tick)).isEqualTo(first.event(tick));
      }
    }
  }

  @Test
  void eventsAreNumberedWithoutGaps() {
    Workload workload = Workload.of("calm");
    AccountBook book = new AccountBook(workload);
    TickTape tape = TickTape.of(workload, book, 3);
    for (int i = 0; i < book.opening().size(); i++) {
      assertThat(book.opening().get(i).marketSequence()).isEqualTo(i + 1L);
    }
    assertThat(tape.event(0).marketSequence()).isEqualTo(book.opening().size() + 1L);
    assertThat(tape.event(2).marketSequence()).isEqualTo(tape.marketSequence(2));
  }
}
