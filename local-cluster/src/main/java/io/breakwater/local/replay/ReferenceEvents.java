package io.breakwater.local.replay;

import io.breakwater.local.files.AccountFeed;
import io.breakwater.local.files.PriceTape;
import io.breakwater.local.files.Recording;
import io.breakwater.margin.AccountUpdate;
import io.breakwater.margin.InstrumentParameters;
import io.breakwater.margin.RiskPolicy;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.Inbound;
import io.breakwater.stream.InstrumentUpdate;
import io.breakwater.stream.PolicyUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the events of a recording in the order of the event clock, for the reference: time;
 * instruments, policy, accounts, prices; sequence; key.
 */
final class ReferenceEvents {
  private static final Comparator<Change> CHANGE_ORDER =
      Comparator.comparingLong(Change::time)
          .thenComparing(change -> change.policy() != null)
          .thenComparingLong(Change::version)
          .thenComparing(Change::id);

  private final Recording recording;

  ReferenceEvents(Recording recording) {
    this.recording = recording;
  }

  /** Parameters or a policy that come into force. Exactly one is set. */
  private record Change(long time, InstrumentParameters parameters, RiskPolicy policy) {
    long version() {
      return policy == null ? parameters.version() : policy.version();
    }

    String id() {
      return policy == null ? parameters.id() : policy.id();
    }

    void addTo(ReferenceMarket market) {
      if (policy == null) {
        market.add(parameters, time);
      } else {
        market.add(policy, time);
      }
    }
  }

  /** All market events. */
  ReferenceMarket market() {
    ReferenceMarket market = new ReferenceMarket();
    Deque<Change> changes = new ArrayDeque<>(changes());
    for (OraclePrice price : recording.bookPrices()) {
      add(price, changes, market);
    }
    try (PriceTape ticks = recording.ticks()) {
      while (ticks.hasNext()) {
        Inbound<OraclePrice> tick = ticks.next();
        if (tick.value() != null) {
          add(tick.value(), changes, market);
        }
      }
    }
    changes.forEach(change -> change.addTo(market));
    return market;
  }

  private static void add(OraclePrice price, Deque<Change> changes, ReferenceMarket market) {
    while (!changes.isEmpty() && changes.peek().time() <= price.publishTime()) {
      changes.poll().addTo(market);
    }
    market.add(price);
  }

  private List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    recording.instruments().forEach(update -> addChanges(update, changes));
    addChanges(recording.policy(), changes);
    changes.sort(CHANGE_ORDER);
    return changes;
  }

  /** The book's parameters, with what was scheduled up to its time, and each later change. */
  private static void addChanges(InstrumentUpdate update, List<Change> changes) {
    InstrumentParameters parameters = update.parameters();
    InstrumentParameters inForce = parameters.withInForce(parameters.inForce());
    List<Change> later = new ArrayList<>();
    for (InstrumentParameters.Scheduled scheduled : parameters.scheduled()) {
      InstrumentParameters changed = parameters.withInForce(scheduled.parameters());
      if (scheduled.effectiveTime() <= update.time()) {
        inForce = changed;
      } else {
        later.add(new Change(scheduled.effectiveTime(), changed, null));
      }
    }
    changes.add(new Change(update.time(), inForce, null));
    changes.addAll(later);
  }

  private static void addChanges(PolicyUpdate update, List<Change> changes) {
    RiskPolicy policy = update.policy();
    RiskPolicy inForce = policy.withInForce(policy.inForce());
    List<Change> later = new ArrayList<>();
    for (RiskPolicy.Scheduled scheduled : policy.scheduled()) {
      RiskPolicy changed = policy.withInForce(scheduled.terms());
      if (scheduled.effectiveTime() <= update.time()) {
        inForce = changed;
      } else {
        later.add(new Change(scheduled.effectiveTime(), null, changed));
      }
    }
    changes.add(new Change(update.time(), null, inForce));
    changes.addAll(later);
  }

  /** The updates of each account, in the order in which they apply. */
  Map<String, List<AccountUpdate>> updates() {
    Map<String, List<AccountUpdate>> updates = new TreeMap<>();
    recording.bookAccounts().forEach(update -> add(update, updates));
    if (recording.hasAccountFeed()) {
      try (AccountFeed feed = recording.accountFeed()) {
        while (feed.hasNext()) {
          Inbound<AccountUpdate> update = feed.next();
          if (update.value() != null) {
            add(update.value(), updates);
          }
        }
      }
    }
    updates.values().forEach(ReferenceEvents::sort);
    return updates;
  }

  private static void add(AccountUpdate update, Map<String, List<AccountUpdate>> updates) {
    updates.computeIfAbsent(update.account(), account -> new ArrayList<>(1)).add(update);
  }

  private static void sort(List<AccountUpdate> updates) {
    updates.sort(
        Comparator.comparingLong(AccountUpdate::time).thenComparingLong(AccountUpdate::sequence));
  }
}
