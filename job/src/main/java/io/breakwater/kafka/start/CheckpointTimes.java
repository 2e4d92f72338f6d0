package io.breakwater.kafka.start;

import static org.apache.flink.util.TimeUtils.formatWithHighestUnit;

import io.breakwater.options.BreakwaterOptions;
import java.time.Duration;

/** A transaction stays open from one checkpoint to the end of the next: no broker may end it. */
final class CheckpointTimes {
  private CheckpointTimes() {}

  static void look(StartSettings settings, Findings findings) {
    if (settings.kafka().delivery().isTransactional()) {
      settings.checkpointInterval().ifPresent(interval -> look(interval, settings, findings));
    }
  }

  private static void look(Duration interval, StartSettings settings, Findings findings) {
    Duration timeout = settings.kafka().delivery().transactionTimeout();
    Duration open = interval.plus(settings.checkpointTimeout());
    if (timeout.compareTo(open) <= 0) {
      findings.problem(
          ("%s is %s, and a transaction of an exactly-once sink stays open for up to %s:"
                  + " execution.checkpointing.interval (%s) and execution.checkpointing.timeout (%s)."
                  + " Brokers would abort it and what is in it would be lost: give more, and an"
                  + " outage's length beside, or shorten these.")
              .formatted(
                  BreakwaterOptions.KAFKA_TRANSACTION_TIMEOUT.key(),
                  formatWithHighestUnit(timeout),
                  formatWithHighestUnit(open),
                  formatWithHighestUnit(interval),
                  formatWithHighestUnit(settings.checkpointTimeout())));
    }
  }
}
