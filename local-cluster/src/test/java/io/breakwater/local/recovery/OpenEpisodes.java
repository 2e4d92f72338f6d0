package io.breakwater.local.recovery;

import static java.util.stream.Collectors.toSet;

import io.breakwater.local.keeper.TriggerId;
import io.breakwater.local.keeper.TriggerLog;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.TriggerKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The last triggers of the accounts whose episodes go on, as different readers know them. */
final class OpenEpisodes {
  private static final int ANY = 0;

  private OpenEpisodes() {}

  /** By the documented rule from all that was ever written. */
  static Set<TriggerId> byTheRule(List<TriggerRecord> records) {
    TriggerLog log = new TriggerLog();
    records.forEach(
        record -> add(log, record.partition(), record.trigger().getEpoch(), record.trigger()));
    return log.open();
  }

  /** By ids and decisions alone, as if there were no epochs and nothing were restated. */
  static Set<TriggerId> byIdsAlone(List<TriggerRecord> records) {
    TriggerLog log = new TriggerLog();
    records.stream()
        .filter(TriggerRecord::isOfAChange)
        .forEach(record -> add(log, ANY, ANY, record.trigger()));
    return log.open();
  }

  private static void add(TriggerLog log, int partition, long epoch, LiquidationTrigger trigger) {
    if (trigger.getKind() == TriggerKind.EPOCH_BEGUN) {
      log.begin(partition, epoch);
    } else {
      log.add(
          partition,
          epoch,
          TriggerId.parse(trigger.getId()),
          trigger.getDecision(),
          trigger.getKind() != TriggerKind.WITHDRAWN);
    }
  }

  /** By the changes of the triggered level that survived. */
  static Set<TriggerId> byLevel(Map<String, LevelChain> chains) {
    return chains.values().stream()
        .filter(chain -> chain.triggeredEnd().isTriggered())
        .map(LevelChain::triggerIds)
        .map(ids -> ids.get(ids.size() - 1))
        .collect(toSet());
  }
}
