package io.breakwater.local.recovery;

import io.breakwater.margin.Account;
import io.breakwater.margin.AccountLedger;
import io.breakwater.margin.AccountRecord;
import io.breakwater.margin.AccountUpdate;
import io.breakwater.margin.Cause;
import io.breakwater.margin.Episode;
import io.breakwater.margin.HealthTransition;
import io.breakwater.margin.InstrumentParameters;
import io.breakwater.margin.Level;
import io.breakwater.margin.LiquidationTrigger;
import io.breakwater.margin.ReferenceEvaluator;
import io.breakwater.margin.RiskPolicy;
import io.breakwater.margin.Valuation;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.MarketInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the input calls for: every event in the order of the event clock, and after each the
 * reference evaluator on every account that is known whole.
 */
final class Reference {
  private static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::time)
          .thenComparingInt(Event::rank)
          .thenComparingLong(Event::sequence)
          .thenComparing(Event::key);

  private final PlainMarket market = new PlainMarket();
  private final Map<String, AccountRecord> records = new TreeMap<>();
  private final List<HealthTransition> transitions = new ArrayList<>();
  private final List<LiquidationTrigger> triggers = new ArrayList<>();
  private long marketSequence;

  private Reference() {}

  static Reference of(List<Portion> portions) {
    Reference reference = new Reference();
    portions.stream()
        .flatMap(
            portion ->
                Stream.concat(
                    portion.market().stream().map(reference::event),
                    portion.accounts().stream().map(reference::event)))
        .sorted(ORDER)
        .forEach(event -> event.happening().run());
    return reference;
  }

  /** Ranks: instruments, policy, accounts, prices. */
  private record Event(long time, int rank, long sequence, String key, Runnable happening) {}

  private Event event(AccountUpdate update) {
    return new Event(update.time(), 2, update.sequence(), update.account(), () -> apply(update));
  }

  private Event event(MarketInput input) {
    Runnable happening = () -> apply(input);
    if (input instanceof MarketInput.OfInstrument instrument) {
      InstrumentParameters parameters = instrument.update().parameters();
      return new Event(input.time(), 0, parameters.version(), parameters.id(), happening);
    }
    if (input instanceof MarketInput.OfPolicy policy) {
      RiskPolicy terms = policy.update().policy();
      return new Event(input.time(), 1, terms.version(), terms.id(), happening);
    }
    OraclePrice price = ((MarketInput.OfPrice) input).price();
    return new Event(input.time(), 3, price.sequence(), price.instrument(), happening);
  }

  private void apply(MarketInput input) {
    if (market.understands(input)) {
      marketSequence++;
      Cause cause = market.apply(input);
      records.keySet().forEach(account -> decide(account, cause, input.time()));
    }
  }

  private void apply(AccountUpdate update) {
    AccountRecord before = records.getOrDefault(update.account(), AccountRecord.EMPTY);
    records.put(update.account(), AccountLedger.apply(before, update).account());
    decide(update.account(), Cause.account(update.sequence()), update.time());
  }

  private void decide(String id, Cause cause, long time) {
    AccountRecord record = records.get(id);
    if (record.status() == AccountRecord.Status.CLOSED) {
      become(id, Level.HEALTHY, Valuation.ZERO, cause, time);
    } else if (record.isOpen() && isKnown(record.account(id))) {
      Account account = record.account(id);
      Level level = ReferenceEvaluator.level(account, record.level(), market);
      become(id, level, ReferenceEvaluator.value(account, market), cause, time);
    }
  }

  private boolean isKnown(Account account) {
    return market.policy() != null
        && Stream.concat(
                account.positions().stream().map(position -> position.instrument()),
                account.balances().stream().map(balance -> balance.instrument()))
            .allMatch(instrument -> market.quote(instrument) != null);
  }

  private void become(String id, Level level, Valuation valuation, Cause cause, long time) {
    AccountRecord record = records.get(id);
    if (level == record.level()) {
      return;
    }
    HealthTransition transition =
        new HealthTransition(
            id,
            time,
            marketSequence,
            record.lastSequence(),
            record.level(),
            level,
            cause,
            valuation,
            false);
    Episode.Step step = Episode.advance(record, transition, market);
    records.put(id, step.account());
    transitions.add(transition);
    step.trigger().ifPresent(triggers::add);
  }

  /** All changes of level; those of one account in their order. */
  List<io.breakwater.schemas.HealthTransition> transitions() {
    return transitions.stream().map(Written::of).toList();
  }

  /** All triggers; those of one account in their order. */
  List<io.breakwater.schemas.LiquidationTrigger> triggers() {
    return triggers.stream().map(Written::of).toList();
  }

  /** The level at which each account ends. */
  Map<String, Level> levels() {
    Map<String, Level> levels = new TreeMap<>();
    records.forEach((account, record) -> levels.put(account, record.level()));
    return levels;
  }
}
