package io.breakwater.local.bench.figure;

import io.breakwater.local.bench.report.Outcome;
import io.breakwater.local.command.Progress;

/** Something that is measured besides ticks a second. */
public interface Figure {
  /** By which the command line names it. */
  String name();

  /**
   * Measures it.
   *
   * @param accounts in the largest book
   */
  Outcome measure(int accounts, Progress progress);
}
