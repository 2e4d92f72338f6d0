package io.breakwater.stream;

import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.wire.Codecs;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.api.common.functions.OpenContext;
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

  /** A function that can be sent to where it runs. */
  public interface Step<I, O> extends Function<I, O>, Serializable {}

  private final Step<I, O> step;
  private transient RejectCounters rejected;

  /**
   * @param step what to make of a value
   */
  public Intake(Step<I, O> step) {
    this.step = step;
  }

  @Override
  public void open(OpenContext context) {
    rejected = new RejectCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Inbound<I> inbound, Context context, Collector<O> out) {
    if (inbound.rejected() == null) {
      out.collect(step.apply(inbound.value()));
    } else {
      rejected.count(inbound.rejected());
      context.output(REJECTED, inbound.rejected());
    }
  }
}
