package io.breakwater.local.security;

import io.breakwater.kafka.AccountUpdateRecords;
import io.breakwater.kafka.InstrumentParametersRecords;
import io.breakwater.kafka.OraclePriceRecords;
import io.breakwater.kafka.RiskPolicyRecords;
import io.breakwater.local.cluster.SecuredBroker;
import io.breakwater.local.recovery.OneContract;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.schemas.TrustedClasses;
import io.breakwater.stream.event.MarketInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of a secured broker, written and read by the one who may do everything. */
final class SecuredTopics implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final OneContract contract = new OneContract();
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Set<String>> keys = new HashMap<>();

  SecuredTopics(SecuredBroker broker) {
    TrustedClasses.install();
    Map<String, Object> client = new HashMap<>(broker.superUser());
    client.put("isolation.level", "read_committed");
    client.put("enable.auto.commit", false);
    ByteArraySerializer serializer = new ByteArraySerializer();
    ByteArrayDeserializer deserializer = new ByteArrayDeserializer();
    producer = new KafkaProducer<>(client, serializer, serializer);
    consumer = new KafkaConsumer<>(client, deserializer, deserializer);
    consumer.assign(
        Stream.of("liquidation-triggers", "account-health")
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
  }

  /** Writes an account that its price makes liquidatable. */
  void writeLiquidatable(String account) {
    writeMarket(contract.rules());
    writeMarket(contract.policy());
    writeMarket(contract.price(OneContract.HIGH));
    AccountUpdate update = contract.holding(account, "15");
    write("accounts", account, bytes(AccountUpdateRecords.toAvro(update)::toByteBuffer));
    writeMarket(contract.price(OneContract.LOW));
    producer.flush();
  }

  private void writeMarket(MarketInput input) {
    if (input instanceof MarketInput.OfPrice price) {
      write(
          "prices",
          price.price().factor(),
          bytes(OraclePriceRecords.toAvro(price.price())::toByteBuffer));
    } else if (input instanceof MarketInput.OfInstrument instrument) {
      write(
          "instruments",
          instrument.update().parameters().id(),
          bytes(InstrumentParametersRecords.toAvro(instrument.update())::toByteBuffer));
    } else if (input instanceof MarketInput.OfPolicy policy) {
      write(
          "policy",
          policy.update().policy().id(),
          bytes(RiskPolicyRecords.toAvro(policy.update())::toByteBuffer));
    }
  }

  private interface Encoding {
    ByteBuffer encode() throws IOException;
  }

  private static byte[] bytes(Encoding encoding) {
    try {
      ByteBuffer buffer = encoding.encode();
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String topic, String key, byte[] value) {
    producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
  }

  /** Of which accounts something has been committed to a topic so far. */
  Set<String> accountsIn(String topic) {
    consumer
        .poll(POLL)
        .forEach(
            record ->
                keys.computeIfAbsent(record.topic(), any -> new TreeSet<>())
                    .add(new String(record.key(), StandardCharsets.UTF_8)));
    return keys.getOrDefault(topic, Set.of());
  }

  @Override
  public void close() {
    try (producer) {
      consumer.close();
    }
  }
}
