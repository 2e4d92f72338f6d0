package io.breakwater.local.bench;

/** How a contender is run over a tape. */
interface Runner {
  /** Runs the contender over the whole tape of a run. */
  Measurement run(Contender contender, RunningBench run);
}
