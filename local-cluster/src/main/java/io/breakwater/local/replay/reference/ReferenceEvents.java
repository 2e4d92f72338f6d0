package io.breakwater.local.replay.reference;

import io.breakwater.local.input.AccountFeed;
import io.breakwater.local.input.PriceTape;
import io.breakwater.local.input.Recording;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.Inbound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the events of a recording in the order of the event clock, for the reference: time;
 * instruments, policy, accounts, prices, silence; sequence; key.
 */
public final class ReferenceEvents {
  private final Recording recording;

  public ReferenceEvents(Recording recording) {
    this.recording = recording;
  }

  /** All market events. */
  public ReferenceMarket market() {
    ReferenceMarket market = new ReferenceMarket();
    ReferenceJudges judges = new ReferenceJudges(market);
    ReferenceChanges changes = new ReferenceChanges(recording, market, judges);
    for (OraclePrice price : recording.bookPrices()) {
      passTo(price.publishTime(), changes, judges);
      judges.price(price);
    }
    try (PriceTape ticks = recording.ticks()) {
      while (ticks.hasNext()) {
        Inbound<OraclePrice> tick = ticks.next();
        if (tick.value() != null) {
          passTo(tick.value().publishTime(), changes, judges);
          judges.price(tick.value());
        }
      }
    }
    passTo(recording.lastTime(), changes, judges);
    while (judges.nextTime() <= recording.lastTime()) {
      judges.timeIsUp();
    }
    return market;
  }

  /** All happens that comes before the values of a time. */
  private static void passTo(long time, ReferenceChanges changes, ReferenceJudges judges) {
    while (changes.nextTime() <= time || judges.nextTime() < time) {
      if (changes.nextTime() <= judges.nextTime()) {
        changes.apply();
      } else {
        judges.timeIsUp();
      }
    }
  }

  /** The updates of each account, in the order in which they apply. */
  public Map<String, List<AccountUpdate>> updates() {
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
