package io.breakwater;

import io.breakwater.stream.event.Inbound;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;

/**
 * Where records of one kind come from.
 *
 * @param source Kafka in production, files in replays and tests
 * @param watermarks how time is told from the records; none on the system clock, and where the
 *     source tells it by itself
 * @param parallelism of the source, or {@link #JOB_PARALLELISM}
 */
public record Feed<T>(
    Source<Inbound<T>, ?, ?> source, WatermarkStrategy<Inbound<T>> watermarks, int parallelism) {
  /** As many readers as the job has subtasks. */
  public static final int JOB_PARALLELISM = 0;

  public Feed {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(watermarks, "watermarks");
    if (parallelism < 0) {
      throw new IllegalArgumentException("a source's parallelism is 1 or more");
    }
  }
}
