package io.breakwater.local.clock;

import io.breakwater.kafka.OraclePriceRecords;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.value.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of prices on a broker. */
final class PriceTopic {
  /** Time of the first price of each partition, milliseconds since the epoch. */
  static final long START = 1_700_000_000_000L;

  private static final byte[] KEY = "ETH".getBytes(StandardCharsets.UTF_8);

  private final String servers;
  private final String name;

  private PriceTopic(String servers, String name) {
    this.servers = servers;
    this.name = name;
  }

  /** One that is there. */
  static PriceTopic of(String servers, String name) {
    return new PriceTopic(servers, name);
  }

  static PriceTopic create(EmbeddedBroker broker, String name, int partitions) throws Exception {
    PriceTopic topic = of(broker.bootstrapServers(), name);
    try (Admin admin = topic.admin()) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
    return topic;
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", servers));
  }

  /** Gives it more partitions, this many in all. */
  void grow(int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all().get();
    }
  }

  /**
   * Writes prices, a millisecond apart.
   *
   * @param commits whether a transaction around them is committed; null for none
   */
  void write(int partition, int records, Boolean commits) throws IOException {
    try (KafkaProducer<byte[], byte[]> producer = producer(name + partition + commits, commits)) {
      if (commits != null) {
        producer.initTransactions();
        producer.beginTransaction();
      }
      for (int i = 0; i < records; i++) {
        producer.send(new ProducerRecord<>(name, partition, KEY, price(i)));
      }
      producer.flush();
      if (Boolean.TRUE.equals(commits)) {
        producer.commitTransaction();
      } else if (commits != null) {
        producer.abortTransaction();
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer(String id, Boolean commits) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new KafkaProducer<>(
        commits == null
            ? Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers)
            : Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                id),
        bytes,
        bytes);
  }

  private static byte[] price(int index) throws IOException {
    OraclePrice price =
        new OraclePrice(
            "ETH",
            null,
            "venue",
            BigDecimal.valueOf(1_800 + index),
            null,
            (START + index) * 1_000,
            index,
            Origin.NONE);
    ByteBuffer buffer = OraclePriceRecords.toAvro(price).toByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
