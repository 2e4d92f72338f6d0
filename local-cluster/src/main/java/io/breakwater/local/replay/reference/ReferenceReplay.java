package io.breakwater.local.replay.reference;

import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceBox;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.Episodes;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.Occasion;
import io.breakwater.stream.RecordedTime;
import java.math.BigDecimal;
import java.util.List;

/**
 * One account through a whole replay, without the job: decided by the reference evaluator after
 * every event that concerns it, and when its time is up. The book is one moment: nothing is decided
 * before it is over.
 *
 * <p>An event that leaves every value as it was is not decided on: nothing that a decision rests on
 * has changed.
 */
public final class ReferenceReplay {

  /** Where the changes of how the account stands go, in their order. */
  public interface Output {
    void transition(HealthTransition transition);

    void trigger(LiquidationTrigger trigger);
  }

  private final ReferenceMarket market;
  private final Patience patience;
  private final String account;
  private final Output output;
  private final ReferenceView view;
  private final Episodes episodes;
  private AccountRecord record = AccountRecord.EMPTY;
  private Account held;

  private ReferenceReplay(
      ReferenceMarket market, Patience patience, String account, Output output) {
    this.market = market;
    this.patience = patience;
    this.account = account;
    this.output = output;
    this.view = new ReferenceView(market);
    this.episodes = new Episodes(new ReferenceModel(MarginModels.all()), view);
  }

  /**
   * Replays an account.
   *
   * @param time that the recording spans
   * @param patience for what the account lacks
   * @param updates of this account, in the order in which they apply
   * @return how the account stands at the end
   */
  public static Standing run(
      ReferenceMarket market,
      RecordedTime time,
      Patience patience,
      String account,
      List<AccountUpdate> updates,
      Output output) {
    ReferenceReplay replay = new ReferenceReplay(market, patience, account, output);
    int next = 0;
    for (; next < updates.size() && updates.get(next).time() <= time.opening(); next++) {
      replay.take(updates.get(next));
    }
    replay.open(time.opening());
    for (; next < updates.size(); next++) {
      AccountUpdate update = updates.get(next);
      replay.applyMarketUpTo(market.lastBeforeAccounts(update.time()));
      replay.passTo(update.time());
      replay.apply(update);
    }
    replay.applyMarketUpTo(market.size());
    replay.passTo(time.closing() + 1);
    return replay.record.standing();
  }

  private void open(long time) {
    view.moveTo(market.lastUpTo(time));
    if (held != null) {
      view.watch(held);
      look(Cause.account(record.lastSequence()), time);
    }
  }

  /** Whether it changes what is known of the account. */
  private boolean take(AccountUpdate update) {
    AccountLedger.Result result = AccountLedger.apply(record, update);
    if (result.outcome() != AccountLedger.Outcome.APPLIED) {
      return false;
    }
    record = result.account();
    held = record.account(account);
    return true;
  }

  private void apply(AccountUpdate update) {
    if (take(update)) {
      view.watch(held);
      look(Cause.account(update.sequence()), update.time());
    }
  }

  private void applyMarketUpTo(long last) {
    if (held != null) {
      for (long next = view.next(); next <= last; next = view.next()) {
        passTo(market.time(next));
        view.moveTo(next);
        look(view.cause(), market.time(next));
      }
    }
    view.moveTo(last);
  }

  /** Time passes up to a limit, which is left out: what time alone changes happens. */
  private void passTo(long limit) {
    long before = view.number();
    for (long time = deadline(); time < limit; time = deadline()) {
      view.moveTo(market.lastUpTo(time));
      timeIsUp(time);
    }
    view.moveTo(Math.max(before, view.number()));
  }

  private long deadline() {
    Standing standing = record.standing();
    long grace = standing.isInGrace() ? graceEnd(standing) : Long.MAX_VALUE;
    return isUnreported(standing) ? Math.min(grace, reportTime(standing)) : grace;
  }

  private long graceEnd(Standing standing) {
    return standing.uncountedSince() + patience.graceMicros();
  }

  private static boolean isUnreported(Standing standing) {
    return standing.isPending() && standing.reported() == null;
  }

  private long reportTime(Standing standing) {
    return standing.pendingSince() + patience.reportMicros();
  }

  private void timeIsUp(long time) {
    Standing standing = record.standing();
    boolean reports = isUnreported(standing) && reportTime(standing) == time;
    if (standing.isInGrace() && graceEnd(standing) == time) {
      standing = standing.afterGrace();
    }
    if (!standing.isPending()) {
      decide(standing, Cause.timer(), time);
    } else {
      Standing after = reports ? standing.withReport(pendingReason()) : standing;
      stand(after, held, null, Cause.timer(), time);
    }
  }

  private String pendingReason() {
    return record.isOpen()
        ? ReferenceEvaluator.pending(held, view).orElse(null)
        : Appraisal.ONLY_PARTS;
  }

  /** Looks at what can be valued now, and decides if it can. */
  private void look(Cause cause, long time) {
    Standing standing = record.standing();
    if (record.status() == AccountRecord.Status.CLOSED) {
      Account nothing = new Account(account, BigDecimal.ZERO, List.of(), List.of());
      stand(standing.closed(), nothing, Valuation.ZERO, cause, time);
      return;
    }
    arrive();
    boolean uncounted = ReferenceEvaluator.counted(held, view) != held;
    String reason = pendingReason();
    Standing now =
        new Standing(
            standing.level(),
            standing.triggered(),
            standing.episode(),
            standing.step(),
            since(uncounted, standing.uncountedSince(), time),
            uncounted && standing.graceOver(),
            since(reason != null, standing.pendingSince(), time),
            standing.heldSince(),
            standing.belowSince(),
            standing.reported() == null || reason == null ? standing.reported() : reason);
    if (reason == null) {
      decide(now, cause, time);
    } else {
      stand(now, held, null, cause, time);
    }
  }

  /** Of a balance that does not say at which index it was stated: the one that stands, once. */
  private void arrive() {
    record = record.arrived(this::standingIndex);
    held = record.account(account);
  }

  private BigDecimal standingIndex(Balance balance) {
    InstrumentParameters instrument = view.parameters(balance.instrument());
    if (instrument == null) {
      return null;
    }
    String index =
        balance.side() == BalanceSide.DEBT
            ? instrument.factors().borrowIndex()
            : instrument.factors().supplyIndex();
    return index == null ? null : view.value(index);
  }

  private static long since(boolean holds, long running, long time) {
    if (!holds) {
      return Standing.NEVER;
    }
    return running == Standing.NEVER ? time : running;
  }

  private void decide(Standing now, Cause cause, long time) {
    Account counted = ReferenceEvaluator.counted(held, view);
    Level remembered = ReferenceEvaluator.remembered(now.triggered(), now.level());
    Level level = ReferenceEvaluator.level(counted, remembered, view);
    Level certain = now.isInGrace() ? Level.HEALTHY : certain(now, counted, level);
    Level triggered = ReferenceEvaluator.triggered(now.triggered(), level, certain);
    Standing after =
        new Standing(
            level,
            triggered,
            now.episode(),
            now.step(),
            now.uncountedSince(),
            now.graceOver(),
            Standing.NEVER,
            since(Standing.isHeld(level, triggered), now.heldSince(), time),
            since(level.isTriggered(), now.belowSince(), time),
            null);
    if (after.equals(record.standing())) {
      return;
    }
    stand(after, counted, ReferenceEvaluator.value(counted, view), cause, time);
  }

  /** The level that is certain, once the account is at a level. */
  private Level certain(Standing now, Account counted, Level level) {
    Level remembered = ReferenceEvaluator.remembered(now.triggered(), level);
    return level.isWorseThan(now.triggered())
        ? ReferenceBox.level(counted, level, remembered, view)
        : level;
  }

  private void stand(Standing after, Account counted, Valuation valuation, Cause cause, long time) {
    if (after.tellsLike(record.standing())) {
      record = record.with(after);
      return;
    }
    Occasion occasion = new Occasion(time, view.number(), cause);
    Episodes.Step step = episodes.advance(record, counted, after, valuation, occasion);
    record = step.account();
    output.transition(step.transition());
    step.trigger().ifPresent(output::trigger);
  }
}
