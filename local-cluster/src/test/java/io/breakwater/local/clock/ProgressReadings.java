package io.breakwater.local.clock;

import io.breakwater.stream.event.Inbound;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Notes in this JVM how many records had come when it was told up to which moment all was read. */
final class ProgressReadings<T> extends AbstractStreamOperator<Long>
    implements OneInputStreamOperator<Inbound<T>, Long> {
  private static final long serialVersionUID = 1L;

  /**
   * What was told.
   *
   * @param millis the moment up to which all was read, since the epoch
   * @param records that had come by then
   */
  record Told(long millis, int records) {}

  static final AtomicInteger READ = new AtomicInteger();
  static final Queue<Told> TOLD = new ConcurrentLinkedQueue<>();

  static void clear() {
    READ.set(0);
    TOLD.clear();
  }

  @Override
  public void processElement(StreamRecord<Inbound<T>> element) {
    READ.incrementAndGet();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    TOLD.add(new Told(mark.getTimestamp(), READ.get()));
    super.processWatermark(mark);
  }
}
