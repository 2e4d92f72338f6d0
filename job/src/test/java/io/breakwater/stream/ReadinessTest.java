package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadinessTest {
  private static final long LAG = 2_000;
  private static final long NOW = 1_700_000_000_000L;

  private final Readiness readiness = Readiness.within(LAG);

  @Test
  void isNotThereBeforeAnythingIsKnownToBeRead() {
    assertThat(readiness.isReady()).isFalse();
    assertThat(readiness.readUpTo()).isEqualTo(Readiness.UNKNOWN);
    assertThat(readiness.ageMillis(NOW)).isEqualTo(Readiness.NO_AGE);
  }

  @Test
  void comesWithTheFirstMomentThatIsNoOlderThanTheLag() {
    assertThat(readiness.readUpTo(NOW - 1_000_000, NOW)).isFalse();
    assertThat(readiness.readUpTo(NOW - LAG - 1, NOW)).isFalse();
    assertThat(readiness.isReady()).isFalse();
    assertThat(readiness.readUpTo(NOW - LAG, NOW)).isTrue();
    assertThat(readiness.isReady()).isTrue();
  }

  @Test
  void comesOnceAndStays() {
    readiness.readUpTo(NOW, NOW);

    assertThat(readiness.readUpTo(NOW + 1, NOW + 1)).isFalse();
    assertThat(readiness.readUpTo(NOW + 2, NOW + 100 * LAG)).isFalse();
    assertThat(readiness.isReady()).isTrue();
    assertThat(readiness.ageMillis(NOW + 100 * LAG)).isEqualTo(100 * LAG - 2);
  }

  @Test
  void theEndOfAllInputIsNoMoment() {
    assertThat(readiness.readUpTo(Long.MAX_VALUE, NOW)).isFalse();

    assertThat(readiness.isReady()).isFalse();
    assertThat(readiness.ageMillis(NOW)).isEqualTo(Readiness.NO_AGE);
  }

  @Test
  void aMomentByAClockThatIsAheadIsThePresent() {
    assertThat(readiness.readUpTo(NOW + 500, NOW)).isTrue();
    assertThat(readiness.ageMillis(NOW)).isZero();
  }

  @Test
  void isThereAtOnceWhereItIsNotAwaited() {
    Readiness atOnce = Readiness.atOnce();

    assertThat(atOnce.isReady()).isTrue();
    assertThat(atOnce.readUpTo(NOW, NOW)).isFalse();
  }
}
