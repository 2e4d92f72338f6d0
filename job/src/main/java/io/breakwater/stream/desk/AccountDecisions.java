package io.breakwater.stream.desk;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.model.Arrival;
import io.breakwater.margin.model.BoxLevel;
import io.breakwater.margin.model.Decision;
import io.breakwater.margin.model.Doubts;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.CauseType;
import io.breakwater.margin.trigger.Episodes;
import io.breakwater.margin.trigger.Occasion;
import java.math.BigDecimal;
import java.util.List;

/** Decides accounts exactly, writes how they stand then, and says what has changed. */
final class AccountDecisions {
  private final MarginModel model;
  private final MarketView market;
  private final AccountTracking tracking;
  private final AccountStore store;
  private final DecisionOutput output;
  private final DeskCounters counters;
  private final Patience patience;
  private final Episodes episodes;
  private final OpenEpisodes open;
  private boolean ready = true;

  AccountDecisions(
      MarginModel model,
      MarketView market,
      AccountTracking tracking,
      AccountStore store,
      DecisionOutput output,
      DeskCounters counters,
      Patience patience) {
    this.model = model;
    this.market = market;
    this.tracking = tracking;
    this.store = store;
    this.output = output;
    this.counters = counters;
    this.patience = patience;
    this.episodes = new Episodes(model, market);
    this.open = new OpenEpisodes(model, market, tracking, store, output);
  }

  OpenEpisodes episodes() {
    return open;
  }

  /** What is kept of an account is about to change. */
  void touch(String id) {
    tracking.touch(id);
  }

  /** Whether triggered levels may rise, see {@link MarginDesk#waitForReadiness}. */
  boolean isReady() {
    return ready;
  }

  void setReady(boolean ready) {
    this.ready = ready;
  }

  /** Values anew, and decides if it can, an account that is not closed. */
  void renew(String id, AccountRecord known, Occasion occasion) {
    tracking.touch(id);
    AccountRecord record = Arrival.of(known, market);
    if (record != known) {
      store.put(id, record);
    }
    Appraisal appraisal = tracking.appraise(id, record);
    Standing noted = record.standing().noted(appraisal, occasion.time());
    int slot = tracking.track(id, record.with(noted), appraisal);
    if (appraisal.isPending()) {
      boolean told = noted.reported() != null;
      Standing after = told ? noted.withReport(appraisal.pending()) : noted;
      advance(record, appraisal.account(), after, null, occasion);
    } else {
      decide(slot, record, noted, appraisal.account(), occasion);
    }
  }

  /** Decides a tracked account that is not pending. */
  void decide(int slot, Occasion occasion) {
    String id = tracking.mirror().id(slot);
    AccountRecord record = store.get(id);
    decide(slot, record, record.standing(), tracking.counted(id, record), occasion);
  }

  private void decide(
      int slot, AccountRecord record, Standing noted, Account counted, Occasion occasion) {
    counters.exactDecision();
    Decision decision = model.decide(counted, noted.remembered(), market);
    Level level = decision.level();
    Level box = certain(noted, counted, level);
    if (level == record.level() && occasion.cause().type() == CauseType.PRICE) {
      counters.wakeWithoutChange();
    }
    AccountRecord decided =
        advance(
            record,
            counted,
            noted.decided(level, box, occasion.time()),
            decision.valuation(),
            occasion);
    tracking.decided(slot, decided, counted);
    open.decided(record, decided, counted, decision.valuation(), occasion);
  }

  /** The level that is certain: it matters only where the level has become worse. */
  private Level certain(Standing noted, Account counted, Level level) {
    if (!ready || noted.isInGrace()) {
      return Level.HEALTHY;
    }
    if (!level.isWorseThan(noted.triggered())
        || Doubts.areNone(model.factors(counted, market), market)) {
      return level;
    }
    return BoxLevel.of(model, counted, level, noted.remembered(level), market);
  }

  /** Writes how an account stands after a step, and says what has changed. */
  private AccountRecord advance(
      AccountRecord before,
      Account counted,
      Standing after,
      Valuation valuation,
      Occasion occasion) {
    if (after.tellsLike(before.standing())) {
      if (after.equals(before.standing())) {
        return before;
      }
      AccountRecord record = before.with(after);
      store.put(counted.id(), record);
      return record;
    }
    Episodes.Step step = episodes.advance(before, counted, after, valuation, occasion);
    store.put(counted.id(), step.account());
    output.transition(step.transition());
    step.trigger().ifPresent(output::trigger);
    return step.account();
  }

  /**
   * An account was closed: whatever stood open is withdrawn, also where parts that are newer than
   * the closure stay behind and are pending anew.
   */
  AccountRecord close(String id, AccountRecord record, Occasion occasion) {
    tracking.forget(id);
    open.forget(id);
    Account nothing = new Account(id, BigDecimal.ZERO, List.of(), List.of());
    return advance(record, nothing, record.standing().closed(), Valuation.ZERO, occasion);
  }

  /**
   * The time of a tracked account is up: its grace is over, it is to be reported as pending, or its
   * parts have waited for a snapshot in vain.
   */
  void timeIsUp(int slot, long time) {
    String id = tracking.mirror().id(slot);
    AccountRecord record = store.get(id);
    if (patience.endsParts(record, time)) {
      AccountRecord closed = close(id, record, atTime(time));
      store.put(id, closed.withoutParts());
      return;
    }
    Standing standing = record.standing();
    Standing noted = patience.endsGrace(standing, time) ? standing.afterGrace() : standing;
    Appraisal appraisal = tracking.appraise(id, record);
    Occasion occasion = atTime(time);
    if (appraisal.isPending()) {
      boolean report = patience.callsForReport(standing, time);
      Standing after = report ? noted.withReport(appraisal.pending()) : noted;
      tracking.stands(slot, advance(record, appraisal.account(), after, null, occasion));
    } else {
      decide(slot, record, noted, appraisal.account(), occasion);
    }
  }

  private Occasion atTime(long time) {
    return new Occasion(time, market.marketSequence(), Cause.timer());
  }

  /** Whether a tracked account is not at the levels that deciding it now would give. */
  boolean isMissed(int slot) {
    String id = tracking.mirror().id(slot);
    AccountRecord record = store.get(id);
    Standing standing = record.standing();
    Account counted = tracking.counted(id, record);
    Level level = model.decide(counted, standing.remembered(), market).level();
    Standing decided = standing.decided(level, certain(standing, counted, level), 0);
    return decided.level() != standing.level() || decided.triggered() != standing.triggered();
  }
}
