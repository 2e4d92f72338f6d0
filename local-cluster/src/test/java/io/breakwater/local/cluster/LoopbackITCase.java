package io.breakwater.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.BreakwaterJob;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** What a cluster of one machine opens is nobody's business but that machine's. */
class LoopbackITCase {
  /** Two task managers exchange records through sockets; one would not. */
  private static final LocalFlink.Size SIZE = new LocalFlink.Size(0, 2, 2, Duration.ofSeconds(1));

  /** The broker's two listeners, the web interface, the blob server and the task managers' data. */
  private static final int PORTS = 6;

  @Test
  void brokerClusterAndJobListenOnLoopbackOnly() {
    ListeningSockets.assumeTold();
    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        LocalFlink flink = LocalFlink.start(SIZE)) {
      DeployedTopics.create(broker.bootstrapServers());
      StreamExecutionEnvironment environment = flink.environment();
      BreakwaterJob.build(
          environment,
          BreakwaterConfig.of(
              Map.of(
                  BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(),
                  "breakwater",
                  BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
                  broker.bootstrapServers())));
      flink.submit(environment);

      assertThat(ListeningSockets.now()).hasSizeGreaterThanOrEqualTo(PORTS);
      ListeningSockets.requireLoopback(ListeningSockets.now());
    }
  }
}
