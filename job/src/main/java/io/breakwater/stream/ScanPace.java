package io.breakwater.stream;

import io.breakwater.stream.desk.MarkerSlices;
import io.breakwater.stream.event.MarketEvent;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * How fast a scan of all accounts goes on beside the stream: a little after each element, more when
 * none waits, and all that is left before the next marker, a barrier or, on the event clock, a
 * watermark. Not thread-safe.
 */
final class ScanPace extends MarketEvent.PartialVisitor<Void, RuntimeException> {
  private static final long AFTER_ELEMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final MarkerSlices slices;
  private final ProcessingTimeService timers;
  private final MarginMetrics metrics;
  private boolean hasCome;

  ScanPace(MarkerSlices slices, ProcessingTimeService timers, MarginMetrics metrics) {
    this.slices = slices;
    this.timers = timers;
    this.metrics = metrics;
  }

  /** A scan has begun. */
  @Override
  public Void marker(MarketEvent.IntervalMarker marker) {
    scheduleNext();
    return null;
  }

  /** An element has been applied. */
  void afterElement() {
    if (slices.isRunning()) {
      hasCome = true;
      slices.run(AFTER_ELEMENT_NANOS);
    }
  }

  private void scheduleNext() {
    if (slices.isRunning()) {
      timers.registerTimer(timers.getCurrentProcessingTime() + 1, time -> whenIdle());
    }
  }

  private void whenIdle() {
    slices.run(hasCome ? AFTER_ELEMENT_NANOS : IDLE_NANOS);
    hasCome = false;
    scheduleNext();
  }

  /** Looks at all that are left. */
  void finish() {
    if (slices.isRunning()) {
      long start = System.nanoTime();
      slices.finish();
      metrics.scanFinished(System.nanoTime() - start);
    }
  }
}
