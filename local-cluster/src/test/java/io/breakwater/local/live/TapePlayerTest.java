package io.breakwater.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.Topics;
import io.breakwater.local.cluster.DeployedTopics;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import io.breakwater.local.input.TestFiles;
import io.breakwater.local.kafka.TopicReader;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.schemas.OraclePrice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TapePlayerTest {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long MINUTE = 60_000_000;

  /** Of the shortest that is stated. */
  private static final Duration HALF_OF_THE_AGE = Duration.ofSeconds(2);

  @TempDir private Path folder;

  /** Two sources of one factor, of which one may be 4 s old, and a factor that is not judged. */
  private Recording recording() {
    Path book =
        TestFiles.write(
            folder,
            "book.json",
            """
            {`factors`: [{`id`: `J`, `oracle`: {`sources`: [{`source`: `a`, `maximumAgeSeconds`: 4}, {`source`: `b`}]}}],
             `instruments`: [{`id`: `J`, `kind`: `ASSET`}, {`id`: `F`, `kind`: `ASSET`}]}
            """);
    Path ticks =
        TestFiles.write(
            folder,
            "t.csv",
            """
            time_ms,instrument,price,source
            1700000000000,J,5,a
            1700000000000,J,6,b
            1700000001000,F,7,
            """);
    return Recording.open(
        new Recording.Sources(book, null, null, List.of(PriceSource.of(ticks)), null, null));
  }

  @Test
  @Timeout(120)
  void afterTheEndOfTheTapeNoSourceFallsSilent() throws IOException, InterruptedException {
    Recording recording = recording();
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      DeployedTopics.create(broker.bootstrapServers());
      Topics topics = topics(broker);
      try (JobFeed feed = new JobFeed(broker.bootstrapServers(), topics);
          TapePlayer player = TapePlayer.start(feed, recording, Double.POSITIVE_INFINITY)) {
        long later = recording.lastTime() + 5 * MINUTE;
        while (player.timeMicros() <= later) {
          player.requireAlive();
          Thread.sleep(POLL.toMillis());
        }
        assertThat(player.ticks()).isEqualTo(3);
      }
      List<OraclePrice> prices = prices(broker, topics);
      assertThat(prices).isNotEmpty();
      requireQuotedAtLeastEvery(HALF_OF_THE_AGE, prices, "J", "a");
      requireQuotedAtLeastEvery(HALF_OF_THE_AGE, prices, "J", "b");
      requireQuotedAtLeastEvery(HALF_OF_THE_AGE, prices, "F", "");
    }
  }

  private static Topics topics(EmbeddedBroker broker) {
    return BreakwaterConfig.of(
            Map.of(
                BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(),
                "breakwater",
                BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
                broker.bootstrapServers()))
        .kafka()
        .topics();
  }

  private static List<OraclePrice> prices(EmbeddedBroker broker, Topics topics) throws IOException {
    List<OraclePrice> prices = new ArrayList<>();
    try (TopicReader reader = TopicReader.ofCommitted(broker.bootstrapServers(), topics.prices())) {
      for (int silent = 0; silent < 5; silent++) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          prices.add(OraclePrice.fromByteBuffer(ByteBuffer.wrap(record.value())));
          silent = 0;
        }
      }
    }
    return prices;
  }

  private static void requireQuotedAtLeastEvery(
      Duration most, List<OraclePrice> prices, String factor, String source) {
    List<OraclePrice> own =
        prices.stream()
            .filter(p -> p.getFactor().equals(factor) && p.getSource().equals(source))
            .toList();
    for (int i = 1; i < own.size(); i++) {
      Duration step =
          Duration.between(own.get(i - 1).getPublishTime(), own.get(i).getPublishTime());
      Duration sinceTheTape = i == 1 ? Duration.ofSeconds(1) : Duration.ZERO;
      assertThat(step).isPositive().isLessThanOrEqualTo(most.plus(sinceTheTape));
      assertThat(own.get(i).getSequence()).isGreaterThan(own.get(i - 1).getSequence());
      assertThat(own.get(i).getValue()).isEqualTo(own.get(0).getValue());
    }
    assertThat(own).hasSizeGreaterThan(100);
  }
}
