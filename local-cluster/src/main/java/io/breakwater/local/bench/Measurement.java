package io.breakwater.local.bench;

/**
 * What one run of a pipeline gave.
 *
 * @param contender who decided
 * @param ticks in the run
 * @param seconds from the first tick until everything had been received
 * @param tally changes of level that ticks caused
 * @param looks accounts that ticks made it look at; 0 where nobody counts
 * @param exactDecisions that ticks caused, in exact arithmetic; 0 where nobody counts
 * @param longestEventMicros the longest that one market event took; 0 where nobody counts
 */
record Measurement(
    Contender contender,
    int ticks,
    double seconds,
    Tally tally,
    long looks,
    long exactDecisions,
    long longestEventMicros) {

  static Measurement of(Contender contender, RunningBench run) {
    MetricTap tap = run.tap();
    String stage = Contender.STAGE;
    int ticks = run.tape().size();
    long decisions = tap.sum(stage, "exactDecisions");
    return new Measurement(
        contender,
        ticks,
        run.seconds(),
        run.tally(ticks),
        tap.sum(stage, "wakes"),
        Math.max(0, decisions - run.accounts()),
        tap.max(stage, "longestMarketEventMicros"));
  }

  double ticksPerSecond() {
    return ticks / seconds;
  }

  double microsPerTick() {
    return seconds * 1e6 / ticks;
  }

  double transitionsPerTick() {
    return (double) tally.transitions() / ticks;
  }

  /** Accounts looked at for each change of level; not a number where there is none. */
  double looksPerTransition() {
    return (double) looks / tally.transitions();
  }
}
