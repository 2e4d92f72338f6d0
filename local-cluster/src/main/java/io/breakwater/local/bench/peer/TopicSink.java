package io.breakwater.local.bench.peer;

import io.breakwater.kafka.HealthTransitionRecords;
import io.breakwater.kafka.LiquidationTriggerRecords;
import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.local.kafka.TopicWriter;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.stream.event.TriggerMessage;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** What leaves the stage that decides, as records in topics, each at least once. */
final class TopicSink {
  private TopicSink() {}

  /** Changes of level. */
  record Transitions(String run, String servers) implements Sink<HealthTransition> {
    @Override
    public SinkWriter<HealthTransition> createWriter(WriterInitContext context) {
      return new Writer<>(
          RunningBench.of(run),
          new TopicWriter<>(
              servers, PeerMessage.CHANGES, io.breakwater.schemas.HealthTransition.class)) {
        @Override
        public void write(HealthTransition transition, Context ignored) {
          write(transition.account(), HealthTransitionRecords.toAvro(transition));
        }
      };
    }
  }

  /** Triggers. */
  record Triggers(String run, String servers) implements Sink<TriggerMessage> {
    @Override
    public SinkWriter<TriggerMessage> createWriter(WriterInitContext context) {
      return new Writer<>(
          RunningBench.of(run),
          new TopicWriter<>(
              servers, PeerMessage.TRIGGERS, io.breakwater.schemas.LiquidationTrigger.class)) {
        @Override
        public void write(TriggerMessage message, Context ignored) {
          io.breakwater.schemas.LiquidationTrigger record =
              LiquidationTriggerRecords.toAvro(message);
          write(record.getAccount(), record);
        }
      };
    }
  }

  private abstract static class Writer<T, A extends SpecificRecordBase> implements SinkWriter<T> {
    private final RunningBench running;
    private final TopicWriter<A> topic;

    Writer(RunningBench running, TopicWriter<A> topic) {
      this.running = running;
      this.topic = topic;
    }

    void write(String account, A record) {
      topic.write(account, record);
    }

    @Override
    public void flush(boolean endOfInput) {
      topic.flush();
      if (endOfInput) {
        running.outputEnded();
      }
    }

    @Override
    public void close() {
      topic.close();
    }
  }
}
