package io.breakwater.local.clock;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.Inbound;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Notes in this JVM which records came, which of them came late, and to which times the clock has
 * come, all under one name a run.
 */
final class ClockReadings extends KeyedProcessFunction<Integer, Inbound<OraclePrice>, Long> {
  private static final long serialVersionUID = 1L;

  static final AtomicInteger READ = new AtomicInteger();
  static final Queue<Long> LATE = new ConcurrentLinkedQueue<>();
  static final Queue<Long> PASSED = new ConcurrentLinkedQueue<>();

  static void clear() {
    READ.set(0);
    LATE.clear();
    PASSED.clear();
  }

  @Override
  public void processElement(Inbound<OraclePrice> inbound, Context context, Collector<Long> out) {
    READ.incrementAndGet();
    if (inbound.value() == null) {
      return;
    }
    long time = context.timestamp();
    if (time <= context.timerService().currentWatermark()) {
      LATE.add(time);
    }
    context.timerService().registerEventTimeTimer(time);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Long> out) {
    PASSED.add(time);
  }
}
