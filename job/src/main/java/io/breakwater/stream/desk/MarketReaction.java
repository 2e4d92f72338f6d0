package io.breakwater.stream.desk;

import io.breakwater.collections.IntBuffer;
import io.breakwater.margin.fast.Screen;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.trigger.Occasion;
import io.breakwater.stream.event.MarketEvent;
import java.util.function.BooleanSupplier;

/**
 * What an event of the market of each kind leads to: whom it concerns, and that each of them is
 * decided before the next.
 */
final class MarketReaction implements MarketEvent.Visitor<Void, RuntimeException> {
  private final Screen screen;
  private final MarketView market;
  private final AccountTracking tracking;
  private final Mirror mirror;
  private final AccountDecisions decisions;
  private final AccountStore store;
  private final DeskCounters counters;
  private final BooleanSupplier isOpen;
  private final IntBuffer found = new IntBuffer();

  /**
   * @param isOpen whether accounts are decided already
   */
  MarketReaction(
      Screen screen,
      MarketView market,
      AccountTracking tracking,
      AccountDecisions decisions,
      AccountStore store,
      DeskCounters counters,
      BooleanSupplier isOpen) {
    this.screen = screen;
    this.market = market;
    this.tracking = tracking;
    this.mirror = tracking.mirror();
    this.decisions = decisions;
    this.store = store;
    this.counters = counters;
    this.isOpen = isOpen;
  }

  @Override
  public Void price(MarketEvent.PriceChange price) {
    int instrument = market.indexOfSequenced(price.instrument());
    long before = market.scaledPrice(instrument);
    market.apply(price);
    counters.tick();
    if (!isOpen.getAsBoolean()) {
      return null;
    }
    if (before == 0) {
      tracking.collectWaiting(instrument, found);
      renewFound(price);
      return null;
    }
    found.clear();
    tracking.watch().collect(instrument, before, price.price(), found);
    if (!found.isEmpty()) {
      counters.workStarted();
      counters.woken(found.size());
      decideWoken(price);
      counters.workEnded();
    }
    return null;
  }

  @Override
  public Void instrument(MarketEvent.InstrumentChange change) {
    InstrumentParameters before = market.parameters(change.parameters().id());
    market.apply(change);
    boolean sameTerms = before != null && change.parameters().hasTermsOf(before);
    if (isOpen.getAsBoolean() && !sameTerms) {
      tracking.collectConcerned(market.indexOf(change.parameters().id()), found);
      renewFound(change);
    }
    return null;
  }

  @Override
  public Void policy(MarketEvent.PolicyChange change) {
    RiskPolicy before = market.policy();
    market.apply(change);
    boolean sameTerms = before != null && change.policy().hasTermsOf(before);
    if (isOpen.getAsBoolean() && !sameTerms) {
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

  private void decideWoken(MarketEvent.PriceChange price) {
    keepChangedOrUncertain();
    if (found.isEmpty()) {
      return;
    }
    tracking.sort(found);
    Occasion occasion = market.occasion(price);
    for (int i = 0; i < found.size(); i++) {
      decisions.decide(found.get(i), occasion);
    }
  }

  private void keepChangedOrUncertain() {
    int kept = 0;
    for (int i = 0; i < found.size(); i++) {
      int slot = found.get(i);
      if (screen.level(mirror.view(slot)) == mirror.level(slot)) {
        tracking.watch().decided(slot);
      } else {
        found.set(kept++, slot);
      }
    }
    found.truncate(kept);
  }

  /** Reads and values anew all accounts that an event concerns. */
  private void renewFound(MarketEvent event) {
    if (found.isEmpty()) {
      return;
    }
    counters.workStarted();
    Occasion occasion = market.occasion(event);
    for (int i = 0; i < found.size(); i++) {
      String id = mirror.id(found.get(i));
      decisions.renew(id, store.get(id), occasion);
    }
    counters.workEnded();
  }
}
