package io.breakwater.local.security;

import io.breakwater.local.cluster.SecuredBroker;
import io.breakwater.local.cluster.SecuredBroker.Door;
import io.breakwater.options.BreakwaterOptions;
import java.util.HashMap;
import java.util.Map;

/** The options of a job that comes to a broker by a door. */
final class JobOptions {
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
    client.forEach((name, value) -> options.put(BreakwaterOptions.KAFKA_PROPERTIES + name, value));
    return options;
  }
}
