package io.breakwater.stream.desk;

import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.Occasion;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Refusal;

/** What an update of an account leads to: the ledger's word on it, a decision, or a refusal. */
final class AccountUpdates {
  private final AccountStore store;
  private final MarketView market;
  private final AccountDecisions decisions;
  private final DecisionOutput output;
  private final DeskCounters counters;
  private final int maximumElements;

  /**
   * @param maximumElements balances and positions that an account may have together
   */
  AccountUpdates(
      AccountStore store,
      MarketView market,
      AccountDecisions decisions,
      DecisionOutput output,
      DeskCounters counters,
      int maximumElements) {
    this.store = store;
    this.market = market;
    this.decisions = decisions;
    this.output = output;
    this.counters = counters;
    this.maximumElements = maximumElements;
  }

  /**
   * Applies an update of an account.
   *
   * @param time at which it is applied on the job's clock, microseconds since the epoch
   * @param open whether accounts are decided already
   */
  void apply(AccountUpdate update, long time, boolean open) {
    AccountLedger.Result result =
        AccountLedger.apply(store.get(update.account()), update, maximumElements);
    switch (result.outcome()) {
      case APPLIED -> {
        counters.updateApplied();
        decisions.touch(update.account());
        AccountRecord record = result.account().updatedAt(time);
        store.put(update.account(), record);
        if (open) {
          updated(update, record, time);
        }
      }
      case DUPLICATE -> counters.updateDuplicate();
      case STALE -> counters.updateStale();
      case CONFLICT -> output.rejected(conflict(update));
      case TOO_LARGE -> output.rejected(tooLarge(update));
    }
  }

  private void updated(AccountUpdate update, AccountRecord record, long time) {
    Occasion occasion = market.occasion(Cause.account(update.sequence()), time);
    if (update.change().closes()) {
      decisions.close(update.account(), record, occasion);
    }
    if (record.status() != AccountRecord.Status.CLOSED) {
      decisions.renew(update.account(), store.get(update.account()), occasion);
    }
  }

  private static RejectedRecord conflict(AccountUpdate update) {
    return refused(
        update,
        Refusal.SEQUENCE_CONFLICT,
        "account "
            + update.account()
            + " had sequence "
            + update.sequence()
            + " before with other content: send a new state with a larger sequence.");
  }

  private RejectedRecord tooLarge(AccountUpdate update) {
    return refused(
        update,
        Refusal.TOO_LARGE,
        "account "
            + update.account()
            + " would have more than "
            + maximumElements
            + " balances and positions: it stays as it was; divide it into several accounts.");
  }

  private static RejectedRecord refused(AccountUpdate update, Refusal reason, String message) {
    return new RejectedRecord(update.origin(), reason, message, update.account(), update.time());
  }
}
