package io.breakwater.stream;

import io.breakwater.stream.desk.MarginDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A start on the system clock until it is ready: the desk lets no triggered level rise meanwhile,
 * and it is said from time to time how far it is.
 */
final class CatchingUp {
  private static final Logger LOGGER = LoggerFactory.getLogger(CatchingUp.class);
  private static final long TELL_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Readiness readiness;
  private final Duration lag;
  private final MarginDesk desk;
  private final ProcessingTimeService wall;

  /**
   * @param lag how old the moment may be up to which all inputs have been read, for the desk to be
   *     ready; null where it is so at once
   */
  CatchingUp(Duration lag, MarginDesk desk, ProcessingTimeService wall) {
    this.readiness = lag == null ? Readiness.atOnce() : Readiness.within(lag.toMillis());
    this.lag = lag;
    this.desk = desk;
    this.wall = wall;
    if (!readiness.isReady()) {
      desk.waitForReadiness();
    }
  }

  /** The start begins: from now on it is told of. */
  void begin() {
    tellLater(wall.getCurrentProcessingTime());
  }

  private void tellLater(long startMillis) {
    if (!readiness.isReady()) {
      wall.registerTimer(
          wall.getCurrentProcessingTime() + TELL_MILLIS, now -> tell(startMillis, now));
    }
  }

  private void tell(long startMillis, long nowMillis) {
    if (!readiness.isReady()) {
      LOGGER.warn(
          "Not ready for {} s: all inputs are read {}, and no trigger is raised until that is at"
              + " most {} ms ago; {} accounts are held",
          TimeUnit.MILLISECONDS.toSeconds(nowMillis - startMillis),
          howFar(),
          lag.toMillis(),
          desk.tracking().mirror().heldCount());
    }
    tellLater(startMillis);
  }

  /**
   * All inputs have been read up to a moment.
   *
   * @param millis of that moment, since the epoch
   * @return whether this made the desk ready: it has decided whom it had held back
   */
  boolean readUpTo(long millis) {
    long now = wall.getCurrentProcessingTime();
    if (!readiness.readUpTo(millis, now)) {
      return false;
    }
    int decided = desk.ready(TimeUnit.MILLISECONDS.toMicros(now));
    LOGGER.info(
        "Ready: all inputs are read {}, {} accounts that were held back are decided",
        howFar(),
        decided);
    return true;
  }

  private String howFar() {
    return readiness.readUpTo() == Readiness.UNKNOWN
        ? "up to no known moment"
        : "up to " + Instant.ofEpochMilli(readiness.readUpTo());
  }

  /** Whether the desk is ready. */
  boolean isOver() {
    return readiness.isReady();
  }

  /** Age of the moment up to which all inputs have been read, or {@link Readiness#NO_AGE}. */
  long inputAgeMillis() {
    return readiness.ageMillis(wall.getCurrentProcessingTime());
  }
}
