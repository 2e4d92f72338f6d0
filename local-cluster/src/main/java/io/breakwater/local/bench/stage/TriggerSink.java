package io.breakwater.local.bench.stage;

import io.breakwater.stream.event.TriggerMessage;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;

/** Counts triggers in the metric numRecordsOut of the sink. */
record TriggerSink() implements Sink<TriggerMessage> {

  @Override
  public SinkWriter<TriggerMessage> createWriter(WriterInitContext context) {
    Counter triggers = context.metricGroup().getIOMetricGroup().getNumRecordsOutCounter();
    return new SinkWriter<>() {
      @Override
      public void write(TriggerMessage trigger, Context ignored) {
        triggers.inc();
      }

      @Override
      public void flush(boolean endOfInput) {
        // Nothing is held back.
      }

      @Override
      public void close() {
        // Holds nothing.
      }
    };
  }
}
