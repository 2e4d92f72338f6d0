package io.breakwater.stream.order;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.event.MarketEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What has come to a subtask on the event clock and is not due yet, and the order in which it
 * becomes due. Market events come in their order already; account updates come in any.
 */
public final class EarlyEvents {
  private final ArrivalQueue<AccountUpdate> updates = new ArrivalQueue<>(EventOrder.ACCOUNTS);
  private final ArrayDeque<MarketEvent> events = new ArrayDeque<>();

  public void add(AccountUpdate update) {
    updates.add(update);
  }

  public void add(MarketEvent event) {
    events.add(event);
  }

  /** Hands out and forgets, in order, all whose time in milliseconds is at most this. */
  public void drainTo(
      long millis, Consumer<AccountUpdate> onUpdate, Consumer<MarketEvent> onEvent) {
    while (true) {
      AccountUpdate update = due(updates.peek(), millis);
      MarketEvent event = due(events.peek(), millis);
      if (update != null && (event == null || EventOrder.isBefore(update, event))) {
        onUpdate.accept(updates.remove());
      } else if (event != null) {
        onEvent.accept(events.remove());
      } else {
        return;
      }
    }
  }

  private static AccountUpdate due(AccountUpdate update, long millis) {
    return update != null && EventOrder.millis(update.time()) <= millis ? update : null;
  }

  private static MarketEvent due(MarketEvent event, long millis) {
    return event != null && EventOrder.millis(event.time()) <= millis ? event : null;
  }

  public int size() {
    return updates.size() + events.size();
  }

  public Collection<MarketEvent> events() {
    return List.copyOf(events);
  }

  /** The updates of each account, in the order in which they become due. */
  public Map<String, List<AccountUpdate>> updatesByAccount() {
    Map<String, List<AccountUpdate>> byAccount = new HashMap<>();
    for (AccountUpdate update : updates.toList()) {
      byAccount.computeIfAbsent(update.account(), id -> new ArrayList<>()).add(update);
    }
    return byAccount;
  }
}
