package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.stream.event.TriggerMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerSerializationTest {
  private static final String TOPIC = "triggers";
  private static final long EPOCH = 7_000_001;

  private final TriggerSerialization serialization = KafkaSinks.triggersTo(TOPIC);

  /** A sink whose partitions nobody should have to ask for. */
  private static final class NoPartitions implements KafkaSinkContext {
    @Override
    public int getParallelInstanceId() {
      return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
      return 1;
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
      throw new IllegalStateException("asked for the partitions of " + topic);
    }
  }

  private ProducerRecord<byte[], byte[]> serialize(TriggerMessage message) {
    return serialization.serialize(message, new NoPartitions(), 42L);
  }

  private static LiquidationTrigger value(ProducerRecord<byte[], byte[]> record)
      throws IOException {
    return LiquidationTrigger.fromByteBuffer(ByteBuffer.wrap(record.value()));
  }

  @Test
  void aTriggerGoesWhereKafkaPutsItsAccount() throws IOException {
    var trigger = new RandomValues(1).trigger();

    var record = serialize(new TriggerMessage.OfTrigger(EPOCH, trigger));

    assertThat(record.topic()).isEqualTo(TOPIC);
    assertThat(record.partition()).isNull();
    assertThat(record.timestamp()).isEqualTo(42);
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(trigger.account());
    assertThat(value(record).getId()).isEqualTo(trigger.id());
    assertThat(value(record).getEpoch()).isEqualTo(EPOCH);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 11})
  void theBeginningOfAnEpochGoesWhereItSays(int partition) throws IOException {
    var record = serialize(new TriggerMessage.EpochBegun(EPOCH, 1, 2, partition));

    assertThat(record.topic()).isEqualTo(TOPIC);
    assertThat(record.partition()).isEqualTo(partition);
    assertThat(record.timestamp()).isEqualTo(42);
    assertThat(record.key()).as("a compacted topic takes no record without a key").isEmpty();
    assertThat(value(record).getEpoch()).isEqualTo(EPOCH);
  }

  @Test
  void namesItsTopicForPooledTransactions() {
    assertThat(serialization.getKafkaDatasetFacet())
        .hasValueSatisfying(
            facet -> assertThat(facet.getTopicIdentifier().getTopics()).containsExactly(TOPIC));
  }
}
