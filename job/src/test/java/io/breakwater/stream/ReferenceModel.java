package io.breakwater.stream;

import io.breakwater.margin.AcceptedPrice;
import io.breakwater.margin.Account;
import io.breakwater.margin.AccountLedger;
import io.breakwater.margin.AccountRecord;
import io.breakwater.margin.AccountUpdate;
import io.breakwater.margin.Balance;
import io.breakwater.margin.Cause;
import io.breakwater.margin.HealthTransition;
import io.breakwater.margin.InstrumentKind;
import io.breakwater.margin.InstrumentParameters;
import io.breakwater.margin.Level;
import io.breakwater.margin.PlainMarket;
import io.breakwater.margin.Position;
import io.breakwater.margin.ReferenceEvaluator;
import io.breakwater.margin.RiskPolicy;
import io.breakwater.margin.TriggerKind;
import io.breakwater.margin.TriggerProof;
import io.breakwater.margin.Valuation;
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

  /** What a trigger says besides its details, which it must prove itself. */
  public record ExpectedTrigger(String id, TriggerKind kind, HealthTransition transition) {}

  /** All that is known of one account. */
  private static final class State {
    final String id;
    AccountRecord record = AccountRecord.EMPTY;
    Account account;
    Level level = Level.HEALTHY;
    long episode;
    int step;

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
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<String, InstrumentParameters> published = new HashMap<>();
  private final Map<String, RiskPolicy> policies = new HashMap<>();
  private long marketSequence;
  private long decisions;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  void apply(Happening happening) {
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
      if (state.record.status() == AccountRecord.Status.CLOSED) {
        enter(state, Level.HEALTHY, Valuation.ZERO, cause, time);
      }
    }
    decideAll(cause, time);
  }

  private void apply(MarketEvent event) {
    marketSequence = event.marketSequence();
    if (event instanceof MarketEvent.InstrumentChange change) {
      InstrumentParameters parameters = change.parameters();
      names.put(change.instrument(), parameters.id());
      published.put(parameters.id() + "@" + parameters.version(), parameters);
      market.put(parameters);
      decideAll(Cause.parameters(parameters.id(), parameters.version()), event.time());
    } else if (event instanceof MarketEvent.PolicyChange change) {
      policies.put(change.policy().id() + "@" + change.policy().version(), change.policy());
      market.put(change.policy());
      decideAll(Cause.policy(change.policy().version()), event.time());
    } else {
      MarketEvent.PriceChange change = (MarketEvent.PriceChange) event;
      String name = names.get(change.instrument());
      BigDecimal value = BigDecimal.valueOf(change.price(), change.priceScale());
      AcceptedPrice quote = new AcceptedPrice(value, change.priceSequence(), change.publishTime());
      market.put(name, quote);
      decideAll(Cause.price(name, quote), event.time());
    }
  }

  private void decideAll(Cause cause, long time) {
    for (State state : accounts.values()) {
      if (state.record.isOpen() && isKnown(state.account)) {
        decisions++;
        Level level = ReferenceEvaluator.level(state.account, state.level, market);
        if (level != state.level) {
          enter(state, level, ReferenceEvaluator.value(state.account, market), cause, time);
        }
      }
    }
  }

  private boolean isKnown(Account account) {
    if (market.policy() == null) {
      return false;
    }
    for (Position position : account.positions()) {
      InstrumentParameters instrument = market.parameters(position.instrument());
      if (instrument == null
          || market.quote(position.instrument()) == null
          || instrument.kind().isAsset()
          || instrument.kind() == InstrumentKind.INVERSE_PERPETUAL
              && position.entryPrice().signum() == 0) {
        return false;
      }
    }
    for (Balance balance : account.balances()) {
      InstrumentParameters instrument = market.parameters(balance.instrument());
      if (instrument == null
          || market.quote(balance.instrument()) == null
          || !instrument.kind().isAsset()) {
        return false;
      }
    }
    return true;
  }

  private void enter(State state, Level to, Valuation valuation, Cause cause, long time) {
    if (to == state.level) {
      return;
    }
    HealthTransition transition =
        new HealthTransition(
            state.id,
            time,
            marketSequence,
            state.record.lastSequence(),
            state.level,
            to,
            cause,
            valuation,
            false);
    transitions.add(transition);
    expectTrigger(state, transition);
    state.level = to;
  }

  private void expectTrigger(State state, HealthTransition transition) {
    boolean was = transition.from().isTriggered();
    boolean is = transition.to().isTriggered();
    TriggerKind kind;
    if (is && !was) {
      kind = TriggerKind.ENTERED;
      state.episode++;
      state.step = 0;
    } else if (is && transition.to().isWorseThan(transition.from())) {
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
            .filter(s -> !s.record.isOpen() || !isKnown(s.account))
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
  public RiskPolicy policy(String id, long version) {
    return policies.get(id + "@" + version);
  }
}
