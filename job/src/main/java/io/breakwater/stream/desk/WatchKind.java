package io.breakwater.stream.desk;

/** How a tick finds the accounts to look at. */
public enum WatchKind {
  /**
   * The accounts whose level could have changed: each has bounds on the prices that it rests on.
   */
  TRIPWIRES,
  /** Every holder of the instrument: the yardstick, and the safety net. */
  HOLDERS
}
