package io.breakwater.local.bench.stage;

/**
 * What one run of a pipeline gave.
 *
 * @param ticks in the run
 * @param seconds from the first tick until everything had been received
 * @param processorSeconds of the threads of the stage that decides, in that time; not a number
 *     where nobody counts
 * @param answer what it said about levels
 * @param looks accounts that ticks made it look at; 0 where nobody counts
 * @param exactDecisions that ticks caused, in exact arithmetic; 0 where nobody counts
 * @param longestEventMicros the longest that one market event took; 0 where nobody counts
 */
public record Measurement(
    int ticks,
    double seconds,
    double processorSeconds,
    Answer answer,
    long looks,
    long exactDecisions,
    long longestEventMicros) {

  public double ticksPerSecond() {
    return ticks / seconds;
  }

  public double microsPerTick() {
    return seconds * 1e6 / ticks;
  }

  public double processorMicrosPerTick() {
    return processorSeconds * 1e6 / ticks;
  }

  /** The same run with the processor time of more threads. */
  Measurement withProcessorSeconds(double more) {
    return new Measurement(ticks, seconds, more, answer, looks, exactDecisions, longestEventMicros);
  }
}
