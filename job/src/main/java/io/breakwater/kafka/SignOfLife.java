package io.breakwater.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * What a job with exactly-once sinks leaves on the brokers while it lives, so that no second one
 * starts under its transactional prefix and aborts its transactions.
 *
 * <p>It is the epoch of a transactional id of the prefix under which nothing is ever written: the
 * job moves it on every second, and nobody else does. An epoch that moves is of a job that lives;
 * what a dead one left behind, open transactions included, stands still and may be taken over. It
 * asks for no other right than the sinks do, to write under ids of the prefix.
 */
public final class SignOfLife implements AutoCloseable {
  /** From one sign to the next. */
  public static final Duration EVERY = Duration.ofSeconds(1);

  private static final int PATIENCE_MILLIS = 5_000;

  private final Properties client;
  private final String id;
  private Admin admin;
  private boolean closed;

  /**
   * @param client how a client reaches the cluster; may hold secrets
   * @param id see {@link #id(Delivery)}
   */
  SignOfLife(Properties client, String id) {
    this.client = client;
    this.id = id;
  }

  /** The transactional id whose epoch moves while the job lives. */
  public static String id(Delivery delivery) {
    return delivery.transactionalIdPrefix() + "-alive";
  }

  /**
   * Gives one; nothing after close.
   *
   * @throws KafkaException when the cluster does not take it
   */
  void give() {
    Admin asked = admin();
    if (asked == null) {
      return;
    }
    try {
      asked
          .fenceProducers(List.of(id), new FenceProducersOptions().timeoutMs(PATIENCE_MILLIS))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new KafkaException("no sign of life could be given", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private synchronized Admin admin() {
    if (admin == null && !closed) {
      admin = Admin.create(client);
    }
    return closed ? null : admin;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
