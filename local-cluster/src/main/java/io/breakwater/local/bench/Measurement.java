package io.breakwater.local.bench;

import java.util.Map;

/**
 * What one run of a pipeline gave.
 *
 * @param contender who decided
 * @param ticks in the run
 * @param seconds from the first tick until everything had been received
 * @param processorSeconds of the threads of the stage that decides, in that time
 * @param tallies changes of level that the first ticks caused, by the number of those ticks; the
 *     whole run is among them
 * @param looks accounts that ticks made it look at; 0 where nobody counts
 * @param exactDecisions that ticks caused, in exact arithmetic; 0 where nobody counts
 * @param longestEventMicros the longest that one market event took; 0 where nobody counts
 */
record Measurement(
    Contender contender,
    int ticks,
    double seconds,
    double processorSeconds,
    Map<Integer, Tally> tallies,
    long looks,
    long exactDecisions,
    long longestEventMicros) {

  static Measurement of(Contender contender, RunningBench run) {
    MetricTap tap = run.tap();
    String stage = Contender.STAGE;
    long decisions = tap.sum(stage, "exactDecisions");
    return new Measurement(
        contender,
        run.tape().size(),
        run.seconds(),
        run.stageProcessorSeconds(),
        run.tallies(),
        tap.sum(stage, "wakes"),
        Math.max(0, decisions - run.accounts()),
        tap.max(stage, "longestMarketEventMicros"));
  }

  /** All changes of level. */
  Tally tally() {
    return tallies.get(ticks);
  }

  double ticksPerSecond() {
    return ticks / seconds;
  }

  double microsPerTick() {
    return seconds * 1e6 / ticks;
  }

  double processorMicrosPerTick() {
    return processorSeconds * 1e6 / ticks;
  }

  double transitionsPerTick() {
    return (double) tally().transitions() / ticks;
  }

  /** Accounts looked at for each change of level; not a number where there is none. */
  double looksPerTransition() {
    return (double) looks / tally().transitions();
  }
}
