package io.breakwater.local.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.BreakwaterJob;
import io.breakwater.local.cluster.DeployedTopics;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.local.cluster.LocalFlink;
import io.breakwater.local.cluster.LocalFlink.Waiting;
import io.breakwater.options.BreakwaterOptions;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No second job starts under the transactional prefix of one that lives; a restart does. */
@Timeout(300)
class PrefixInUseITCase {
  private static final LocalFlink.Size SIZE = new LocalFlink.Size(0, 1, 2, Duration.ofSeconds(1));

  @Test
  void aPrefixIsRefusedAsLongAsAJobLivesThatHasIt() {
    AdminClients clients = new AdminClients();
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      DeployedTopics.create(broker.bootstrapServers());
      StartAttempt second = new StartAttempt(broker.bootstrapServers());
      try (LocalFlink flink = LocalFlink.start(SIZE)) {
        JobID first = submit(flink, second, null);

        assertThat(second.problems())
            .singleElement()
            .asString()
            .contains(BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key() + " is 'margin'")
            .contains("a job lives that has it");
        flink.requireAlive(first);

        new StartAttempt(broker.bootstrapServers())
            .with(BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX, "other")
            .run();

        String savepoint = flink.stop(first, Waiting.KEPT);
        flink.requireAlive(submit(flink, second, savepoint));
      }
      second.run();
    }
    clients.requireClosed();
  }

  /** What a crash leaves behind: a transaction that nobody ends, and a sign that does not move. */
  @Test
  void whatADeadJobLeftBehindIsTakenOver() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      DeployedTopics.create(broker.bootstrapServers());
      StartAttempt attempt = new StartAttempt(broker.bootstrapServers());
      String topic = BreakwaterOptions.TOPIC_ACCOUNT_HEALTH.defaultValue();
      try (var sink = transaction(broker, "margin-" + topic + "-0-0");
          var sign = transaction(broker, "margin-alive")) {
        sink.send(new ProducerRecord<>(topic, new byte[1], new byte[1]));
        sink.flush();
        sign.flush();

        attempt.run();
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> transaction(EmbeddedBroker broker, String id) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                id),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    return producer;
  }

  private static JobID submit(LocalFlink flink, StartAttempt attempt, String savepoint) {
    StreamExecutionEnvironment environment = flink.environment();
    if (savepoint != null) {
      environment.configure(
          new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    }
    BreakwaterJob.checkAndBuild(environment, attempt.config());
    return flink.submit(environment);
  }
}
