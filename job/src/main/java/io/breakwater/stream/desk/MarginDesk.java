package io.breakwater.stream.desk;

import io.breakwater.collections.IntBuffer;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.fast.BoundFinder;
import io.breakwater.margin.fast.FloatMarket;
import io.breakwater.margin.fast.Screen;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.Occasion;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Refusal;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;

/**
 * Decides accounts: after every event, each account that it concerns is at the level that deciding
 * all accounts would give, and every change has left, in the order of the ids' bytes.
 *
 * <p>A tick asks the {@link Watch} whom to look at, screens those in floating point from the {@link
 * Mirror}, and reads from the {@link AccountStore} only those whose level has changed or could not
 * be told. Account updates, parameters and policy are rare, and renew all whom they concern from
 * the store. Every event is applied whole.
 *
 * <p>A recorded book is one moment: until it is over, what happens is taken in, and nothing is
 * decided.
 */
public final class MarginDesk {
  private final AccountStore store;
  private final DecisionOutput output;
  private final DeskCounters counters;
  private final int maximumElements;
  private final Screen screen;
  private final MarketView market;
  private final Mirror mirror;
  private final AccountTracking tracking;
  private final AccountDecisions decisions;
  private final Reaction reaction = new Reaction();
  private final IntBuffer found = new IntBuffer();
  private boolean open = true;

  /**
   * @param maximumElements balances and positions that an account may have together
   */
  public MarginDesk(
      MarginModel model,
      WatchKind watchKind,
      AccountStore store,
      DecisionOutput output,
      DeskCounters counters,
      Patience patience,
      int maximumElements) {
    this(
        model,
        (mirror, numbers) ->
            switch (watchKind) {
              case HOLDERS -> new HoldersWatch(mirror);
              case TRIPWIRES -> new TripwireWatch(mirror, new BoundFinder(numbers));
            },
        store,
        output,
        counters,
        patience,
        maximumElements);
  }

  /** With any watch over the desk's mirror and numbers. */
  public MarginDesk(
      MarginModel model,
      BiFunction<Mirror, FloatMarket, Watch> watch,
      AccountStore store,
      DecisionOutput output,
      DeskCounters counters,
      Patience patience,
      int maximumElements) {
    FloatMarket numbers = new FloatMarket();
    this.store = store;
    this.output = output;
    this.counters = counters;
    this.maximumElements = maximumElements;
    this.screen = new Screen(numbers);
    this.market = new MarketView(numbers);
    this.mirror = new Mirror();
    this.tracking =
        new AccountTracking(model, market, mirror, watch.apply(mirror, numbers), patience);
    this.decisions =
        new AccountDecisions(model, market, tracking, store, output, counters, patience);
  }

  public MarketView market() {
    return market;
  }

  public AccountTracking tracking() {
    return tracking;
  }

  AccountDecisions decisions() {
    return decisions;
  }

  /** Whether accounts are decided: not before the moment of a recorded book is over. */
  public boolean isOpen() {
    return open;
  }

  /** Takes in what happens without deciding, until {@link #open}. */
  public void waitForOpening() {
    open = false;
  }

  /** Decides all accounts, at the time of the book that they are from. */
  public void open(long time) {
    open = true;
    store.forEach(
        (id, record) -> {
          if (record.status() != AccountRecord.Status.CLOSED) {
            mirror.putPending(id, record.standing());
          }
        });
    tracking.collectAll(found);
    tracking.watch().loadStarted();
    for (int i = 0; i < found.size(); i++) {
      String id = mirror.id(found.get(i));
      AccountRecord record = store.get(id);
      decisions.renew(id, record, occasion(Cause.account(record.lastSequence()), time));
    }
    tracking.watch().loadEnded();
  }

  /**
   * Builds what is derived from the market and the store; nothing is decided.
   *
   * @param progress is told how many accounts are tracked, after each
   */
  public void rebuild(List<MarketEvent> marketEvents, IntConsumer progress) {
    market.restore(marketEvents);
    if (open) {
      tracking.rebuild(store, progress);
    }
  }

  /** The first time at which time alone changes something; {@link Patience#NONE} for none. */
  public long nextDeadline() {
    return tracking.nextDeadline();
  }

  /** Time passes: everything happens that time alone changes before a limit. */
  public void passTo(long limit) {
    while (tracking.nextDeadline() < limit) {
      long time = tracking.nextDeadline();
      tracking.collectDue(found);
      for (int i = 0; i < found.size(); i++) {
        decisions.timeIsUp(found.get(i), time);
      }
    }
  }

  /**
   * Applies an update of an account.
   *
   * @param time at which it is applied on the job's clock, microseconds since the epoch
   */
  public void applyUpdate(AccountUpdate update, long time) {
    AccountLedger.Result result =
        AccountLedger.apply(store.get(update.account()), update, maximumElements);
    switch (result.outcome()) {
      case APPLIED -> {
        counters.updateApplied();
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
    Occasion occasion = occasion(Cause.account(update.sequence()), time);
    if (update.change() instanceof AccountChange.Closed) {
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

  private Occasion occasion(Cause cause, long time) {
    return new Occasion(time, market.marketSequence(), cause);
  }

  private Occasion occasion(MarketEvent event) {
    return occasion(market.causeOf(event), event.time());
  }

  /** Applies an event of the market: all whom it concerns are decided before this returns. */
  public void applyEvent(MarketEvent event) {
    event.accept(reaction);
  }

  /** Decides an account that was missed, as if the event concerned it. */
  void mend(int slot, MarketEvent event) {
    decisions.decide(slot, occasion(event));
  }

  /** What an event of each kind leads to. */
  private final class Reaction implements MarketEvent.Visitor<Void, RuntimeException> {
    @Override
    public Void price(MarketEvent.PriceChange price) {
      int instrument = market.indexOfSequenced(price.instrument());
      long before = market.scaledPrice(instrument);
      market.apply(price);
      counters.tick();
      if (!open) {
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
      if (open && !sameTerms) {
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
      if (open && !sameTerms) {
        tracking.collectAll(found);
        renewFound(change);
      }
      return null;
    }

    @Override
    public Void epoch(MarketEvent.EpochBegun begun) {
      market.apply(begun);
      counters.workStarted();
      decisions.episodes().restate(occasion(begun));
      counters.workEnded();
      return null;
    }
  }

  private void decideWoken(MarketEvent.PriceChange price) {
    keepChangedOrUncertain();
    if (found.isEmpty()) {
      return;
    }
    tracking.sort(found);
    Occasion occasion = occasion(price);
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
    Occasion occasion = occasion(event);
    for (int i = 0; i < found.size(); i++) {
      String id = mirror.id(found.get(i));
      decisions.renew(id, store.get(id), occasion);
    }
    counters.workEnded();
  }
}
