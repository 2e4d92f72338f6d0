package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.local.cluster.ClusterException;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.event.MarketEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a run into the topics of the peer on Kafka Streams. */
final class StreamsFeed implements AutoCloseable {
  private static final short ONE_REPLICA = 1;

  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;

  /** A feed of topics that have so many partitions, as many as there are threads that decide. */
  StreamsFeed(String servers, int partitions) {
    this.partitions = partitions;
    this.producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Creates the topics: what leaves has one partition, so that marks stay behind their records. */
  static void createTopics(String servers, int partitions) {
    Map<String, String> arrival = Map.of("message.timestamp.type", "LogAppendTime");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(PeerMessage.ACCOUNTS, partitions, ONE_REPLICA),
                  new NewTopic(PeerMessage.PRICES, partitions, ONE_REPLICA),
                  new NewTopic(PeerMessage.CHANGES, 1, ONE_REPLICA).configs(arrival),
                  new NewTopic(PeerMessage.TRIGGERS, 1, ONE_REPLICA)))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new ClusterException("The topics cannot be created: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while the topics were created.", e);
    }
  }

  /** Writes the accounts, and a mark behind them. */
  void accounts(RunningBench run, int mark) {
    for (int number = 0; number < run.accounts(); number++) {
      AccountUpdate update = run.book().account(number);
      byte[] key = update.account().getBytes(StandardCharsets.UTF_8);
      byte[] value = new PeerMessage.Account(update).bytes();
      producer.send(new ProducerRecord<>(PeerMessage.ACCOUNTS, key, value));
    }
    toAll(PeerMessage.ACCOUNTS, new PeerMessage.Mark(mark));
    producer.flush();
  }

  /** Writes a price into every partition. */
  void price(MarketEvent event) {
    toAll(PeerMessage.PRICES, new PeerMessage.Price((MarketEvent.PriceChange) event));
  }

  /** Writes a mark behind the prices that were written. */
  void mark(int number) {
    toAll(PeerMessage.PRICES, new PeerMessage.Mark(number));
    producer.flush();
  }

  private void toAll(String topic, PeerMessage message) {
    byte[] value = message.bytes();
    for (int partition = 0; partition < partitions; partition++) {
      producer.send(new ProducerRecord<>(topic, partition, null, value));
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
