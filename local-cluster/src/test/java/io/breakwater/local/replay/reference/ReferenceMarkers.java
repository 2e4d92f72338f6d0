package io.breakwater.local.replay.reference;

import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.reference.Holder;
import io.breakwater.cascade.reference.Marker;
import io.breakwater.cascade.reference.PriceState;
import io.breakwater.local.input.OrderedLines;
import io.breakwater.local.input.Recording;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.stream.RecordedTime;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.InstrumentUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The markers of a recording without the job: the market after the last event of each interval, and
 * how each account stands then by the reference evaluator. Of books whose accounts never change,
 * can always be valued, and rest on observed prices that nobody judges.
 */
public final class ReferenceMarkers {
  private final Recording recording;
  private final ReferenceMarket market;
  private final Map<String, Account> accounts = new TreeMap<>();
  private final Map<String, List<HealthTransition>> transitions = new HashMap<>();
  private final List<MarketDepth> depths = new ArrayList<>();
  private final List<InsuranceFund> funds = new ArrayList<>();

  public ReferenceMarkers(Recording recording, Patience patience) throws IOException {
    this.recording = recording;
    ReferenceEvents events = new ReferenceEvents(recording);
    market = events.market();
    RecordedTime time = new RecordedTime(recording.bookTime(), recording.lastTime());
    events.updates().forEach((account, updates) -> run(account, updates, time, patience));
    readCapacity();
  }

  private void run(
      String account, List<AccountUpdate> updates, RecordedTime time, Patience patience) {
    if (updates.size() != 1) {
      throw new AssertionError(account + " changes");
    }
    accounts.put(
        account,
        AccountLedger.apply(AccountRecord.EMPTY, updates.get(0)).account().account(account));
    List<HealthTransition> told = new ArrayList<>();
    transitions.put(account, told);
    ReferenceReplay.run(market, time, patience, account, updates, new Kept(told));
  }

  private record Kept(List<HealthTransition> transitions) implements ReferenceReplay.Output {
    @Override
    public void transition(HealthTransition transition) {
      transitions.add(transition);
    }

    @Override
    public void trigger(LiquidationTrigger trigger) {}
  }

  private void readCapacity() throws IOException {
    try (OrderedLines<DepthUpdate> lines = recording.depth()) {
      while (lines.hasNext()) {
        Inbound<DepthUpdate> line = lines.next();
        depths.add(line.value().depth());
      }
    }
    try (OrderedLines<FundUpdate> lines = recording.funds()) {
      while (lines.hasNext()) {
        Inbound<FundUpdate> line = lines.next();
        funds.add(line.value().fund());
      }
    }
  }

  /**
   * The ends of all intervals in which the market has an event, microseconds since the epoch.
   *
   * @param length of an interval, microseconds
   */
  public SortedSet<Long> ends(long length) {
    SortedSet<Long> ends = new TreeSet<>();
    for (long number = 1; number <= market.size(); number++) {
      ends.add(-Math.floorDiv(-market.time(number), length) * length);
    }
    return ends;
  }

  /** The marker at the end of an interval. */
  public Marker at(long asOf) {
    ReferenceView view = new ReferenceView(market);
    view.moveTo(market.lastUpTo(asOf));
    Map<String, PriceState> prices = new HashMap<>();
    Map<String, ImpactTerms> impacts = new HashMap<>();
    for (InstrumentUpdate update : recording.instruments()) {
      InstrumentParameters instrument = update.parameters();
      String price = instrument.factors().price();
      prices.put(price, PriceState.unjudged(view.value(price), view.quote(price).publishTime()));
      impacts.put(instrument.id(), instrument.inForce().impact());
    }
    return new Marker(
        MarginModels.all(),
        view,
        Map.of(),
        prices,
        view.policy().inForce().cascade(),
        impacts,
        depthsAt(asOf),
        fundsAt(asOf),
        accounts.values().stream().map(account -> holder(account, asOf)).toList(),
        asOf,
        view.number());
  }

  private Map<String, MarketDepth> depthsAt(long asOf) {
    Map<String, MarketDepth> last = new HashMap<>();
    depths.stream()
        .filter(depth -> depth.time() <= asOf)
        .forEach(depth -> last.put(depth.instrument(), depth));
    return last;
  }

  private Map<String, InsuranceFund> fundsAt(long asOf) {
    Map<String, InsuranceFund> last = new HashMap<>();
    funds.stream().filter(fund -> fund.time() <= asOf).forEach(fund -> last.put(fund.fund(), fund));
    return last;
  }

  private Holder holder(Account account, long asOf) {
    Holder holder = Holder.at(account, Level.HEALTHY, Standing.NEVER);
    for (HealthTransition transition : transitions.get(account.id())) {
      if (transition.time() <= asOf) {
        holder = after(holder, transition);
      }
    }
    return holder;
  }

  private static Holder after(Holder before, HealthTransition transition) {
    Level level = transition.to();
    long time = transition.time();
    return new Holder(
        before.account(),
        level,
        transition.triggeredLevel(),
        transition.pending() != null,
        since(level.isTriggered(), before.belowSince(), time),
        since(Standing.isHeld(level, transition.triggeredLevel()), before.heldSince(), time));
  }

  private static long since(boolean holds, long running, long time) {
    if (!holds) {
      return Standing.NEVER;
    }
    return running == Standing.NEVER ? time : running;
  }
}
