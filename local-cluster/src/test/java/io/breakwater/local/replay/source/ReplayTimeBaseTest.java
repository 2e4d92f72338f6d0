package io.breakwater.local.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayTimeBaseTest {
  private static final long ORIGIN = 1_000_000;
  private static final long HOUR = 3_600_000;

  @Test
  void aSourceIsHeldWhenItIsTooFarAheadUntilTheOthersHaveCaughtUp() {
    ReplayTimeBase base = new ReplayTimeBase(Speed.MAX, ORIGIN, 2);
    ReplayTimeBase.Lane fast = base.lane(0);
    ReplayTimeBase.Lane slow = base.lane(1);
    slow.next(ORIGIN);

    long given = giveUntilHeld(fast, ORIGIN + 1);

    assertThat(given).isEqualTo(ReplayTimeBase.MAX_AHEAD);
    slow.next(ORIGIN + given / 2);
    assertThat(fast.nanosToWait(ORIGIN + given + 1)).isPositive();
    slow.next(ORIGIN + given + 1);
    assertThat(fast.nanosToWait(ORIGIN + given + 1)).isZero();
  }

  @Test
  void theSourceWithTheEarliestRecordIsNeverHeld() {
    ReplayTimeBase base = new ReplayTimeBase(Speed.MAX, ORIGIN, 2);
    base.lane(1).next(ORIGIN + HOUR);
    ReplayTimeBase.Lane earliest = base.lane(0);

    for (int given = 0; given < 3 * ReplayTimeBase.MAX_AHEAD; given++) {
      assertThat(earliest.nanosToWait(ORIGIN + given)).isZero();
      earliest.given(ORIGIN + given, given + 1);
    }
  }

  @Test
  void aSourceThatHasNotStartedHoldsTheOthersAndAFinishedOneDoesNot() {
    ReplayTimeBase base = new ReplayTimeBase(Speed.MAX, ORIGIN, 2);
    ReplayTimeBase.Lane fast = base.lane(0);

    long given = giveUntilHeld(fast, ORIGIN);
    base.lane(1).finished();

    assertThat(given).isEqualTo(ReplayTimeBase.MAX_AHEAD);
    assertThat(fast.nanosToWait(ORIGIN + HOUR)).isZero();
  }

  @Test
  void allSourcesAreDueOnOneWallClock() {
    ReplayTimeBase base = new ReplayTimeBase(new Speed(1), ORIGIN, 1);
    ReplayTimeBase.Lane first = base.lane(0);

    assertThat(first.nanosToWait(ORIGIN)).isNotPositive();
    assertThat(first.nanosToWait(0)).isNotPositive();
    assertThat(first.nanosToWait(ORIGIN + HOUR)).isPositive();
  }

  private static long giveUntilHeld(ReplayTimeBase.Lane lane, long fromMillis) {
    long given = 0;
    while (lane.nanosToWait(fromMillis + given) <= 0) {
      lane.given(fromMillis + given, given + 1);
      given++;
    }
    return given;
  }
}
