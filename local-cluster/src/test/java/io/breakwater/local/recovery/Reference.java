package io.breakwater.local.recovery;

import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.Episodes;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.Occasion;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.stream.event.MarketInput;
import java.math.BigDecimal;
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
  private final Episodes episodes = new Episodes(MarginModels.all(), market);
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

  /** Ranks: risk factors, instruments, policy, accounts, prices. */
  private record Event(long time, int rank, long sequence, String key, Runnable happening) {}

  private Event event(AccountUpdate update) {
    return new Event(update.time(), 2, update.sequence(), update.account(), () -> apply(update));
  }

  private Event event(MarketInput input) {
    Runnable happening = () -> apply(input);
    return input.accept(
        new MarketInput.Visitor<Event, RuntimeException>() {
          @Override
          public Event price(MarketInput.OfPrice of) {
            OraclePrice price = of.price();
            return new Event(of.time(), 3, price.sequence(), price.factor(), happening);
          }

          @Override
          public Event verdict(MarketInput.OfVerdict of) {
            throw new IllegalArgumentException("verdicts are made by the job itself");
          }

          @Override
          public Event factor(MarketInput.OfFactor of) {
            RiskFactorParameters parameters = of.update().parameters();
            return new Event(of.time(), -1, parameters.version(), parameters.id(), happening);
          }

          @Override
          public Event instrument(MarketInput.OfInstrument of) {
            InstrumentParameters parameters = of.update().parameters();
            return new Event(of.time(), 0, parameters.version(), parameters.id(), happening);
          }

          @Override
          public Event policy(MarketInput.OfPolicy of) {
            RiskPolicy terms = of.update().policy();
            return new Event(of.time(), 1, terms.version(), terms.id(), happening);
          }

          @Override
          public Event naming(MarketInput.OfNaming of) {
            throw new IllegalArgumentException("namings are made by the job itself");
          }
        });
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
    Occasion occasion = new Occasion(time, marketSequence, cause);
    if (record.status() == AccountRecord.Status.CLOSED) {
      Account nothing = new Account(id, BigDecimal.ZERO, List.of(), List.of());
      become(record, nothing, record.standing().closed(), Valuation.ZERO, occasion);
      return;
    }
    Account account = record.account(id);
    Account counted = ReferenceEvaluator.counted(account, market);
    String reason =
        record.isOpen()
            ? ReferenceEvaluator.pending(account, market).orElse(null)
            : Appraisal.ONLY_PARTS;
    Standing noted = record.standing().noted(appraisal(account, counted, reason), time);
    if (reason != null) {
      records.put(id, record.with(noted));
      return;
    }
    Level level = ReferenceEvaluator.level(counted, noted.remembered(), market);
    Standing after = noted.decided(level, noted.isInGrace() ? Level.HEALTHY : level, 0);
    become(record, counted, after, ReferenceEvaluator.value(counted, market), occasion);
  }

  private static Appraisal appraisal(Account account, Account counted, String reason) {
    List<Appraisal.Unvalued> unvalued =
        counted.equals(account) ? List.of() : List.of(new Appraisal.Unvalued("", ""));
    return new Appraisal(counted, reason, unvalued);
  }

  private void become(
      AccountRecord record,
      Account counted,
      Standing after,
      Valuation valuation,
      Occasion occasion) {
    if (after.tellsLike(record.standing())) {
      records.put(counted.id(), record.with(after));
      return;
    }
    Episodes.Step step = episodes.advance(record, counted, after, valuation, occasion);
    records.put(counted.id(), step.account());
    transitions.add(step.transition());
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
