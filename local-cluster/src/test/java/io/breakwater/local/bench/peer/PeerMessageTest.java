package io.breakwater.local.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.Small;
import io.breakwater.local.bench.load.TickTape;
import io.breakwater.stream.event.MarketEvent;
import org.junit.jupiter.api.Test;

class PeerMessageTest {
  private final AccountBook book = AccountBook.of(Small.WORKLOAD);

  @Test
  void accountsComeThroughAsTheyAre() {
    for (int i = 0; i < 100; i++) {
      comesThrough(new PeerMessage.Account(book.account(i)));
    }
  }

  @Test
  void pricesComeThroughAsTheyAre() {
    TickTape tape = TickTape.of(Small.WORKLOAD, book, 100);
    for (int tick = 0; tick < tape.size(); tick++) {
      comesThrough(new PeerMessage.Price((MarketEvent.PriceChange) tape.event(tick)));
    }
  }

  @Test
  void marksComeThroughAsTheyAre() {
    comesThrough(new PeerMessage.Mark(3));
  }

  private static void comesThrough(PeerMessage message) {
    assertThat(PeerMessage.of(message.bytes())).isEqualTo(message);
  }
}
