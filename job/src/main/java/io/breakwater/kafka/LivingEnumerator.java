package io.breakwater.kafka;

import java.io.IOException;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An enumerator that gives {@linkplain SignOfLife signs of life}. There is one in a job, and it
 * lives with what coordinates the job: where that is gone, nobody commits transactions any more.
 */
final class LivingEnumerator extends ForwardingEnumerator {
  private static final Logger LOGGER = LoggerFactory.getLogger(LivingEnumerator.class);

  private final SplitEnumeratorContext<KafkaPartitionSplit> context;
  private final SignOfLife sign;
  private boolean failing;

  /**
   * @param sign closed with this enumerator
   */
  LivingEnumerator(
      SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka,
      SplitEnumeratorContext<KafkaPartitionSplit> context,
      SignOfLife sign) {
    super(kafka);
    this.context = context;
    this.sign = sign;
  }

  @Override
  public void start() {
    super.start();
    context.callAsync(this::give, this::given, 0, SignOfLife.EVERY.toMillis());
  }

  private Void give() {
    sign.give();
    return null;
  }

  private void given(Void nothing, Throwable failure) {
    if (failure != null && !failing) {
      LOGGER.warn(
          "No sign of life reaches the brokers, and until one does nobody notices a second job with"
              + " the same transactional prefix: {}",
          failure.toString());
    }
    failing = failure != null;
  }

  @Override
  public void close() throws IOException {
    sign.close();
    super.close();
  }
}
