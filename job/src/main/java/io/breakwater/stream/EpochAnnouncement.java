package io.breakwater.stream;

import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.stream.order.EventOrder;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every partition of the triggers that an epoch has begun, before the desk hears of it. One
 * subtask speaks for all: a partition holds accounts of any of them.
 */
final class EpochAnnouncement extends MarketEvent.PartialVisitor<Void, RuntimeException> {
  private static final Logger LOGGER = LoggerFactory.getLogger(EpochAnnouncement.class);

  private final Output<StreamRecord<TriggerMessage>> output;
  private final TriggerPartitions partitions;
  private final boolean speaks;

  /**
   * @param speaks whether this subtask is the one
   */
  EpochAnnouncement(
      Output<StreamRecord<TriggerMessage>> output, TriggerPartitions partitions, boolean speaks) {
    this.output = output;
    this.partitions = partitions;
    this.speaks = speaks;
  }

  @Override
  public Void epoch(MarketEvent.EpochBegun begun) {
    if (!speaks) {
      return null;
    }
    int count = partitions.count();
    LOGGER.info("Epoch {} begins in {} partitions of triggers", begun.epoch(), count);
    for (int partition = 0; partition < count; partition++) {
      output.collect(
          new StreamRecord<>(
              new TriggerMessage.EpochBegun(
                  begun.epoch(), begun.marketSequence(), begun.time(), partition),
              EventOrder.millis(begun.time())));
    }
    return null;
  }
}
