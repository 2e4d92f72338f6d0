package io.breakwater.local.replay;

import io.breakwater.margin.AcceptedPrice;
import io.breakwater.margin.Account;
import io.breakwater.margin.AccountLedger;
import io.breakwater.margin.AccountRecord;
import io.breakwater.margin.AccountUpdate;
import io.breakwater.margin.Cause;
import io.breakwater.margin.Episode;
import io.breakwater.margin.HealthTransition;
import io.breakwater.margin.InstrumentParameters;
import io.breakwater.margin.Level;
import io.breakwater.margin.LinearMarginModel;
import io.breakwater.margin.LiquidationTrigger;
import io.breakwater.margin.MarginModel;
import io.breakwater.margin.QuotedMarket;
import io.breakwater.margin.ReferenceEvaluator;
import io.breakwater.margin.RiskPolicy;
import io.breakwater.margin.Valuation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One account through a whole replay, without the job: decided by the reference evaluator after
 * every event that concerns it.
 *
 * <p>A price that equals the one before is taken note of, but not decided on: nothing that a
 * decision rests on has changed.
 */
final class ReferenceReplay {

  /** Where the changes of level go, in their order. */
  interface Output {
    void transition(HealthTransition transition);

    void trigger(LiquidationTrigger trigger);
  }

  private static final MarginModel MODEL = new LinearMarginModel();

  private final ReferenceMarket market;
  private final String account;
  private final Output output;
  private final View view = new View();
  private AccountRecord record = AccountRecord.EMPTY;
  private Account held;
  private boolean pending;

  private ReferenceReplay(ReferenceMarket market, String account, Output output) {
    this.market = market;
    this.account = account;
    this.output = output;
  }

  /**
   * Replays an account.
   *
   * @param updates of this account, in the order in which they apply
   */
  static void run(
      ReferenceMarket market, String account, List<AccountUpdate> updates, Output output) {
    ReferenceReplay replay = new ReferenceReplay(market, account, output);
    for (AccountUpdate update : updates) {
      replay.applyMarketUpTo(market.lastBeforeAccounts(update.time()));
      replay.apply(update);
    }
    replay.applyMarketUpTo(market.size());
  }

  private void apply(AccountUpdate update) {
    AccountLedger.Result result = AccountLedger.apply(record, update);
    if (result.outcome() != AccountLedger.Outcome.APPLIED) {
      return;
    }
    record = result.account();
    held = record.account(account);
    view.watch(held);
    decide(Cause.account(update.sequence()), update.time());
  }

  private void applyMarketUpTo(long last) {
    if (held != null) {
      for (Cursor next = view.next(last); next != null; next = view.next(last)) {
        view.marketSequence = next.number();
        if (next.advance() || pending) {
          decide(next.cause(), next.time());
        }
      }
    }
    view.marketSequence = last;
  }

  private void decide(Cause cause, long time) {
    if (record.status() == AccountRecord.Status.CLOSED) {
      become(Level.HEALTHY, Valuation.ZERO, cause, time);
      return;
    }
    pending = !record.isOpen() || MODEL.pendingReason(held, view).isPresent();
    if (pending) {
      return;
    }
    Level level = ReferenceEvaluator.level(held, record.level(), view);
    if (level != record.level()) {
      become(level, ReferenceEvaluator.value(held, view), cause, time);
    }
  }

  private void become(Level level, Valuation valuation, Cause cause, long time) {
    if (level == record.level()) {
      return;
    }
    HealthTransition transition =
        new HealthTransition(
            account,
            time,
            view.marketSequence,
            record.lastSequence(),
            record.level(),
            level,
            cause,
            valuation,
            false);
    Episode.Step step = Episode.advance(record, transition, view);
    record = step.account();
    output.transition(transition);
    step.trigger().ifPresent(output::trigger);
  }

  /** One stream of events that concern the account, and how many of them have happened. */
  private abstract static class Cursor {
    private final LongList numbers;
    int happened;

    Cursor(LongList numbers, long marketSequence) {
      this.numbers = numbers;
      this.happened = numbers.countUpTo(marketSequence);
    }

    /** Number of the next event; the largest number when there is none. */
    long number() {
      return happened == numbers.size() ? Long.MAX_VALUE : numbers.get(happened);
    }

    /** Lets the next event happen; whether anything is another than before. */
    boolean advance() {
      happened++;
      return true;
    }

    /** The event that happened last, as a cause. */
    abstract Cause cause();

    /** When it happened. */
    abstract long time();
  }

  private static final class PolicyCursor extends Cursor {
    private final ReferenceMarket market;

    PolicyCursor(ReferenceMarket market, long marketSequence) {
      super(market.policyNumbers(), marketSequence);
      this.market = market;
    }

    RiskPolicy policy() {
      return happened == 0 ? null : market.policy(happened - 1);
    }

    @Override
    Cause cause() {
      return Cause.policy(policy().version());
    }

    @Override
    long time() {
      return market.policyTime(happened - 1);
    }
  }

  private static final class ParametersCursor extends Cursor {
    private final ReferenceMarket.Instrument instrument;

    ParametersCursor(ReferenceMarket.Instrument instrument, long marketSequence) {
      super(instrument.parameterNumbers(), marketSequence);
      this.instrument = instrument;
    }

    InstrumentParameters parameters() {
      return happened == 0 ? null : instrument.parameters(happened - 1);
    }

    BigDecimal restated(BigDecimal price) {
      return instrument.restated(price, happened - 1);
    }

    @Override
    Cause cause() {
      return Cause.parameters(parameters().id(), parameters().version());
    }

    @Override
    long time() {
      return instrument.parameterTime(happened - 1);
    }
  }

  private static final class PriceCursor extends Cursor {
    private final String name;
    private final ReferenceMarket.Instrument instrument;
    private final ParametersCursor parameters;
    private BigDecimal price;

    PriceCursor(
        String name,
        ReferenceMarket.Instrument instrument,
        ParametersCursor parameters,
        long marketSequence) {
      super(instrument.priceNumbers(), marketSequence);
      this.name = name;
      this.parameters = parameters;
      this.instrument = instrument;
      this.price = happened == 0 ? null : instrument.price(happened - 1);
    }

    @Override
    boolean advance() {
      super.advance();
      BigDecimal before = price();
      price = instrument.price(happened - 1);
      return before == null || before.compareTo(price) != 0;
    }

    BigDecimal price() {
      return price == null ? null : parameters.restated(price);
    }

    AcceptedPrice quote() {
      return happened == 0
          ? null
          : new AcceptedPrice(
              price(),
              instrument.priceSequence(happened - 1),
              instrument.publishTime(happened - 1));
    }

    @Override
    Cause cause() {
      return Cause.price(name, quote());
    }

    @Override
    long time() {
      return instrument.publishTime(happened - 1);
    }
  }

  /** The market as far as the account sees it: policy, and what it holds. */
  private final class View implements QuotedMarket {
    private final Map<String, ParametersCursor> parameters = new TreeMap<>();
    private final Map<String, PriceCursor> prices = new TreeMap<>();
    private final List<Cursor> cursors = new ArrayList<>();
    private PolicyCursor policy;
    private long marketSequence;

    /** Looks at what an account holds, as of the present event. */
    void watch(Account account) {
      parameters.clear();
      prices.clear();
      cursors.clear();
      policy = new PolicyCursor(market, marketSequence);
      cursors.add(policy);
      account.balances().forEach(balance -> watch(balance.instrument()));
      account.positions().forEach(position -> watch(position.instrument()));
    }

    private void watch(String name) {
      ReferenceMarket.Instrument instrument = market.instrument(name);
      if (instrument == null || parameters.containsKey(name)) {
        return;
      }
      parameters.put(name, new ParametersCursor(instrument, marketSequence));
      prices.put(name, new PriceCursor(name, instrument, parameters.get(name), marketSequence));
      cursors.add(parameters.get(name));
      cursors.add(prices.get(name));
    }

    /** The stream of the next event, up to a number; null when there is none. */
    Cursor next(long last) {
      Cursor next = null;
      for (Cursor cursor : cursors) {
        if (cursor.number() <= last && (next == null || cursor.number() < next.number())) {
          next = cursor;
        }
      }
      return next;
    }

    @Override
    public InstrumentParameters parameters(String instrument) {
      ParametersCursor cursor = parameters.get(instrument);
      return cursor == null ? null : cursor.parameters();
    }

    @Override
    public AcceptedPrice quote(String instrument) {
      PriceCursor cursor = prices.get(instrument);
      return cursor == null ? null : cursor.quote();
    }

    @Override
    public BigDecimal price(String instrument) {
      PriceCursor cursor = prices.get(instrument);
      return cursor == null ? null : cursor.price();
    }

    @Override
    public RiskPolicy policy() {
      return policy.policy();
    }
  }
}
