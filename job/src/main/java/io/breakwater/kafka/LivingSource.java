package io.breakwater.kafka;

import java.util.Properties;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/** A topic whose enumerator is a {@link LivingEnumerator}. */
final class LivingSource<T> extends ForwardingSource<T> {
  private static final long serialVersionUID = 1L;

  private final Properties client;
  private final String id;

  /**
   * @param client how a client reaches the cluster; may hold secrets
   * @param id see {@link SignOfLife#id}
   */
  LivingSource(
      Source<T, KafkaPartitionSplit, KafkaSourceEnumState> source, Properties client, String id) {
    super(source);
    this.client = client;
    this.id = id;
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
    return new LivingEnumerator(super.createEnumerator(context), context, sign());
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws Exception {
    return new LivingEnumerator(super.restoreEnumerator(context, state), context, sign());
  }

  private SignOfLife sign() {
    return new SignOfLife(client, id);
  }
}
