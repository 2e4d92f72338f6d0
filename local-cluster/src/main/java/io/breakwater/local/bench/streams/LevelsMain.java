package io.breakwater.local.bench.streams;

import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.Workload;
import java.io.IOException;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** Runs the peer until its standard input ends. */
public final class LevelsMain {
  /** Kafka Streams waits 100 ms, which would be added to the time of a short run. */
  private static final int LINGER_MILLIS = 5;

  private LevelsMain() {}

  /**
   * Arguments: {@code host:port} of the broker, number of threads, folder of the state, workload as
   * JSON.
   */
  public static void main(String[] args) throws IOException {
    AccountBook book = AccountBook.of(Workload.ofJson(args[3]));
    try (KafkaStreams streams =
        new KafkaStreams(LevelsTopology.of(book), properties(args[0], args[1], args[2]))) {
      streams.start();
      while (System.in.read() >= 0) {
        // Whoever started it closes its input.
      }
    }
  }

  private static Properties properties(String servers, String threads, String folder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "levels");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
    return properties;
  }
}
