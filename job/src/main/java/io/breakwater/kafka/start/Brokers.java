package io.breakwater.kafka.start;

import io.breakwater.kafka.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** The brokers, each answer awaited for a bounded time. */
final class Brokers implements AutoCloseable {
  /** How long an answer is waited for, for the options of a request. */
  static final int PATIENCE_MILLIS = 10_000;

  /** Kafka's own word that time is over says more than ours: it comes first. */
  private static final int LAST_MILLIS = PATIENCE_MILLIS + 2_000;

  private final Admin admin;

  /**
   * @throws KafkaException when no client can be made of the settings
   */
  Brokers(KafkaSettings settings) {
    this.admin = Admin.create(settings.clientProperties());
  }

  /** For requests that are given {@link #PATIENCE_MILLIS}. */
  Admin ask() {
    return admin;
  }

  /**
   * The answer.
   *
   * @throws KafkaException when it is none, or does not come in time
   */
  <V> V answer(KafkaFuture<V> future) {
    try {
      return future.get(LAST_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException kafka) {
        throw kafka;
      }
      throw new KafkaException(e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("no answer within " + LAST_MILLIS + " ms");
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
