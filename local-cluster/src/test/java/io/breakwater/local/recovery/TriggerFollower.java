package io.breakwater.local.recovery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.breakwater.local.kafka.TopicReader;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Follows triggers as they are written, committed or not. */
final class TriggerFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);

  private static final Set<TriggerKind> ONLY_OF_EPOCHS =
      Set.of(TriggerKind.RESTATED, TriggerKind.EPOCH_BEGUN);

  private final TopicReader reader;
  private final List<LiquidationTrigger> triggers = new ArrayList<>();

  TriggerFollower(String bootstrapServers, String topic) {
    this.reader = TopicReader.ofWritten(bootstrapServers, topic);
  }

  /** All triggers so far. */
  List<LiquidationTrigger> triggers() {
    ConsumerRecords<byte[], byte[]> records;
    do {
      records = reader.poll(POLL);
      records.forEach(record -> triggers.add(Written.trigger(record.value())));
    } while (!records.isEmpty());
    return triggers;
  }

  /** Whether the job went back and sent something again as it was. */
  boolean hasRepeats() {
    return new HashSet<>(triggers().stream().map(Object::toString).toList()).size()
        < triggers.size();
  }

  /**
   * Whether the job went back and lived through another history: a restatement is no sign of it.
   */
  boolean hasForks() {
    Map<String, Set<String>> decisions =
        triggers().stream()
            .filter(trigger -> !ONLY_OF_EPOCHS.contains(trigger.getKind()))
            .collect(
                groupingBy(
                    LiquidationTrigger::getId, mapping(LiquidationTrigger::getDecision, toSet())));
    return decisions.values().stream().anyMatch(ofOneId -> ofOneId.size() > 1);
  }

  @Override
  public void close() {
    reader.close();
  }
}
