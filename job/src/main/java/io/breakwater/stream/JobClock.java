package io.breakwater.stream;

/** What time is. */
public enum JobClock {
  /** The wall clock: events are applied as they arrive, at the lowest latency. */
  SYSTEM,
  /**
   * The events' own time: they are applied in one total order as the watermark passes. Without late
   * records the output is a pure function of the input.
   */
  EVENT
}
