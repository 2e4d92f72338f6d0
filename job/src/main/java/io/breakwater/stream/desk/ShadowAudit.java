package io.breakwater.stream.desk;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.reference.ReferenceBox;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.Level;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides every account after every event with the reference evaluator, carrying levels of its own,
 * and stops the job at the first difference. For tests and rehearsals: an event costs all accounts.
 * It judges by the rules of the linear model, by which all accounts are decided today.
 */
public final class ShadowAudit {
  private final MarginDesk desk;
  private final AccountStore store;
  private final Map<String, Levels> levels = new HashMap<>();

  /** The two levels of an account. */
  private record Levels(Level level, Level triggered) {
    static final Levels FIRST = new Levels(Level.HEALTHY, Level.HEALTHY);

    public static Levels of(Standing standing) {
      return new Levels(standing.level(), standing.triggered());
    }

    @Override
    public String toString() {
      return level == triggered ? level.toString() : level + ", triggered at " + triggered;
    }
  }

  public ShadowAudit(MarginDesk desk, AccountStore store) {
    this.desk = desk;
    this.store = store;
  }

  /** Takes over the levels that stand, after a restore. */
  public void start() {
    store.forEach((id, record) -> levels.put(id, Levels.of(record.standing())));
  }

  /** An account was updated: it is the shadow's from now on. */
  public void updated(String account) {
    AccountRecord record = store.get(account);
    if (record.status() == AccountRecord.Status.CLOSED) {
      levels.remove(account);
    } else if (record.isOpen()) {
      levels.putIfAbsent(account, Levels.FIRST);
    } else {
      levels.put(account, Levels.FIRST);
    }
  }

  /**
   * Compares all accounts after an event.
   *
   * @throws IllegalStateException with the account and its levels at the first difference
   */
  public void afterEvent() {
    levels.replaceAll(this::decide);
  }

  private Levels decide(String id, Levels previous) {
    AccountRecord record = store.get(id);
    Account account = record.account(id);
    if (!record.isOpen() || ReferenceEvaluator.pending(account, desk.market()).isPresent()) {
      return previous;
    }
    Account counted = ReferenceEvaluator.counted(account, desk.market());
    Level remembered = ReferenceEvaluator.remembered(previous.triggered(), previous.level());
    Level level = ReferenceEvaluator.level(counted, remembered, desk.market());
    boolean graceless =
        desk.isReady() && (counted.equals(account) || record.standing().graceOver());
    Level certain =
        graceless
            ? ReferenceBox.level(
                counted,
                level,
                ReferenceEvaluator.remembered(previous.triggered(), level),
                desk.market())
            : Level.HEALTHY;
    Level triggered = ReferenceEvaluator.triggered(previous.triggered(), level, certain);
    Levels expected = new Levels(level, triggered);
    if (!expected.equals(Levels.of(record.standing()))) {
      throw new IllegalStateException(
          "shadow audit: account "
              + id
              + " is "
              + Levels.of(record.standing())
              + " but the reference says "
              + expected
              + " after market event "
              + desk.market().marketSequence());
    }
    return expected;
  }
}
