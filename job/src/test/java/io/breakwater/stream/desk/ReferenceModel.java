package io.breakwater.stream.desk;

import io.breakwater.margin.PlainMarket;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceBox;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.TriggerKind;
import io.breakwater.margin.trigger.TriggerProof;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.stream.event.MarketEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of margin applied to every account after every event, one account after the other, and
 * nothing else: no mirror, no index, no screen, no store.
 */
public final class ReferenceModel implements TriggerProof.Rules {

  private static final Patience NEVER = new Patience(1L << 62, 1L << 62, 1L << 62);

  /** What a trigger says besides its details, which it must prove itself. */
  public record ExpectedTrigger(String id, TriggerKind kind, HealthTransition transition) {}

  /** All that is known of one account. */
  private static final class State {
    final String id;
    AccountRecord record = AccountRecord.EMPTY;
    Account account;
    Level level = Level.HEALTHY;
    Level triggered = Level.HEALTHY;
    long episode;
    int step;
    Long uncountedSince;
    boolean graceOver;
    Long pendingSince;
    Long partsUntil;
    String reported;

    State(String id) {
      this.id = id;
    }
  }

  public final List<HealthTransition> transitions = new ArrayList<>();
  public final List<ExpectedTrigger> triggers = new ArrayList<>();
  final Map<AccountLedger.Outcome, Integer> outcomes = new HashMap<>();
  private final TreeMap<String, State> accounts =
      new TreeMap<>((a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b)));
  private final PlainMarket market = new PlainMarket();
  private final DerivedValues derived = new DerivedValues(market);
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<String, InstrumentParameters> published = new HashMap<>();
  private final Map<String, RiskPolicy> policies = new HashMap<>();
  private final Patience patience;
  private long marketSequence;
  private long decisions;

  public ReferenceModel() {
    this(NEVER);
  }

  /**
   * @param patience for what accounts lack
   */
  public ReferenceModel(Patience patience) {
    this.patience = patience;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public void apply(Happening happening) {
    if (happening instanceof Happening.Update update) {
      apply(update.update(), update.time());
    } else {
      apply(((Happening.Market) happening).event());
    }
  }

  private void apply(AccountUpdate update, long time) {
    State state = accounts.computeIfAbsent(update.account(), State::new);
    AccountLedger.Result result = AccountLedger.apply(state.record, update);
    outcomes.merge(result.outcome(), 1, Integer::sum);
    Cause cause = Cause.account(update.sequence());
    if (result.outcome() == AccountLedger.Outcome.APPLIED) {
      state.record = result.account();
      state.account = state.record.account(state.id);
      state.partsUntil =
          state.record.status() == AccountRecord.Status.PARTIAL_ONLY
              ? Long.valueOf(time + patience.partsMicros())
              : null;
      if (update.change() instanceof AccountChange.Closed) {
        close(state, cause, time);
      }
    }
    decideAll(cause, time);
  }

  private void apply(MarketEvent event) {
    Cause cause = event.accept(new Application());
    if (event.isWhole()) {
      marketSequence = event.marketSequence();
      decideAll(cause, event.time());
    }
  }

  /** Puts what has come into the market, and says what it is the cause of. */
  private final class Application implements MarketEvent.Visitor<Cause, RuntimeException> {
    @Override
    public Cause price(MarketEvent.PriceChange change) {
      String name = names.get(change.factor());
      BigDecimal value = BigDecimal.valueOf(change.units(), change.scale());
      AcceptedPrice quote = new AcceptedPrice(value, change.sequence(), change.publishTime());
      market.put(name, quote);
      market.put(name, change.certainty());
      market.putScale(name, change.scale());
      derived.follow();
      return Cause.price(name, quote);
    }

    @Override
    public Cause validity(MarketEvent.ValidityChange change) {
      String name = names.get(change.factor());
      market.put(name, change.certainty());
      return Cause.validity(name, market.quote(name));
    }

    @Override
    public Cause named(MarketEvent.FactorsNamed event) {
      for (RiskFactor factor : event.factors()) {
        names.put(factor.integer(), factor.id());
        if (factor.product() != null) {
          market.put(factor.id(), factor.product());
        }
      }
      return null;
    }

    @Override
    public Cause factor(MarketEvent.FactorChange change) {
      RiskFactorParameters parameters = change.parameters();
      derived.state(parameters.id(), parameters.inForce().scale());
      derived.follow();
      return Cause.parameters(parameters.id(), parameters.version());
    }

    @Override
    public Cause instrument(MarketEvent.InstrumentChange change) {
      InstrumentParameters parameters = change.parameters();
      published.put(parameters.id() + "@" + parameters.version(), parameters);
      market.put(parameters);
      derived.state(parameters.id(), parameters.priceScale());
      derived.follow();
      return Cause.parameters(parameters.id(), parameters.version());
    }

    @Override
    public Cause policy(MarketEvent.PolicyChange change) {
      policies.put(change.policy().id() + "@" + change.policy().version(), change.policy());
      market.put(change.policy());
      return Cause.policy(change.policy().version());
    }

    @Override
    public Cause epoch(MarketEvent.EpochBegun begun) {
      throw new IllegalArgumentException("the reference knows no epochs");
    }

    @Override
    public Cause marker(MarketEvent.IntervalMarker marker) {
      throw new IllegalArgumentException("the end of an interval decides nobody");
    }
  }

  /** Time passes up to a limit, which is left out. */
  public void passTo(long limit) {
    for (Long time = nextTime(limit); time != null; time = nextTime(limit)) {
      for (State state : accounts.values()) {
        if (time.equals(state.partsUntil)) {
          loseParts(state, time);
          continue;
        }
        boolean graceEnds = isInGrace(state) && graceEnd(state) == time;
        boolean reports = isUnreported(state) && reportTime(state) == time;
        state.graceOver |= graceEnds;
        if (reports) {
          report(state, reasonOf(state), Cause.timer(), time);
        } else if (graceEnds && state.pendingSince == null) {
          decide(state, Cause.timer(), time);
        }
      }
    }
  }

  private void loseParts(State state, long time) {
    close(state, Cause.timer(), time);
    state.record = state.record.withoutParts();
    state.account = null;
    state.partsUntil = null;
  }

  private Long nextTime(long limit) {
    Long next = null;
    for (State state : accounts.values()) {
      next = isInGrace(state) ? earlier(next, graceEnd(state)) : next;
      next = isUnreported(state) ? earlier(next, reportTime(state)) : next;
      next = state.partsUntil != null ? earlier(next, state.partsUntil) : next;
    }
    return next == null || next >= limit ? null : next;
  }

  private static Long earlier(Long a, long b) {
    return a == null || b < a ? b : a;
  }

  private static boolean isInGrace(State state) {
    return state.uncountedSince != null && !state.graceOver;
  }

  private long graceEnd(State state) {
    return state.uncountedSince + patience.graceMicros();
  }

  private static boolean isUnreported(State state) {
    return state.pendingSince != null && state.reported == null;
  }

  private long reportTime(State state) {
    return state.pendingSince + patience.reportMicros();
  }

  private void decideAll(Cause cause, long time) {
    for (State state : accounts.values()) {
      if (state.account != null && state.record.status() != AccountRecord.Status.CLOSED) {
        look(state, cause, time);
      }
    }
  }

  /** What does not say at which index it was stated was stated at the first that it has met. */
  private void arrive(State state) {
    state.record =
        state.record.arrived(
            balance -> {
              InstrumentParameters instrument = market.parameters(balance.instrument());
              if (instrument == null) {
                return null;
              }
              String index =
                  balance.side() == BalanceSide.DEBT
                      ? instrument.factors().borrowIndex()
                      : instrument.factors().supplyIndex();
              return index == null ? null : market.value(index);
            });
    state.account = state.record.account(state.id);
  }

  private void look(State state, Cause cause, long time) {
    arrive(state);
    if (ReferenceEvaluator.counted(state.account, market).equals(state.account)) {
      state.uncountedSince = null;
      state.graceOver = false;
    } else if (state.uncountedSince == null) {
      state.uncountedSince = time;
    }
    String reason = reasonOf(state);
    if (reason == null) {
      state.pendingSince = null;
      decide(state, cause, time);
    } else {
      state.pendingSince = state.pendingSince == null ? Long.valueOf(time) : state.pendingSince;
      if (state.reported != null && !state.reported.equals(reason)) {
        report(state, reason, cause, time);
      }
    }
  }

  private String reasonOf(State state) {
    return state.record.isOpen()
        ? ReferenceEvaluator.pending(state.account, market).orElse(null)
        : Appraisal.ONLY_PARTS;
  }

  private void report(State state, String reason, Cause cause, long time) {
    state.reported = reason;
    tell(state, state.level, null, cause, time);
  }

  private void decide(State state, Cause cause, long time) {
    decisions++;
    Account counted = ReferenceEvaluator.counted(state.account, market);
    Level remembered = ReferenceEvaluator.remembered(state.triggered, state.level);
    Level level = ReferenceEvaluator.level(counted, remembered, market);
    Level box =
        isInGrace(state) || !level.isWorseThan(state.triggered)
            ? Level.HEALTHY // which does not matter where the level has not become worse
            : ReferenceBox.level(
                counted, level, ReferenceEvaluator.remembered(state.triggered, level), market);
    Level triggered = ReferenceEvaluator.triggered(state.triggered, level, box);
    enter(state, level, triggered, ReferenceEvaluator.value(counted, market), cause, time);
  }

  private void close(State state, Cause cause, long time) {
    state.uncountedSince = null;
    state.graceOver = false;
    state.pendingSince = null;
    enter(state, Level.HEALTHY, Level.HEALTHY, Valuation.ZERO, cause, time);
  }

  private void enter(
      State state, Level to, Level triggered, Valuation valuation, Cause cause, long time) {
    if (to == state.level && triggered == state.triggered && state.reported == null) {
      return;
    }
    Level from = state.level;
    Level wasTriggered = state.triggered;
    state.level = to;
    state.triggered = triggered;
    state.reported = null;
    HealthTransition transition = tell(state, from, valuation, cause, time);
    expectTrigger(state, wasTriggered, transition);
  }

  private HealthTransition tell(
      State state, Level from, Valuation valuation, Cause cause, long time) {
    HealthTransition transition =
        new HealthTransition(
            state.id,
            time,
            marketSequence,
            state.record.lastSequence(),
            from,
            state.level,
            state.triggered,
            cause,
            valuation,
            state.reported);
    transitions.add(transition);
    return transition;
  }

  private void expectTrigger(State state, Level from, HealthTransition transition) {
    boolean was = from.isTriggered();
    boolean is = state.triggered.isTriggered();
    TriggerKind kind;
    if (is && !was) {
      kind = TriggerKind.ENTERED;
      state.episode++;
      state.step = 0;
    } else if (is && state.triggered.isWorseThan(from)) {
      kind = TriggerKind.WORSENED;
    } else if (was && !is) {
      kind = TriggerKind.WITHDRAWN;
    } else {
      return;
    }
    state.step++;
    String id = state.id + "#" + state.episode + "." + state.step;
    triggers.add(new ExpectedTrigger(id, kind, transition));
  }

  /** Accounts whose level was not triggered of. */
  int held() {
    return (int)
        accounts.values().stream()
            .filter(s -> s.level.isTriggered() && s.level.isWorseThan(s.triggered))
            .count();
  }

  /** How often an account was decided. */
  long decisions() {
    return decisions;
  }

  /** Open accounts that cannot be decided, and those of which only parts are known. */
  int pending() {
    return (int)
        accounts.values().stream()
            .filter(s -> s.account != null)
            .filter(s -> s.record.status() != AccountRecord.Status.CLOSED)
            .filter(s -> reasonOf(s) != null)
            .count();
  }

  /** Accounts that are not closed. */
  int open() {
    return (int)
        accounts.values().stream()
            .filter(s -> s.account != null)
            .filter(s -> s.record.status() != AccountRecord.Status.CLOSED)
            .count();
  }

  @Override
  public InstrumentParameters parameters(String instrument, long version) {
    return published.get(instrument + "@" + version);
  }

  @Override
  public Product product(String factor) {
    return market.product(factor);
  }

  @Override
  public RiskPolicy policy(String id, long version) {
    return policies.get(id + "@" + version);
  }
}
