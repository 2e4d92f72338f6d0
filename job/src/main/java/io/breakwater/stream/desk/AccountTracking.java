package io.breakwater.stream.desk;

import io.breakwater.collections.AccountIds;
import io.breakwater.collections.IntBuffer;
import io.breakwater.collections.SlotSorter;
import io.breakwater.collections.SlotTimes;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.model.Doubts;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.UnitBox;
import io.breakwater.margin.terms.Level;
import java.util.function.IntConsumer;

/**
 * Which accounts there are, and who has to be looked at when: the mirror, the watch over prices,
 * who waits for which instruments and factors, and when time is up. All of it is derived from the
 * accounts.
 */
public final class AccountTracking {
  private final MarginModel model;
  private final FastForm form;
  private final MarketView market;
  private final Mirror mirror;
  private final Watch watch;
  private final Patience patience;
  private final Waiting forInstruments;
  private final Waiting forFactors;
  private final Deadlines deadlines = new Deadlines();
  private final LaggingAccounts lagging;

  /** Since when accounts are held. */
  private final Deadlines heldSince = new Deadlines();

  /** Since when accounts are at a level that calls for a trigger. */
  private final SlotTimes belowSince = new SlotTimes();

  private final SlotSorter sorter;

  AccountTracking(
      MarginModel model,
      FastForm form,
      MarketView market,
      Mirror mirror,
      Watch watch,
      Patience patience) {
    this.model = model;
    this.form = form;
    this.market = market;
    this.mirror = mirror;
    this.watch = watch;
    this.patience = patience;
    this.forInstruments = new Waiting(market::forgetUnlessKnown);
    this.forFactors = new Waiting(factor -> {});
    this.sorter = new SlotSorter(mirror);
    this.lagging = new LaggingAccounts(mirror);
    mirror.tellOfRelocations(watch);
  }

  public Mirror mirror() {
    return mirror;
  }

  public Watch watch() {
    return watch;
  }

  /** Accounts whose triggered level is better than their level. */
  LaggingAccounts lagging() {
    return lagging;
  }

  /**
   * Tracks every account of a store as it stands; nothing is decided.
   *
   * @param progress is told how many accounts are tracked, after each
   * @param overdue gets those that do not stand as the rules would have it: other rules than
   *     today's have decided them, and no bounds hold for them
   */
  void rebuild(AccountStore store, IntConsumer progress, IntBuffer overdue) {
    watch.loadStarted();
    store.forEach(
        (id, record) -> {
          if (record.status() != AccountRecord.Status.CLOSED) {
            Appraisal appraisal = appraise(id, record);
            int slot = track(id, record, appraisal);
            if (!standsByTheRules(slot, record.standing(), appraisal)) {
              overdue.add(slot);
            } else if (!appraisal.isPending()) {
              decided(slot, record, appraisal.account());
            }
            progress.accept(mirror.size());
          }
        });
    watch.loadEnded();
  }

  private boolean standsByTheRules(int slot, Standing standing, Appraisal appraisal) {
    if (appraisal.isPending() || standing.isPending()) {
      return appraisal.isPending() == standing.isPending();
    }
    int level = form.level(mirror.view(slot));
    if (level == FastForm.UNCERTAIN) {
      level = model.decide(appraisal.account(), standing.remembered(), market).level().code();
    }
    return level == standing.level().code();
  }

  /** What of an account can be valued at present. */
  Appraisal appraise(String id, AccountRecord record) {
    Appraisal appraisal = model.appraise(record.account(id), market);
    return record.isOpen() ? appraisal : appraisal.ofParts();
  }

  /** What of an account counts, given that nothing has come that it waits for. */
  Account counted(String id, AccountRecord record) {
    return record.standing().hasUncounted() ? appraise(id, record).account() : record.account(id);
  }

  /**
   * Takes in an account as it is, in place of what was known of it; {@link #decided} follows unless
   * it is pending. Returns its slot.
   */
  int track(String id, AccountRecord record, Appraisal appraisal) {
    int known = mirror.find(id);
    if (known != AccountIds.ABSENT) {
      leave(known);
    }
    Standing standing = record.standing();
    int slot =
        appraisal.isPending()
            ? mirror.putPending(id, standing)
            : putDecidable(id, standing, appraisal.account());
    await(slot, record, id, appraisal);
    deadlines.put(slot, patience.deadline(record));
    noteTimes(slot, standing);
    return slot;
  }

  private void noteTimes(int slot, Standing standing) {
    long since = standing.heldSince();
    heldSince.put(slot, since == Standing.NEVER ? Patience.NONE : since);
    if (standing.belowSince() == Standing.NEVER) {
      belowSince.remove(slot);
    } else {
      belowSince.put(slot, standing.belowSince());
    }
  }

  /**
   * Since when the level of an account calls for a trigger, microseconds since the epoch; {@link
   * Standing#NEVER} where it does not.
   */
  long belowSince(int slot) {
    return belowSince.get(slot, Standing.NEVER);
  }

  /** Since when an account is held, microseconds since the epoch; {@link Patience#NONE} for not. */
  long heldSince(int slot) {
    return heldSince.time(slot);
  }

  /**
   * Since when the first of the held accounts is held, microseconds since the epoch; {@link
   * Patience#NONE} where none is.
   */
  public long firstHeld() {
    return heldSince.first();
  }

  /**
   * Since when the first of the pending accounts is pending, microseconds since the epoch; {@link
   * Patience#NONE} where none is. Looks at all accounts.
   */
  public long firstPending() {
    return mirror.firstPending();
  }

  private int putDecidable(String id, Standing standing, Account counted) {
    CompactAccount compact = form.compact(counted, market);
    int[] pricings = new int[compact.factors().length];
    for (int i = 0; i < pricings.length; i++) {
      pricings[i] = market.pricing(compact.factors()[i], compact.instruments()[i]);
    }
    int slot = mirror.put(id, standing, compact, pricings);
    watch.track(slot);
    return slot;
  }

  /** Notes what an account waits for. */
  private void await(int slot, AccountRecord record, String id, Appraisal appraisal) {
    if (!appraisal.isPending() && appraisal.unvalued().isEmpty()) {
      return;
    }
    Lacking lacking = Lacking.of(record.account(id), appraisal.account(), model, market);
    forInstruments.put(slot, lacking.instruments());
    forFactors.put(slot, lacking.factors());
  }

  /** What is kept of an account is about to change. */
  void touch(String id) {
    int slot = mirror.find(id);
    if (slot != AccountIds.ABSENT) {
      mirror.touch(slot);
    }
  }

  /** Forgets an account, if it is known. */
  void forget(String id) {
    int slot = mirror.find(id);
    if (slot != AccountIds.ABSENT) {
      leave(slot);
      mirror.remove(slot);
    }
  }

  /**
   * Moves accounts to lower slots while many are out of use, so that memory follows what is live:
   * at most two for each that has gone. Between updates only, when nobody holds a slot.
   */
  void settle() {
    while (mirror.isSparse()) {
      int from = mirror.slotLimit() - 1;
      int to = mirror.moveHighest();
      watch.moved(from, to);
      forInstruments.move(from, to);
      forFactors.move(from, to);
      deadlines.move(from, to);
      lagging.moved(from, to);
      heldSince.move(from, to);
      belowSince.move(from, to);
    }
  }

  private void leave(int slot) {
    mirror.touch(slot);
    lagging.leave(slot);
    heldSince.put(slot, Patience.NONE);
    belowSince.remove(slot);
    if (!mirror.isPending(slot)) {
      watch.untrack(slot);
    }
    forInstruments.remove(slot);
    forFactors.remove(slot);
    deadlines.put(slot, Patience.NONE);
  }

  /** A tracked account was decided, and stands so now. */
  void decided(int slot, AccountRecord record, Account counted) {
    stands(slot, record);
    watch.decided(slot, counted, heldBox(record.standing(), counted));
  }

  /**
   * Within what the level that is certain of an account does not get worse. Nothing is certain in a
   * grace, whatever the values; without doubt, bounds of the level say all.
   */
  private UnitBox heldBox(Standing standing, Account counted) {
    if (!standing.level().isWorseThan(standing.triggered())
        || standing.isInGrace()
        || Doubts.areNone(model.factors(counted, market), market)) {
      return UnitBox.UNBOUNDED;
    }
    return UnitBox.of(
        model.heldBox(counted, standing.triggered(), standing.remembered(), market), market);
  }

  /** A tracked account stands so now. */
  void stands(int slot, AccountRecord record) {
    mirror.setStanding(slot, record.standing());
    lagging.stands(slot);
    noteTimes(slot, record.standing());
    deadlines.put(slot, patience.deadline(record));
  }

  /** The first time at which time alone changes something; {@link Patience#NONE} for none. */
  long nextDeadline() {
    return deadlines.first();
  }

  /** Fills {@code found} with all whose time is up first, in account order. */
  void collectDue(IntBuffer found) {
    found.clear();
    deadlines.collectFirst(found);
    sorter.sort(found);
  }

  /** Adds to {@code found} all that wait for a factor that is new to them, in any order. */
  void collectWaiting(int factor, IntBuffer found) {
    forFactors.collect(factor, found);
    forFactors.collect(MarketView.UNKNOWN, found);
  }

  /** Adds to {@code found} all that hold an instrument or wait for it, in any order. */
  void collectHolders(int instrument, IntBuffer found) {
    forInstruments.collect(instrument, found);
    for (int slot = 0; slot < mirror.slotLimit(); slot++) {
      if (mirror.isUsed(slot) && mirror.holds(slot, instrument)) {
        found.add(slot);
      }
    }
  }

  /** Adds to {@code found} all that rest on a factor or wait for it, in any order. */
  void collectResting(int factor, IntBuffer found) {
    collectWaiting(factor, found);
    for (int slot = 0; slot < mirror.slotLimit(); slot++) {
      if (mirror.isUsed(slot) && mirror.restsOn(slot, factor)) {
        found.add(slot);
      }
    }
  }

  /** Fills {@code found} with all accounts, in account order. */
  void collectAll(IntBuffer found) {
    found.clear();
    for (int slot = 0; slot < mirror.slotLimit(); slot++) {
      if (mirror.isUsed(slot)) {
        found.add(slot);
      }
    }
    sorter.sort(found);
  }

  /** Fills {@code found} with all of which a trigger stands open, in account order. */
  void collectTriggered(IntBuffer found) {
    found.clear();
    for (int slot = 0; slot < mirror.slotLimit(); slot++) {
      if (mirror.isUsed(slot) && mirror.triggered(slot).isTriggered()) {
        found.add(slot);
      }
    }
    sorter.sort(found);
  }

  /**
   * Fills {@code found} with all that can be decided and that triggers are told a better level of
   * than their own, in account order.
   */
  void collectHeldBack(IntBuffer found) {
    found.clear();
    for (int slot = 0; slot < mirror.slotLimit(); slot++) {
      if (mirror.isUsed(slot)
          && !mirror.isPending(slot)
          && mirror.level(slot) > mirror.triggered(slot).code()) {
        found.add(slot);
      }
    }
    sorter.sort(found);
  }

  /** Sorts slots into account order. */
  void sort(IntBuffer slots) {
    sorter.sort(slots);
  }

  /** Sorts slots into account order, and keeps each once. */
  void sortDistinct(IntBuffer slots) {
    sorter.sort(slots);
    int kept = 0;
    for (int i = 0; i < slots.size(); i++) {
      if (kept == 0 || slots.get(kept - 1) != slots.get(i)) {
        slots.set(kept++, slots.get(i));
      }
    }
    slots.truncate(kept);
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
}
