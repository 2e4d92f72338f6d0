package io.breakwater.kafka.start;

import io.breakwater.kafka.Delivery;
import io.breakwater.kafka.SignOfLife;
import io.breakwater.options.BreakwaterOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * No job that lives has the transactional prefix: the two would abort each other's transactions for
 * ever. Where some job has ever had it, its {@linkplain SignOfLife signs of life} are awaited for a
 * moment. What a dead one left behind gives none, and is taken over, as a restart must.
 */
final class PrefixUse implements StartCheck {
  /** Longer than from one sign to the next, since they may come late. */
  private static final Duration WATCH = SignOfLife.EVERY.multipliedBy(4);

  private static final Duration POLL = Duration.ofMillis(200);

  /** What a sign moves. */
  private record Epoch(long producer, int epoch) {}

  @Override
  public String subject() {
    return "whether a job lives that has the transactional prefix";
  }

  @Override
  public void look(StartSettings settings, Brokers brokers, Findings findings) {
    Delivery delivery = settings.kafka().delivery();
    if (delivery.isTransactional() && moves(SignOfLife.id(delivery), brokers)) {
      findings.problem(
          "%s is '%s', and a job lives that has it: the two would abort each other's transactions. Stop that one, or give this one a prefix of its own."
              .formatted(
                  BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(),
                  delivery.transactionalIdPrefix()));
    }
  }

  private static boolean moves(String id, Brokers brokers) {
    Optional<Epoch> first = epoch(id, brokers);
    if (first.isEmpty()) {
      return false;
    }
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < WATCH.toNanos()) {
      pause();
      if (!epoch(id, brokers).equals(first)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Epoch> epoch(String id, Brokers brokers) {
    try {
      TransactionDescription described =
          brokers.answer(
              brokers
                  .ask()
                  .describeTransactions(
                      List.of(id),
                      new DescribeTransactionsOptions().timeoutMs(Brokers.PATIENCE_MILLIS))
                  .description(id));
      return Optional.of(new Epoch(described.producerId(), described.producerEpoch()));
    } catch (TransactionalIdAuthorizationException e) {
      return Optional.empty(); // Another check says so.
    } catch (TransactionalIdNotFoundException e) {
      return Optional.empty();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
