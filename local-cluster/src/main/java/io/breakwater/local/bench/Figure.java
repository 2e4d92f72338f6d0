package io.breakwater.local.bench;

import io.breakwater.local.Progress;

/** Something that is measured besides ticks a second. */
interface Figure {
  /** By which the command line names it. */
  String name();

  /**
   * Measures it.
   *
   * @param accounts in the largest book
   */
  Outcome measure(int accounts, Progress progress);
}
