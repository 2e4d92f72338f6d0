package io.breakwater.stream.desk;

import io.breakwater.collections.IntBuffer;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.ModelChoice;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.Occasion;
import io.breakwater.stream.event.MarketEvent;
import java.util.List;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 *
 * <p>Until the inputs have been caught up with, what is still to be read may make any account
 * HEALTHY: levels are decided, and no triggered level rises.
 */
public final class MarginDesk {
  private static final Logger LOGGER = LoggerFactory.getLogger(MarginDesk.class);

  private final AccountStore store;
  private final MarketView market;
  private final Mirror mirror;
  private final AccountTracking tracking;
  private final AccountDecisions decisions;
  private final AccountUpdates updates;
  private final MarketReaction reaction;
  private final MarkerSlices slices;
  private final IntBuffer found = new IntBuffer();

  /** Accounts that were restored as other rules than today's had decided them. */
  private final IntBuffer overdue = new IntBuffer();

  private boolean open = true;

  /**
   * @param maximumElements balances and positions that an account may have together
   */
  public MarginDesk(
      ModelChoice model,
      WatchKind watchKind,
      AccountStore store,
      DecisionOutput output,
      DeskCounters counters,
      Patience patience,
      int maximumElements) {
    this(
        model,
        (mirror, form, market) ->
            switch (watchKind) {
              case HOLDERS -> new HoldersWatch(mirror);
              case TRIPWIRES -> new TripwireWatch(mirror, form, market);
            },
        store,
        output,
        counters,
        patience,
        maximumElements);
  }

  /** Makes a watch over a desk's mirror. */
  interface WatchMaker {
    Watch make(Mirror mirror, FastForm form, Market market);
  }

  /** With any watch. */
  MarginDesk(
      ModelChoice model,
      WatchMaker watch,
      AccountStore store,
      DecisionOutput output,
      DeskCounters counters,
      Patience patience,
      int maximumElements) {
    FloatMarket numbers = new FloatMarket();
    FastForm form = model.fastForm(numbers);
    this.store = store;
    this.market = new MarketView(numbers);
    this.mirror = new Mirror(numbers);
    this.tracking =
        new AccountTracking(
            model, form, market, mirror, watch.make(mirror, form, market), patience);
    this.decisions =
        new AccountDecisions(model, market, tracking, store, output, counters, patience);
    this.updates = new AccountUpdates(store, market, decisions, output, counters, maximumElements);
    this.slices = new MarkerSlices(model, form, market, tracking, store);
    this.reaction =
        new MarketReaction(
            form, market, tracking, decisions, store, counters, this::isOpen, slices);
  }

  public MarketView market() {
    return market;
  }

  public AccountTracking tracking() {
    return tracking;
  }

  /** What accounts come to at markers. */
  public MarkerSlices slices() {
    return slices;
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
    slices.finish();
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
      decisions.renew(id, record, market.occasion(Cause.account(record.lastSequence()), time));
    }
    tracking.watch().loadEnded();
  }

  /** Whether triggered levels may rise. */
  public boolean isReady() {
    return decisions.isReady();
  }

  /** Lets no triggered level rise until {@link #ready}. */
  public void waitForReadiness() {
    decisions.setReady(false);
  }

  /**
   * The inputs have been caught up with: triggered levels come to where they would be.
   *
   * @param time on the job's clock, microseconds since the epoch
   * @return how many accounts were decided
   */
  public int ready(long time) {
    decideOverdue(time);
    decisions.setReady(true);
    tracking.collectHeldBack(found);
    Occasion occasion = market.occasion(Cause.ready(), time);
    for (int i = 0; i < found.size(); i++) {
      decisions.decide(found.get(i), occasion);
    }
    return found.size();
  }

  /**
   * Builds what is derived from the market and the store; nothing is decided.
   *
   * @param progress is told how many accounts are tracked, after each
   */
  public void rebuild(List<MarketEvent> marketEvents, IntConsumer progress) {
    market.restore(marketEvents);
    if (open) {
      overdue.clear();
      tracking.rebuild(store, progress, overdue);
      if (!overdue.isEmpty()) {
        LOGGER.warn(
            "{} accounts do not stand as today's rules would have it: decided anew when time goes"
                + " on",
            overdue.size());
      }
    }
  }

  /** Decides those who were restored as other rules had decided them. */
  private void decideOverdue(long time) {
    for (int i = 0; i < overdue.size(); i++) {
      String id = mirror.id(overdue.get(i));
      decisions.renew(id, store.get(id), market.occasion(Cause.timer(), time));
    }
    overdue.clear();
  }

  /** The first time at which time alone changes something; {@link Patience#NONE} for none. */
  public long nextDeadline() {
    return tracking.nextDeadline();
  }

  /** Time passes: everything happens that time alone changes before a limit. */
  public void passTo(long limit) {
    while (tracking.nextDeadline() < limit) {
      long time = tracking.nextDeadline();
      if (!overdue.isEmpty()) {
        decideOverdue(time); // which changes deadlines
        continue;
      }
      tracking.collectDue(found);
      for (int i = 0; i < found.size(); i++) {
        decisions.timeIsUp(found.get(i), time);
      }
      tracking.settle();
    }
  }

  /**
   * Applies an update of an account.
   *
   * @param time at which it is applied on the job's clock, microseconds since the epoch
   */
  public void applyUpdate(AccountUpdate update, long time) {
    decideOverdue(time);
    updates.apply(update, time, open);
    tracking.settle();
  }

  /** Applies an event of the market: all whom it concerns are decided before this returns. */
  public void applyEvent(MarketEvent event) {
    decideOverdue(event.time());
    event.accept(reaction);
  }

  /** Decides an account that was missed, as if the event concerned it. */
  void mend(int slot, MarketEvent event) {
    decisions.decide(slot, market.occasion(event));
  }
}
