package io.breakwater.kafka.start;

import static org.apache.flink.util.TimeUtils.formatWithHighestUnit;

import io.breakwater.kafka.Delivery;
import io.breakwater.options.BreakwaterOptions;
import java.util.List;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/**
 * The brokers take the timeout of transactions. It is tried with a transactional id of the prefix
 * under which nothing is written: that needs no right that the sinks do not need.
 */
final class TransactionTimeout implements StartCheck {

  /** The transactional id with which it is tried. */
  static String id(Delivery delivery) {
    return delivery.transactionalIdPrefix() + "-start";
  }

  @Override
  public String subject() {
    return "how long transactions may take";
  }

  @Override
  public void look(StartSettings settings, Brokers brokers, Findings findings) {
    Delivery delivery = settings.kafka().delivery();
    if (!delivery.isTransactional()) {
      return;
    }
    // The timeout of the transaction and of the request are one: the answer is awaited for less.
    FenceProducersOptions options =
        new FenceProducersOptions().timeoutMs((int) delivery.transactionTimeout().toMillis());
    try {
      brokers.answer(brokers.ask().fenceProducers(List.of(id(delivery)), options).all());
    } catch (TransactionalIdAuthorizationException e) {
      // Another check says so.
    } catch (InvalidTxnTimeoutException e) {
      findings.problem(
          "%s is %s, which is more than the brokers' transaction.max.timeout.ms: shorten it, or raise theirs."
              .formatted(
                  BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT.key(),
                  formatWithHighestUnit(delivery.transactionTimeout())));
    }
  }
}
