package io.breakwater.local.bench.stage;

/** How something is run over a tape. */
public interface Runner {
  /** Runs it over the whole tape of a run. */
  Measurement run(RunningBench run);
}
