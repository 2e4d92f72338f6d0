package io.breakwater.local.security;

import io.breakwater.local.cluster.SecuredBroker;
import io.breakwater.local.cluster.SecuredBroker.Door;
import io.breakwater.options.BreakwaterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.ConfigOption;

/** The options of a job that comes to a broker by a door. */
final class JobOptions {
  /** The transactional prefix that {@code deploy/kafka/user.yaml} has rights for. */
  private static final String PREFIX = "breakwater";

  private static final String TOPIC = BreakwaterOptions.PREFIX + "topic.";

  private JobOptions() {}

  static Map<String, String> of(SecuredBroker broker, Door door) {
    return of(broker, door, broker.client(door));
  }

  /**
   * @param client what Kafka's clients are told
   */
  static Map<String, String> of(SecuredBroker broker, Door door, Map<String, String> client) {
    Map<String, String> options = new HashMap<>();
    options.put(BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(), broker.bootstrapServers(door));
    options.put(BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(), PREFIX);
    for (ConfigOption<String> option :
        List.of(BreakwaterOptions.TOPIC_DEPTH, BreakwaterOptions.TOPIC_INSURANCE_FUND)) {
      options.put(option.key(), option.key().substring(TOPIC.length()));
    }
    client.forEach((name, value) -> options.put(BreakwaterOptions.KAFKA_PROPERTIES + name, value));
    return options;
  }

  /** A file in a folder that holds options, as an operator writes it. */
  static String file(Path folder, Map<String, String> options) {
    Properties properties = new Properties();
    properties.putAll(options);
    Path file = folder.resolve("job.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toString();
  }
}
