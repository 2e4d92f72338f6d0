package io.breakwater.margin.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MoveStatisticsTest {
  private static final long SECOND = 1_000_000;

  private final MoveStatistics moves = new MoveStatistics();

  @Test
  void aFactorIsKnownToMoveFromItsSecondValueOn() {
    moves.moved(3, 100, SECOND);
    assertThat(moves.isKnown(3)).isFalse();

    moves.moved(3, 2, 2 * SECOND);
    assertThat(moves.isKnown(3)).isTrue();
    assertThat(moves.isKnown(2)).isFalse();
    assertThat(moves.drift(3)).isCloseTo(2, within(1e-9));
    assertThat(moves.volatility(3)).isCloseTo(2, within(1e-9));
  }

  /** As where two observed factors, of which only one moves it, take turns in a derived one. */
  @Test
  void timeCountsOnceThoughSomeValuesAreTheSame() {
    for (int i = 0; i <= 20; i++) {
      moves.moved(0, i % 2 == 0 ? 3 : 0, i * SECOND / 2);
    }
    assertThat(moves.drift(0)).isCloseTo(3, within(0.1));
    assertThat(moves.volatility(0)).isCloseTo(3, within(0.1));
  }

  @Test
  void aValueFromBeforeTheLastTakesNoTime() {
    moves.moved(0, 0, SECOND);
    moves.moved(0, 1, 0);
    assertThat(moves.isKnown(0)).isFalse();
    moves.moved(0, 1, 2 * SECOND);
    assertThat(moves.drift(0)).isCloseTo(2, within(0.05));
  }
}
