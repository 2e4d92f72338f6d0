package io.breakwater.kafka;

import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's exactly-once writer, closed whole: to find what transactions a failure left
 * behind, that makes itself an admin client (connector 5.0.0), and never closes it. Each restart
 * would leave a client with its thread and connections in the task manager for every subtask.
 */
@SuppressWarnings("try") // Flink's writers throw any exception when they are closed
final class ClientClosingWriter<T>
    implements PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> {
  private static final Logger LOGGER = LoggerFactory.getLogger(ClientClosingWriter.class);

  /** The connector's name for it. */
  private static final String CLIENT = "adminClient";

  private final PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> kafka;

  ClientClosingWriter(
      PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> kafka) {
    this.kafka = kafka;
  }

  @Override
  public void write(T record, Context context) throws IOException, InterruptedException {
    kafka.write(record, context);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    kafka.flush(endOfInput);
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    kafka.writeWatermark(watermark);
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    return kafka.prepareCommit();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpoint) throws IOException {
    return kafka.snapshotState(checkpoint);
  }

  @Override
  public void close() throws Exception {
    try {
      kafka.close();
    } finally {
      closeClient();
    }
  }

  private void closeClient() {
    try {
      Field field = kafka.getClass().getDeclaredField(CLIENT);
      field.setAccessible(true);
      Admin client = (Admin) field.get(kafka);
      if (client != null) {
        client.close(Duration.ZERO);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOGGER.warn("The admin client of a sink was not closed", e);
    }
  }
}
