package io.breakwater.local.replay.source;

import io.breakwater.stream.event.Inbound;

/**
 * A record of a replay with its place on the event clock.
 *
 * @param time microseconds since the epoch
 * @param record what a source of the job delivers
 */
public record Timed<T>(long time, Inbound<T> record) {
  /** The time as Flink's clock counts it: milliseconds, rounded down. */
  long millis() {
    return Math.floorDiv(time, 1000L);
  }
}
