package io.breakwater.local.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.terms.Level;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Tally ONE = Tally.of("a", 7, Level.HEALTHY, Level.WARNING);
  private static final Tally OTHER = Tally.of("b", 8, Level.WARNING, Level.LIQUIDATABLE);

  @Test
  void doesNotDependOnTheOrderOfChanges() {
    assertThat(ONE.plus(OTHER)).isEqualTo(OTHER.plus(ONE));
    assertThat(ONE.plus(OTHER).transitions()).isEqualTo(2);
  }

  @Test
  void tellsAccountsTicksAndLevelsApart() {
    assertThat(ONE)
        .isNotEqualTo(Tally.of("b", 7, Level.HEALTHY, Level.WARNING))
        .isNotEqualTo(Tally.of("a", 8, Level.HEALTHY, Level.WARNING))
        .isNotEqualTo(Tally.of("a", 7, Level.WARNING, Level.HEALTHY))
        .isNotEqualTo(Tally.of("a", 7, Level.HEALTHY, Level.LIQUIDATABLE))
        .isNotEqualTo(Tally.NONE);
  }

  @Test
  void tellsWhichAccountChangedAtWhichTick() {
    Tally here = ONE.plus(Tally.of("b", 8, Level.HEALTHY, Level.WARNING));
    Tally crossed =
        Tally.of("a", 8, Level.HEALTHY, Level.WARNING)
            .plus(Tally.of("b", 7, Level.HEALTHY, Level.WARNING));
    assertThat(here).isNotEqualTo(crossed);
  }

  @Test
  void tellsOneChangeFromTheSameOneTwice() {
    assertThat(ONE.plus(ONE)).isNotEqualTo(ONE);
  }
}
