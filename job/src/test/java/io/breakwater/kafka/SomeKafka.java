package io.breakwater.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** A Kafka cluster that no test connects to. */
public final class SomeKafka {
  private SomeKafka() {}

  /** Settings whose sinks all have a guarantee. */
  public static KafkaSettings settings(DeliveryGuarantee guarantee) {
    return new KafkaSettings(
        "localhost:9092",
        Map.of("security.protocol", "SSL", "linger.ms", "50"),
        "group",
        Duration.ofMinutes(1),
        Duration.ofHours(1),
        LostInput.STOP,
        LeaderlessPartition.WAIT,
        List.of(),
        new Topics(
            "prices",
            "accounts",
            "risk-factors",
            "instruments",
            "policy",
            "schemas",
            "depth",
            null,
            "triggers",
            "health",
            "quality",
            "aggregates",
            "rejected-records"),
        new Delivery(
            guarantee,
            guarantee,
            guarantee,
            guarantee,
            guarantee,
            "prefix",
            Duration.ofMinutes(10)));
  }
}
