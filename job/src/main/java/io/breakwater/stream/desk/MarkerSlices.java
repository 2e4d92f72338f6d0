package io.breakwater.stream.desk;

import io.breakwater.cascade.account.AccountScan;
import io.breakwater.cascade.account.Moment;
import io.breakwater.cascade.account.PlainQuestions;
import io.breakwater.cascade.account.Rows;
import io.breakwater.cascade.slice.Slice;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.Level;
import io.breakwater.stream.event.MarkerFacts;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.RowFacts;
import java.util.Arrays;

/**
 * What all accounts come to at each marker, each as it stood there, while the desk goes on: values
 * are frozen, and an account that is about to change is looked at first. Before terms change, or a
 * factor has its first value, all that are left are looked at. Not thread-safe.
 */
public final class MarkerSlices {
  /** Who gets slices. */
  public interface Output {
    /**
     * All accounts have been looked at.
     *
     * @param facts what was known of the market; null where there was no policy
     * @param slice what the accounts came to; null where not all of them are known yet
     */
    void slice(MarketEvent.IntervalMarker marker, MarkerFacts facts, Slice slice);
  }

  private final MarginModel model;
  private final FastForm form;
  private final MarketView market;
  private final AccountTracking tracking;
  private final Mirror mirror;
  private final AccountStore store;
  private final MarkerScan scan;
  private final Moment moment = new Moment();
  private Output output = (marker, facts, slice) -> {};
  private Rows rows;
  private int rowsOfFactors;
  private CascadeTerms rowsOfTerms;
  private boolean areRowsOld = true;
  private AccountScan accounts;
  private Slice slice;
  private MarkerFacts facts;
  private MarketEvent.IntervalMarker marker;

  MarkerSlices(
      MarginModel model,
      FastForm form,
      MarketView market,
      AccountTracking tracking,
      AccountStore store) {
    this.model = model;
    this.form = form;
    this.market = market;
    this.tracking = tracking;
    this.mirror = tracking.mirror();
    this.store = store;
    this.scan = new MarkerScan(mirror, this::look);
    mirror.tellOfWrites(scan);
  }

  /** Who gets slices from now on. */
  public void tell(Output told) {
    output = told;
  }

  /**
   * An interval is over: what accounts come to is found from now on.
   *
   * @param isWhole whether all accounts are known
   */
  void begin(MarketEvent.IntervalMarker next, boolean isWhole) {
    finish();
    if (!isWhole || market.policy() == null) {
      output.slice(next, null, null);
      return;
    }
    marker = next;
    MarketCatalogue catalogue = new MarketCatalogue(market);
    CascadeTerms terms = market.policy().inForce().cascade();
    freeze(catalogue, terms);
    accounts = new AccountScan(form.moveForm(), questions(catalogue, terms));
    accounts.begin(moment);
    slice = new Slice();
    scan.begin();
  }

  private void freeze(MarketCatalogue catalogue, CascadeTerms terms) {
    if (areRowsOld || catalogue.factors() != rowsOfFactors || !terms.equals(rowsOfTerms)) {
      rows = Rows.of(catalogue, terms);
      rowsOfFactors = catalogue.factors();
      rowsOfTerms = terms;
      areRowsOld = false;
    }
    moment.begin(market.numbers(), rows, catalogue, terms);
    facts = new MarkerFactsOf(market, catalogue, marker.spreads()).facts();
    for (RowFacts row : facts.rows()) {
      if (!market.isCertain(row.row())) {
        moment.setInterval(row.row(), row.price().lowest(), row.price().highest());
      }
    }
    facts.doubtful().keySet().forEach(moment::setDoubtful);
  }

  private PlainQuestions questions(MarketCatalogue catalogue, CascadeTerms terms) {
    return new PlainQuestions(
        model,
        new MomentMarket(market, moment),
        terms,
        factor -> catalogue.factor(factor).id(),
        factor -> catalogue.kind(market.factor(factor)),
        slot -> tracking.counted(mirror.id(slot), store.get(mirror.id(slot))),
        slot -> Level.ofCode(mirror.view(slot).remembered()));
  }

  private void look(int slot) {
    if (mirror.isPending(slot)) {
      lookAtPending(slot);
      return;
    }
    long below = tracking.belowSince(slot);
    long heldTime = tracking.heldSince(slot);
    long held = heldTime == Patience.NONE ? Standing.NEVER : heldTime;
    switch (accounts.look(mirror.view(slot), slot, below, held)) {
      case COUNTED -> slice.add(accounts.figures(), moment, mirror::id);
      case UNTOLD -> slice.addPending();
      case NOTHING -> {}
    }
  }

  /** Nothing but what it rests on is known of an account that cannot be valued. */
  private void lookAtPending(int slot) {
    slice.addPending();
    String id = mirror.id(slot);
    AccountRecord record = store.get(id);
    model.factors(record.account(id), market).stream()
        .mapToInt(market::factor)
        .filter(factor -> factor != MarketView.UNKNOWN && factor < rows.factors())
        .flatMap(factor -> Arrays.stream(rows.of(factor)))
        .distinct()
        .filter(market::hasValue)
        .forEach(row -> slice.addPendingTo(row, moment));
  }

  /** Whether accounts are left to be looked at. */
  public boolean isRunning() {
    return marker != null;
  }

  /** Looks at accounts for a while. */
  public void run(long nanos) {
    if (isRunning()) {
      scan.run(nanos);
      if (!scan.isRunning()) {
        over();
      }
    }
  }

  /** Looks at all accounts that are left. */
  public void finish() {
    if (isRunning()) {
      scan.finish();
      over();
    }
  }

  /** Before terms change. */
  void termsChange() {
    finish();
    areRowsOld = true;
  }

  private void over() {
    MarketEvent.IntervalMarker told = marker;
    marker = null;
    output.slice(told, facts, slice);
    slice = null;
    facts = null;
  }
}
