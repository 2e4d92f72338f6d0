package io.breakwater.stream.desk;

import io.breakwater.collections.IntBuffer;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.trigger.Occasion;
import io.breakwater.oracle.FactorValue;
import io.breakwater.stream.event.MarketEvent;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What an event of the market of each kind leads to: whom it concerns, and that each of them is
 * decided before the next.
 */
final class MarketReaction implements MarketEvent.Visitor<Void, RuntimeException> {
  private final FastForm form;
  private final MarketView market;
  private final AccountTracking tracking;
  private final Mirror mirror;
  private final AccountDecisions decisions;
  private final AccountStore store;
  private final DeskCounters counters;
  private final BooleanSupplier isOpen;
  private final MarkerSlices slices;
  private final IntBuffer found = new IntBuffer();

  /**
   * @param isOpen whether accounts are decided already
   */
  MarketReaction(
      FastForm form,
      MarketView market,
      AccountTracking tracking,
      AccountDecisions decisions,
      AccountStore store,
      DeskCounters counters,
      BooleanSupplier isOpen,
      MarkerSlices slices) {
    this.form = form;
    this.market = market;
    this.tracking = tracking;
    this.mirror = tracking.mirror();
    this.decisions = decisions;
    this.store = store;
    this.counters = counters;
    this.isOpen = isOpen;
    this.slices = slices;
  }

  private boolean isFirst(MarketEvent.PriceChange event) {
    return !market.hasValue(event.factor())
        || event.derived().stream().anyMatch(value -> !market.hasValue(value.factor()));
  }

  /** Factors are named for the event after this one, which says whom that concerns. */
  @Override
  public Void named(MarketEvent.FactorsNamed event) {
    slices.termsChange();
    market.apply(event);
    return null;
  }

  @Override
  public Void price(MarketEvent.PriceChange event) {
    if (slices.isRunning() && isFirst(event)) {
      slices.finish();
    }
    found.clear();
    boolean anyFirst = collect(event.factor(), event.units());
    for (FactorValue value : event.derived()) {
      anyFirst |= collect(value.factor(), value.units());
    }
    collectLagging(event.factor());
    market.apply(event);
    counters.tick();
    collectLagging(event.factor());
    if (!isOpen.getAsBoolean() || found.isEmpty()) {
      return null;
    }
    if (anyFirst) {
      renewFound(event);
    } else {
      decideWoken(event);
    }
    return null;
  }

  @Override
  public Void validity(MarketEvent.ValidityChange event) {
    found.clear();
    collectLagging(event.factor());
    market.apply(event);
    collectLagging(event.factor());
    if (isOpen.getAsBoolean() && !found.isEmpty()) {
      decideFound(event);
    }
    return null;
  }

  /**
   * Finds whose triggered level may rise because what is certain of a factor, or of what derives
   * from it, is about to change or has changed.
   */
  private void collectLagging(int factor) {
    if (tracking.lagging().isEmpty() || !market.hasValue(factor)) {
      return;
    }
    if (!market.isCertain(factor)) {
      tracking.lagging().collect(factor, found);
    }
    for (int dependent : market.dependents(factor)) {
      if (market.hasValue(dependent) && !market.isCertain(dependent)) {
        tracking.lagging().collect(dependent, found);
      }
    }
  }

  /**
   * Finds whom a new value of a factor concerns.
   *
   * @return whether it is the first, so that those who waited for it are to be valued anew
   */
  private boolean collect(int factor, long units) {
    if (market.hasValue(factor)) {
      tracking.watch().collect(factor, market.units(factor), units, found);
      return false;
    }
    tracking.collectWaiting(factor, found);
    return true;
  }

  /** Who waits for a factor that derives from others now waits for these. */
  @Override
  public Void factor(MarketEvent.FactorChange event) {
    slices.termsChange();
    market.apply(event);
    if (isOpen.getAsBoolean()) {
      found.clear();
      collectResting(event.values());
      tracking.collectWaiting(event.factor(), found);
      renewFound(event);
    }
    return null;
  }

  @Override
  public Void instrument(MarketEvent.InstrumentChange event) {
    slices.termsChange();
    InstrumentParameters before = market.parameters(event.parameters().id());
    market.apply(event);
    if (isOpen.getAsBoolean()) {
      found.clear();
      if (before == null || !event.parameters().decidesLike(before)) {
        tracking.collectHolders(market.indexOf(event.parameters().id()), found);
      }
      collectResting(event.values());
      for (BalanceSide side : BalanceSide.values()) {
        tracking.collectWaiting(market.factor(event.parameters().factors().of(side)), found);
      }
      renewFound(event);
    }
    return null;
  }

  /**
   * Bounds are in units: whoever rests on what is counted anew, or is there at last, is renewed.
   */
  private void collectResting(List<FactorValue> values) {
    for (FactorValue value : values) {
      tracking.collectResting(value.factor(), found);
    }
  }

  @Override
  public Void policy(MarketEvent.PolicyChange change) {
    slices.termsChange();
    RiskPolicy before = market.policy();
    market.apply(change);
    boolean decidesTheSame = before != null && change.policy().decidesLike(before);
    if (isOpen.getAsBoolean() && !decidesTheSame) {
      tracking.collectAll(found);
      renewFound(change);
    }
    return null;
  }

  @Override
  public Void epoch(MarketEvent.EpochBegun begun) {
    market.apply(begun);
    counters.workStarted();
    decisions.episodes().restate(market.occasion(begun));
    counters.workEnded();
    return null;
  }

  /** A scan of all accounts begins. */
  @Override
  public Void marker(MarketEvent.IntervalMarker marker) {
    market.apply(marker);
    slices.begin(marker, isOpen.getAsBoolean() && decisions.isReady());
    return null;
  }

  /** Who was woken by several factors that the event moves is looked at once. */
  private void decideWoken(MarketEvent.PriceChange event) {
    counters.workStarted();
    boolean many = !event.derived().isEmpty() || !tracking.lagging().isEmpty();
    if (many) {
      tracking.sortDistinct(found);
    }
    counters.woken(found.size());
    keepChangedOrUncertain();
    if (!found.isEmpty()) {
      if (!many) {
        tracking.sort(found);
      }
      Occasion occasion = market.occasion(event);
      for (int i = 0; i < found.size(); i++) {
        decisions.decide(found.get(i), occasion);
      }
    }
    counters.workEnded();
  }

  private void keepChangedOrUncertain() {
    int kept = 0;
    for (int i = 0; i < found.size(); i++) {
      int slot = found.get(i);
      if (!mirror.lags(slot) && form.level(mirror.view(slot)) == mirror.level(slot)) {
        tracking.watch().confirmed(slot);
      } else {
        found.set(kept++, slot);
      }
    }
    found.truncate(kept);
  }

  /** Decides all accounts found, each once, in account order. */
  private void decideFound(MarketEvent event) {
    counters.workStarted();
    tracking.sortDistinct(found);
    counters.woken(found.size());
    Occasion occasion = market.occasion(event);
    for (int i = 0; i < found.size(); i++) {
      decisions.decide(found.get(i), occasion);
    }
    counters.workEnded();
  }

  /** Reads and values anew all accounts that an event concerns, each once, in account order. */
  private void renewFound(MarketEvent event) {
    if (found.isEmpty()) {
      return;
    }
    counters.workStarted();
    tracking.sortDistinct(found);
    Occasion occasion = market.occasion(event);
    for (int i = 0; i < found.size(); i++) {
      String id = mirror.id(found.get(i));
      decisions.renew(id, store.get(id), occasion);
    }
    counters.workEnded();
  }
}
