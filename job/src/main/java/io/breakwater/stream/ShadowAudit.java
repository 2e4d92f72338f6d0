package io.breakwater.stream;

import io.breakwater.margin.Account;
import io.breakwater.margin.AccountRecord;
import io.breakwater.margin.Level;
import io.breakwater.margin.ReferenceEvaluator;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides every account after every event with the reference evaluator, carrying levels of its own,
 * and stops the job at the first difference. For tests and rehearsals: an event costs all accounts.
 */
final class ShadowAudit {
  private final MarginDesk desk;
  private final AccountStore store;
  private final Map<String, Level> levels = new HashMap<>();

  ShadowAudit(MarginDesk desk, AccountStore store) {
    this.desk = desk;
    this.store = store;
  }

  /** Takes over the levels that stand, after a restore. */
  void start() {
    store.forEach((id, record) -> levels.put(id, record.level()));
  }

  /** An account was updated: it is the shadow's from now on. */
  void updated(String account) {
    if (store.get(account).status() == AccountRecord.Status.CLOSED) {
      levels.remove(account);
    } else {
      levels.putIfAbsent(account, Level.HEALTHY);
    }
  }

  /**
   * Compares all accounts after an event.
   *
   * @throws IllegalStateException with the account and both levels at the first difference
   */
  void afterEvent() {
    levels.replaceAll(this::decide);
  }

  private Level decide(String id, Level previous) {
    AccountRecord record = store.get(id);
    if (!record.isOpen() || desk.isPending(id)) {
      return previous;
    }
    Account account = record.account(id);
    Level expected = ReferenceEvaluator.level(account, previous, desk.market());
    if (expected != record.level()) {
      throw new IllegalStateException(
          "shadow audit: account "
              + id
              + " is "
              + record.level()
              + " but the reference says "
              + expected
              + " after market event "
              + desk.market().marketSequence());
    }
    return expected;
  }
}
