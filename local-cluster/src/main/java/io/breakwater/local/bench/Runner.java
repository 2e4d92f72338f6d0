package io.breakwater.local.bench;

/** How something is run over a tape. */
interface Runner {
  /** Runs it over the whole tape of a run. */
  Measurement run(RunningBench run);
}
