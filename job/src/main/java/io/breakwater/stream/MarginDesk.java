package io.breakwater.stream;

import io.breakwater.margin.Account;
import io.breakwater.margin.AccountLedger;
import io.breakwater.margin.AccountRecord;
import io.breakwater.margin.AccountUpdate;
import io.breakwater.margin.Balance;
import io.breakwater.margin.BoundFinder;
import io.breakwater.margin.Cause;
import io.breakwater.margin.CauseType;
import io.breakwater.margin.CompactAccount;
import io.breakwater.margin.Decision;
import io.breakwater.margin.Episode;
import io.breakwater.margin.FloatMarket;
import io.breakwater.margin.HealthTransition;
import io.breakwater.margin.InstrumentParameters;
import io.breakwater.margin.Level;
import io.breakwater.margin.MarginModel;
import io.breakwater.margin.Position;
import io.breakwater.margin.Refusal;
import io.breakwater.margin.RiskPolicy;
import io.breakwater.margin.Screen;
import io.breakwater.margin.Valuation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Decides accounts: after every event, each account that it concerns is at the level that deciding
 * all accounts would give, and every change of level has left, in the order of the ids' bytes.
 *
 * <p>A tick asks the {@link Watch} whom to look at, screens those in floating point from the {@link
 * Mirror}, and reads from the {@link AccountStore} only those whose level has changed or could not
 * be told. Account updates, parameters and policy are rare, and re-decide all whom they concern
 * from the store. Every event is applied whole.
 */
final class MarginDesk {
  private final MarginModel model;
  private final AccountStore store;
  private final DecisionOutput output;
  private final DeskCounters counters;
  private final FloatMarket numbers = new FloatMarket();
  private final Screen screen = new Screen(numbers);
  private final MarketView market = new MarketView(numbers);
  private final Mirror mirror = new Mirror();
  private final Watch watch;
  private final SlotSorter sorter = new SlotSorter(mirror);
  private final IntBuffer found = new IntBuffer();

  /** Accounts whose open episodes were restated without a value, which readers are still owed. */
  private final Set<String> restatedUnvalued = new HashSet<>();

  MarginDesk(
      MarginModel model,
      WatchKind watchKind,
      AccountStore store,
      DecisionOutput output,
      DeskCounters counters) {
    this(
        model,
        (mirror, numbers) ->
            switch (watchKind) {
              case HOLDERS -> new HoldersWatch(mirror);
              case TRIPWIRES -> new TripwireWatch(mirror, new BoundFinder(numbers));
            },
        store,
        output,
        counters);
  }

  /** With any watch over the desk's mirror and numbers. */
  MarginDesk(
      MarginModel model,
      BiFunction<Mirror, FloatMarket, Watch> watch,
      AccountStore store,
      DecisionOutput output,
      DeskCounters counters) {
    this.model = model;
    this.store = store;
    this.output = output;
    this.counters = counters;
    this.watch = watch.apply(mirror, numbers);
  }

  MarketView market() {
    return market;
  }

  /** Accounts that are not closed, pending ones included. */
  int openAccounts() {
    return mirror.size();
  }

  /** Accounts whose whole state, instruments, prices or policy are not all known. */
  int pendingAccounts() {
    return mirror.pendingCount();
  }

  /** Whether an account cannot be decided yet; true also when it is not known. */
  boolean isPending(String account) {
    int slot = mirror.find(account);
    return slot == AccountIds.ABSENT || mirror.isPending(slot);
  }

  long watchEntries() {
    return watch.entries();
  }

  long watchBytes() {
    return watch.bytes();
  }

  /**
   * Builds mirror and watch from the market and the store; nothing is decided.
   *
   * @param progress is told how many accounts are mirrored, after each
   */
  void rebuild(List<MarketEvent> marketEvents, IntConsumer progress) {
    market.restore(marketEvents);
    watch.loadStarted();
    store.forEach(
        (id, record) -> {
          if (record.status() != AccountRecord.Status.CLOSED) {
            int slot = mirror(id, record);
            if (!mirror.isPending(slot)) {
              watch.decided(slot);
            }
            progress.accept(mirror.size());
          }
        });
    watch.loadEnded();
  }

  /**
   * Applies an update of an account.
   *
   * @param time at which it is applied on the job's clock, microseconds since the epoch
   */
  void apply(AccountUpdate update, long time) {
    AccountRecord before = store.get(update.account());
    AccountLedger.Result result = AccountLedger.apply(before, update);
    switch (result.outcome()) {
      case APPLIED -> {
        counters.updateApplied();
        updated(update, result.account(), time);
      }
      case DUPLICATE -> counters.updateDuplicate();
      case STALE -> counters.updateStale();
      case CONFLICT -> output.rejected(conflict(update));
    }
  }

  private static RejectedRecord conflict(AccountUpdate update) {
    return new RejectedRecord(
        update.origin(),
        Refusal.SEQUENCE_CONFLICT,
        "account "
            + update.account()
            + " had sequence "
            + update.sequence()
            + " before with other content: send a new state with a larger sequence.",
        update.account(),
        update.time());
  }

  private void updated(AccountUpdate update, AccountRecord record, long time) {
    forget(update.account());
    store.put(update.account(), record);
    Cause cause = Cause.account(update.sequence());
    if (record.status() != AccountRecord.Status.CLOSED) {
      int slot = mirror(update.account(), record);
      decide(slot, update.account(), record, cause, time);
    } else if (record.level() != Level.HEALTHY) {
      change(update.account(), record, Level.HEALTHY, Valuation.ZERO, cause, time);
    }
  }

  private void forget(String account) {
    int slot = mirror.find(account);
    if (slot != AccountIds.ABSENT) {
      untrack(slot);
      mirror.remove(slot);
    }
  }

  private void untrack(int slot) {
    if (!mirror.isPending(slot)) {
      watch.untrack(slot);
    }
  }

  /** Applies an event of the market: all whom it concerns are decided before this returns. */
  void apply(MarketEvent event) {
    if (event instanceof MarketEvent.PriceChange price) {
      apply(price);
    } else if (event instanceof MarketEvent.InstrumentChange change) {
      InstrumentParameters before = market.parameters(change.parameters().id());
      market.apply(change);
      if (before == null || !change.parameters().hasTermsOf(before)) {
        int instrument = market.indexOf(change.parameters().id());
        redecide(slot -> mirror.holds(slot, instrument), causeOf(event), event.time());
      }
    } else if (event instanceof MarketEvent.EpochBegun begun) {
      market.apply(begun);
      restateOpen(begun);
    } else {
      MarketEvent.PolicyChange change = (MarketEvent.PolicyChange) event;
      RiskPolicy before = market.policy();
      market.apply(change);
      if (before != null && change.policy().hasTermsOf(before)) {
        return;
      }
      redecide(slot -> true, Cause.policy(change.policy().version()), event.time());
    }
  }

  private void apply(MarketEvent.PriceChange price) {
    int instrument = market.indexOfSequenced(price.instrument());
    long before = market.scaledPrice(instrument);
    market.apply(price);
    counters.tick();
    if (before == 0) {
      String name = market.name(instrument);
      redecide(
          slot -> mirror.isPending(slot) && mirror.holds(slot, instrument),
          Cause.price(name, market.quote(name)),
          price.time());
      return;
    }
    found.clear();
    watch.collect(instrument, before, price.price(), found);
    if (found.isEmpty()) {
      return;
    }
    counters.workStarted();
    counters.woken(found.size());
    decideFound(instrument, price);
    counters.workEnded();
  }

  private void decideFound(int instrument, MarketEvent.PriceChange price) {
    keepChangedOrUncertain();
    if (found.isEmpty()) {
      return;
    }
    sorter.sort(found);
    String name = market.name(instrument);
    Cause cause = Cause.price(name, market.quote(name));
    for (int i = 0; i < found.size(); i++) {
      int slot = found.get(i);
      String id = mirror.id(slot);
      decide(slot, id, store.get(id), cause, price.time());
    }
  }

  private void keepChangedOrUncertain() {
    int kept = 0;
    for (int i = 0; i < found.size(); i++) {
      int slot = found.get(i);
      if (mirror.screen(slot, screen) == mirror.level(slot)) {
        watch.decided(slot);
      } else {
        found.set(kept++, slot);
      }
    }
    found.truncate(kept);
  }

  /** Reads, mirrors and decides anew all accounts that an event concerns. */
  private void redecide(IntPredicate concerned, Cause cause, long time) {
    counters.workStarted();
    found.clear();
    for (int slot = 0; slot < mirror.slotLimit(); slot++) {
      if (mirror.isUsed(slot) && concerned.test(slot)) {
        found.add(slot);
      }
    }
    sorter.sort(found);
    for (int i = 0; i < found.size(); i++) {
      int slot = found.get(i);
      String id = mirror.id(slot);
      AccountRecord record = store.get(id);
      untrack(slot);
      decide(mirror(id, record), id, record, cause, time);
    }
    counters.workEnded();
  }

  /** Puts an account into the mirror and the watch; returns its slot. */
  private int mirror(String id, AccountRecord record) {
    Account account = record.account(id);
    if (!record.isOpen() || model.pendingReason(account, market).isPresent()) {
      return mirror.putPending(id, record.level(), instrumentsOf(account));
    }
    CompactAccount compact = CompactAccount.of(account, market);
    int[] instruments = new int[compact.instruments().length];
    for (int i = 0; i < instruments.length; i++) {
      instruments[i] = market.indexOf(compact.instruments()[i]);
    }
    int slot = mirror.put(id, record.level(), compact, instruments);
    watch.track(slot);
    return slot;
  }

  private int[] instrumentsOf(Account account) {
    TreeSet<Integer> instruments = new TreeSet<>();
    for (Balance balance : account.balances()) {
      instruments.add(market.indexOf(balance.instrument()));
    }
    for (Position position : account.positions()) {
      instruments.add(market.indexOf(position.instrument()));
    }
    return instruments.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The first account from a slot on, around the end, that can be decided; ABSENT for none. */
  int nextDecidable(int from) {
    int limit = mirror.slotLimit();
    for (int i = 0; i < limit; i++) {
      int slot = (from + i) % limit;
      if (mirror.isUsed(slot) && !mirror.isPending(slot)) {
        return slot;
      }
    }
    return AccountIds.ABSENT;
  }

  /** An account with what the watch knows of it: for the log. */
  String describe(int slot) {
    return mirror.id(slot)
        + " at "
        + Level.ofCode(mirror.level(slot))
        + ", market event "
        + market.marketSequence()
        + ", "
        + watch.describe(slot);
  }

  /** Whether an account is not at the level that deciding it now would give. */
  boolean isMissed(int slot) {
    String id = mirror.id(slot);
    AccountRecord record = store.get(id);
    return model.decide(record.account(id), record.level(), market).level() != record.level();
  }

  /** Decides an account that was missed, as if the event concerned it. */
  void mend(int slot, MarketEvent event) {
    String id = mirror.id(slot);
    decide(slot, id, store.get(id), causeOf(event), event.time());
  }

  private Cause causeOf(MarketEvent event) {
    if (event instanceof MarketEvent.PriceChange price) {
      String name = market.name(market.indexOfSequenced(price.instrument()));
      return Cause.price(name, market.quote(name));
    }
    if (event instanceof MarketEvent.InstrumentChange change) {
      return Cause.parameters(change.parameters().id(), change.parameters().version());
    }
    if (event instanceof MarketEvent.EpochBegun begun) {
      return Cause.epoch(begun.epoch());
    }
    return Cause.policy(((MarketEvent.PolicyChange) event).policy().version());
  }

  /** Decides a mirrored account exactly, if it is not pending. */
  private void decide(int slot, String id, AccountRecord record, Cause cause, long time) {
    if (mirror.isPending(slot)) {
      return;
    }
    counters.exactDecision();
    Decision decision = model.decide(record.account(id), record.level(), market);
    if (decision.level() != record.level()) {
      change(id, record, decision.level(), decision.valuation(), cause, time);
      mirror.setLevel(slot, decision.level());
    } else if (cause.type() == CauseType.PRICE) {
      counters.wakeWithoutChange();
    }
    watch.decided(slot);
    boolean owed = !restatedUnvalued.isEmpty() && restatedUnvalued.remove(id);
    Level level = decision.level();
    if (owed && level.isTriggered() && !level.isWorseThan(record.level())) {
      restate(id, store.get(id), decision.valuation(), cause, time, false);
    }
  }

  /**
   * States all open episodes again, for readers to whom what older epochs said is void. An account
   * that is pending is said to be open and held, and once more when it has been decided.
   */
  private void restateOpen(MarketEvent.EpochBegun begun) {
    counters.workStarted();
    restatedUnvalued.clear();
    found.clear();
    for (int slot = 0; slot < mirror.slotLimit(); slot++) {
      if (mirror.isUsed(slot) && Level.ofCode(mirror.level(slot)).isTriggered()) {
        found.add(slot);
      }
    }
    sorter.sort(found);
    for (int i = 0; i < found.size(); i++) {
      restate(found.get(i), begun);
    }
    counters.workEnded();
  }

  private void restate(int slot, MarketEvent.EpochBegun begun) {
    String id = mirror.id(slot);
    AccountRecord record = store.get(id);
    boolean held = mirror.isPending(slot);
    if (held) {
      restatedUnvalued.add(id);
    }
    Valuation valuation = held ? Valuation.ZERO : model.value(record.account(id), market);
    restate(id, record, valuation, causeOf(begun), begun.time(), held);
  }

  private void restate(
      String id, AccountRecord record, Valuation valuation, Cause cause, long time, boolean held) {
    HealthTransition standing =
        new HealthTransition(
            id,
            time,
            market.marketSequence(),
            record.lastSequence(),
            record.level(),
            record.level(),
            cause,
            valuation,
            held);
    output.trigger(Episode.restate(record, standing, market));
  }

  private void change(
      String id, AccountRecord record, Level to, Valuation valuation, Cause cause, long time) {
    HealthTransition transition =
        new HealthTransition(
            id,
            time,
            market.marketSequence(),
            record.lastSequence(),
            record.level(),
            to,
            cause,
            valuation,
            false);
    Episode.Step step = Episode.advance(record, transition, market);
    store.put(id, step.account());
    output.transition(transition);
    step.trigger().ifPresent(output::trigger);
  }
}
