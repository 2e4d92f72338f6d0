package io.breakwater.local.bench.figure;

import io.breakwater.local.cluster.ClusterException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a job to have taken a book in. */
final class Awaiting {
  private static final Duration LONGEST_LOAD = Duration.ofMinutes(10);
  private static final long POLL_MILLIS = 20;

  private Awaiting() {}

  /**
   * Waits until something is so.
   *
   * @throws ClusterException when it is not so within ten minutes
   */
  static void until(BooleanSupplier reached) {
    long deadline = System.nanoTime() + LONGEST_LOAD.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new ClusterException(
            "The job has not taken the book in within "
                + LONGEST_LOAD.toMinutes()
                + " minutes: try fewer accounts.",
            null);
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ClusterException("Interrupted while waiting for the job.", e);
      }
    }
  }
}
