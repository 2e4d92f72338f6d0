package io.breakwater.local.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a run that the process has been asked to end, and keeps the process alive until the run has
 * cleaned up.
 */
final class StopSignal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch cleanedUp = new CountDownLatch(1);

  private StopSignal() {}

  /** A signal that Ctrl-C and the system's request to end give. */
  static StopSignal ofProcess() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stopAndAwaitCleanUp, "stop"));
    return signal;
  }

  private void stopAndAwaitCleanUp() {
    requested.countDown();
    try {
      cleanedUp.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits; answers early, with true, when the end is requested. */
  boolean await(Duration atMost) {
    try {
      return requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Says that the run has cleaned up. */
  @Override
  public void close() {
    cleanedUp.countDown();
  }
}
