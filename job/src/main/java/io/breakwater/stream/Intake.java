package io.breakwater.stream;

import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.wire.Codecs;
import java.io.Serializable;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The first stage behind a source: usable values go on, what the source had to refuse goes to a
 * side output and is counted.
 */
public final class Intake<I, O> extends ProcessFunction<Inbound<I>, O> {
  private static final long serialVersionUID = 1L;

  /** Side output of records that were refused. */
  public static final OutputTag<RejectedRecord> REJECTED =
      new OutputTag<>("rejected-intake", Codecs.REJECTED_RECORD);

  private static final long NONE = -1;

  /** A function that can be sent to where it runs. */
  public interface Step<I, O> extends Function<I, O>, Serializable {}

  /** When a value was said, microseconds since the epoch; 0 where that is not known. */
  public interface Time<I> extends ToLongFunction<I>, Serializable {}

  private final Step<I, O> step;
  private final Time<I> time;
  private transient RejectCounters rejected;
  private transient long newest;

  /**
   * @param step what to make of a value
   * @param time of a value
   */
  public Intake(Step<I, O> step, Time<I> time) {
    this.step = step;
    this.time = time;
  }

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    rejected = new RejectCounters(metrics);
    newest = 0;
    metrics.<Long, Gauge<Long>>gauge(
        MetricNames.NEWEST_RECORD_AGE_MILLIS,
        () -> newest == 0 ? NONE : System.currentTimeMillis() - newest / 1000);
  }

  @Override
  public void processElement(Inbound<I> inbound, Context context, Collector<O> out) {
    if (inbound.rejected() == null) {
      newest = Math.max(newest, time.applyAsLong(inbound.value()));
      out.collect(step.apply(inbound.value()));
    } else {
      rejected.count(inbound.rejected());
      context.output(REJECTED, inbound.rejected());
    }
  }
}
