package io.breakwater.stream;

/** How a tick finds the accounts to look at. */
public enum WatchKind {
  /** Every holder of the instrument. */
  HOLDERS
}
