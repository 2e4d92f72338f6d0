package io.breakwater.local.recovery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.breakwater.local.keeper.TriggerId;
import io.breakwater.margin.terms.Level;
import io.breakwater.schemas.HealthTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The changes of level of one account, as they were read; what else is told of it is left out. */
record LevelChain(String account, List<Change> changes, List<Change> triggered) {

  /** One of them. */
  record Change(Level from, Level to) {
    static Change of(HealthTransition transition) {
      return new Change(
          Level.valueOf(transition.getFrom().name()), Level.valueOf(transition.getTo().name()));
    }

    boolean enters() {
      return !from.isTriggered() && to.isTriggered();
    }

    /** An entry, a worsening within an episode, or a withdrawal. */
    boolean callsForTrigger() {
      return from.isTriggered() ? !to.isTriggered() || to.isWorseThan(from) : to.isTriggered();
    }
  }

  static Map<String, LevelChain> byAccount(List<HealthTransition> transitions) {
    Map<String, LevelChain> chains = new TreeMap<>();
    transitions.stream()
        .collect(groupingBy(HealthTransition::getAccount, toList()))
        .forEach((account, ofAccount) -> chains.put(account, of(account, ofAccount)));
    return chains;
  }

  private static LevelChain of(String account, List<HealthTransition> transitions) {
    List<Change> changes =
        transitions.stream()
            .filter(transition -> transition.getFrom() != transition.getTo())
            .map(Change::of)
            .toList();
    List<Change> triggered = new ArrayList<>();
    Level last = Level.HEALTHY;
    for (HealthTransition transition : transitions) {
      Level next = Level.valueOf(transition.getTriggeredLevel().name());
      if (next != last) {
        triggered.add(new Change(last, next));
        last = next;
      }
    }
    return new LevelChain(account, changes, triggered);
  }

  /** Whether each change begins where the one before it ended, the first at HEALTHY. */
  boolean isUnbroken() {
    Level level = Level.HEALTHY;
    for (Change change : changes) {
      if (change.from() != level || change.to() == level) {
        return false;
      }
      level = change.to();
    }
    return true;
  }

  /** The level after the last change. */
  Level end() {
    return end(changes);
  }

  /** The triggered level after its last change. */
  Level triggeredEnd() {
    return end(triggered);
  }

  private static Level end(List<Change> changes) {
    return changes.isEmpty() ? Level.HEALTHY : changes.get(changes.size() - 1).to();
  }

  /** The ids of the triggers that the changes of the triggered level call for, without a gap. */
  List<TriggerId> triggerIds() {
    List<TriggerId> ids = new ArrayList<>();
    long episode = 0;
    int step = 0;
    for (Change change : triggered) {
      if (change.callsForTrigger()) {
        episode += change.enters() ? 1 : 0;
        step = change.enters() ? 1 : step + 1;
        ids.add(new TriggerId(account, episode, step));
      }
    }
    return ids;
  }
}
