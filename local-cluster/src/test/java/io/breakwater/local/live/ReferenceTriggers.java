package io.breakwater.local.live;

import io.breakwater.local.input.PriceTape;
import io.breakwater.local.input.Recording;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.QuotedMarket;
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
import io.breakwater.oracle.Product;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a recording calls for when nobody touches the accounts and its events come one by one: each
 * is decided by the reference evaluator when it comes and after each tick of what it holds, if its
 * positions and debts have prices by then. The book's deposits all have theirs within their grace.
 * Market sequences are not computed.
 */
final class ReferenceTriggers implements QuotedMarket {
  private final Recording recording;
  private final Map<String, AcceptedPrice> quotes = new HashMap<>();
  private final Map<String, List<String>> holders = new HashMap<>();
  private final Map<String, AccountRecord> records = new HashMap<>();
  private final List<HealthTransition> transitions = new ArrayList<>();
  private final List<LiquidationTrigger> triggers = new ArrayList<>();

  private ReferenceTriggers(Recording recording) {
    this.recording = recording;
  }

  static ReferenceTriggers of(Recording recording) {
    ReferenceTriggers reference = new ReferenceTriggers(recording);
    recording.bookAccounts().forEach(reference::open);
    recording.bookPrices().forEach(reference::decide);
    try (PriceTape tape = recording.ticks()) {
      tape.forEachRemaining(tick -> reference.decide(tick.value()));
    }
    return reference;
  }

  private void open(AccountUpdate update) {
    AccountUpdate first =
        new AccountUpdate(update.account(), 0, update.time(), update.change(), update.origin());
    AccountRecord record = AccountLedger.apply(AccountRecord.EMPTY, first).account();
    records.put(update.account(), record);
    Account account = record.account(update.account());
    Set<String> held =
        Stream.concat(
                account.positions().stream().map(position -> position.instrument()),
                account.balances().stream().map(balance -> balance.instrument()))
            .collect(Collectors.toSet());
    held.forEach(
        instrument ->
            holders.computeIfAbsent(instrument, any -> new ArrayList<>()).add(update.account()));
    decide(update.account(), new Occasion(update.time(), 0, Cause.account(0)));
  }

  private void quote(OraclePrice price) {
    quotes.put(
        price.factor(), new AcceptedPrice(price.value(), price.sequence(), price.publishTime()));
  }

  private void decide(OraclePrice price) {
    quote(price);
    Cause cause = Cause.price(price.factor(), quotes.get(price.factor()));
    for (String account : holders.getOrDefault(price.factor(), List.of())) {
      decide(account, new Occasion(price.publishTime(), 0, cause));
    }
  }

  private void decide(String id, Occasion occasion) {
    AccountRecord record = records.get(id);
    Account account = record.account(id);
    if (ReferenceEvaluator.pending(account, this).isPresent()) {
      return;
    }
    Account counted = ReferenceEvaluator.counted(account, this);
    Level level = ReferenceEvaluator.level(counted, record.standing().remembered(), this);
    Level box = counted == account ? level : Level.HEALTHY;
    Standing after = record.standing().decided(level, box, 0);
    if (after.tellsLike(record.standing())) {
      return;
    }
    Episodes.Step step =
        new Episodes(MarginModels.all(), this)
            .advance(record, counted, after, ReferenceEvaluator.value(counted, this), occasion);
    records.put(id, step.account());
    transitions.add(step.transition());
    step.trigger().ifPresent(triggers::add);
  }

  List<HealthTransition> transitions() {
    return transitions;
  }

  List<LiquidationTrigger> triggers() {
    return triggers;
  }

  @Override
  public AcceptedPrice quote(String instrument) {
    return quotes.get(instrument);
  }

  @Override
  public InstrumentParameters parameters(String instrument) {
    return recording.book().parameters(instrument);
  }

  @Override
  public Product product(String factor) {
    return null;
  }

  @Override
  public RiskPolicy policy() {
    return recording.book().policy();
  }
}
