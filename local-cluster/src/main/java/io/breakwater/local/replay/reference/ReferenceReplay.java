package io.breakwater.local.replay.reference;

import io.breakwater.local.replay.lines.LongList;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.linear.ReferenceEvaluator;
import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.QuotedMarket;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.Episode;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.Occasion;
import io.breakwater.oracle.Product;
import io.breakwater.stream.RecordedTime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One account through a whole replay, without the job: decided by the reference evaluator after
 * every event that concerns it, and when its time is up. The book is one moment: nothing is decided
 * before it is over.
 *
 * <p>A price that equals the one before is taken note of, but not decided on: nothing that a
 * decision rests on has changed.
 */
public final class ReferenceReplay {

  /** Where the changes of how the account stands go, in their order. */
  public interface Output {
    void transition(HealthTransition transition);

    void trigger(LiquidationTrigger trigger);
  }

  private final ReferenceMarket market;
  private final Patience patience;
  private final String account;
  private final Output output;
  private final View view = new View();
  private AccountRecord record = AccountRecord.EMPTY;
  private Account held;

  private ReferenceReplay(
      ReferenceMarket market, Patience patience, String account, Output output) {
    this.market = market;
    this.patience = patience;
    this.account = account;
    this.output = output;
  }

  /**
   * Replays an account.
   *
   * @param time that the recording spans
   * @param patience for what the account lacks
   * @param updates of this account, in the order in which they apply
   * @return how the account stands at the end
   */
  public static Standing run(
      ReferenceMarket market,
      RecordedTime time,
      Patience patience,
      String account,
      List<AccountUpdate> updates,
      Output output) {
    ReferenceReplay replay = new ReferenceReplay(market, patience, account, output);
    int next = 0;
    for (; next < updates.size() && updates.get(next).time() <= time.opening(); next++) {
      replay.take(updates.get(next));
    }
    replay.open(time.opening());
    for (; next < updates.size(); next++) {
      AccountUpdate update = updates.get(next);
      replay.applyMarketUpTo(market.lastBeforeAccounts(update.time()));
      replay.passTo(update.time());
      replay.apply(update);
    }
    replay.applyMarketUpTo(market.size());
    replay.passTo(time.closing() + 1);
    return replay.record.standing();
  }

  private void open(long time) {
    view.marketSequence = market.lastUpTo(time);
    if (held != null) {
      view.watch(held);
      look(Cause.account(record.lastSequence()), time);
    }
  }

  /** Whether it changes what is known of the account. */
  private boolean take(AccountUpdate update) {
    AccountLedger.Result result = AccountLedger.apply(record, update);
    if (result.outcome() != AccountLedger.Outcome.APPLIED) {
      return false;
    }
    record = result.account();
    held = record.account(account);
    return true;
  }

  private void apply(AccountUpdate update) {
    if (take(update)) {
      view.watch(held);
      look(Cause.account(update.sequence()), update.time());
    }
  }

  private void applyMarketUpTo(long last) {
    if (held != null) {
      for (Cursor next = view.next(last); next != null; next = view.next(last)) {
        passTo(next.nextTime());
        view.marketSequence = next.number();
        if (next.advance()) {
          look(next.cause(), next.time());
        }
      }
    }
    view.marketSequence = last;
  }

  /** Time passes up to a limit, which is left out: what time alone changes happens. */
  private void passTo(long limit) {
    long before = view.marketSequence;
    for (long time = deadline(); time < limit; time = deadline()) {
      view.marketSequence = market.lastUpTo(time);
      timeIsUp(time);
    }
    view.marketSequence = Math.max(before, view.marketSequence);
  }

  private long deadline() {
    Standing standing = record.standing();
    long grace = standing.isInGrace() ? graceEnd(standing) : Long.MAX_VALUE;
    return isUnreported(standing) ? Math.min(grace, reportTime(standing)) : grace;
  }

  private long graceEnd(Standing standing) {
    return standing.uncountedSince() + patience.graceMicros();
  }

  private static boolean isUnreported(Standing standing) {
    return standing.isPending() && standing.reported() == null;
  }

  private long reportTime(Standing standing) {
    return standing.pendingSince() + patience.reportMicros();
  }

  private void timeIsUp(long time) {
    Standing standing = record.standing();
    boolean reports = isUnreported(standing) && reportTime(standing) == time;
    if (standing.isInGrace() && graceEnd(standing) == time) {
      standing = standing.afterGrace();
    }
    if (!standing.isPending()) {
      decide(standing, Cause.timer(), time);
    } else {
      Standing after = reports ? standing.withReport(pendingReason()) : standing;
      stand(after, held, null, Cause.timer(), time);
    }
  }

  private String pendingReason() {
    return record.isOpen()
        ? ReferenceEvaluator.pending(held, view).orElse(null)
        : Appraisal.ONLY_PARTS;
  }

  /** Looks at what can be valued now, and decides if it can. */
  private void look(Cause cause, long time) {
    Standing standing = record.standing();
    if (record.status() == AccountRecord.Status.CLOSED) {
      Account nothing = new Account(account, BigDecimal.ZERO, List.of(), List.of());
      stand(standing.closed(), nothing, Valuation.ZERO, cause, time);
      return;
    }
    boolean uncounted = ReferenceEvaluator.counted(held, view) != held;
    String reason = pendingReason();
    Standing now =
        new Standing(
            standing.level(),
            standing.triggered(),
            standing.episode(),
            standing.step(),
            since(uncounted, standing.uncountedSince(), time),
            uncounted && standing.graceOver(),
            since(reason != null, standing.pendingSince(), time),
            standing.reported() == null || reason == null ? standing.reported() : reason);
    if (reason == null) {
      decide(now, cause, time);
    } else {
      stand(now, held, null, cause, time);
    }
  }

  private static long since(boolean holds, long running, long time) {
    if (!holds) {
      return Standing.NEVER;
    }
    return running == Standing.NEVER ? time : running;
  }

  private void decide(Standing now, Cause cause, long time) {
    Account counted = ReferenceEvaluator.counted(held, view);
    Level remembered = ReferenceEvaluator.remembered(now.triggered(), now.level());
    Level level = ReferenceEvaluator.level(counted, remembered, view);
    Level triggered = ReferenceEvaluator.triggered(now.triggered(), level, !now.isInGrace());
    Standing after =
        new Standing(
            level,
            triggered,
            now.episode(),
            now.step(),
            now.uncountedSince(),
            now.graceOver(),
            Standing.NEVER,
            null);
    if (after.equals(record.standing())) {
      return;
    }
    stand(after, counted, ReferenceEvaluator.value(counted, view), cause, time);
  }

  private void stand(Standing after, Account counted, Valuation valuation, Cause cause, long time) {
    if (after.tellsLike(record.standing())) {
      record = record.with(after);
      return;
    }
    Occasion occasion = new Occasion(time, view.marketSequence, cause);
    Episode.Step step = Episode.advance(record, counted, after, valuation, occasion, view);
    record = step.account();
    output.transition(step.transition());
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

    /** When the next event happens. */
    abstract long nextTime();

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
    long nextTime() {
      return market.policyTime(happened);
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
    long nextTime() {
      return instrument.parameterTime(happened);
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
    long nextTime() {
      return instrument.priceTime(happened);
    }

    @Override
    long time() {
      return instrument.priceTime(happened - 1);
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
    public AcceptedPrice quote(String factor) {
      PriceCursor cursor = prices.get(factor);
      return cursor == null ? null : cursor.quote();
    }

    @Override
    public BigDecimal value(String factor) {
      PriceCursor cursor = prices.get(factor);
      return cursor == null ? null : cursor.price();
    }

    @Override
    public Product product(String factor) {
      return null; // files know of no derived factors yet
    }

    @Override
    public RiskPolicy policy() {
      return policy.policy();
    }
  }
}
