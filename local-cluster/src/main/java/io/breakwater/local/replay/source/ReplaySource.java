package io.breakwater.local.replay.source;

import io.breakwater.stream.event.Inbound;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A bounded source over a {@link Tape}, in step with the other sources of its replay.
 *
 * <p>One reader gives the records in order, stamped with the time at which they happen, and says by
 * its own watermarks how far the clock may go: up to the millisecond before the next record. So the
 * watermark strategy is to have none. What is checkpointed is the number of records given; a
 * restore reads the tape again up to there.
 */
public final class ReplaySource<T> implements Source<Inbound<T>, ReplaySplit, Boolean> {
  private static final long serialVersionUID = 1L;

  private final String replay;
  private final int lane;
  private final TapeOf<T> tape;

  /** Which tape of a replay. */
  public interface TapeOf<T> extends Function<ReplayTapes, Tape<T>>, Serializable {}

  /**
   * @param replay name of the {@link RunningReplay}
   * @param lane number of this source in its {@link ReplayTimeBase}
   * @param tape what to give
   */
  public ReplaySource(String replay, int lane, TapeOf<T> tape) {
    this.replay = replay;
    this.lane = lane;
    this.tape = tape;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Inbound<T>, ReplaySplit> createReader(SourceReaderContext context) {
    RunningReplay running = RunningReplay.of(replay);
    return new ReplayReader<>(context, tape.apply(running.tapes()), running.timeBase().lane(lane));
  }

  @Override
  public SplitEnumerator<ReplaySplit, Boolean> createEnumerator(
      SplitEnumeratorContext<ReplaySplit> context) {
    return new ReplaySplits(context, false);
  }

  @Override
  public SplitEnumerator<ReplaySplit, Boolean> restoreEnumerator(
      SplitEnumeratorContext<ReplaySplit> context, Boolean assigned) {
    return new ReplaySplits(context, assigned);
  }

  @Override
  public SimpleVersionedSerializer<ReplaySplit> getSplitSerializer() {
    return new ReplaySplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
    return new ReplaySplits.Serializer();
  }
}
