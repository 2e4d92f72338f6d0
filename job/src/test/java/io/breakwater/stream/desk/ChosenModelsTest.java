package io.breakwater.stream.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.account.Missing;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.fast.FastLinearModel;
import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.LinearButQuanto;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.ModelChoice;
import io.breakwater.margin.model.QuantoAccounts;
import io.breakwater.margin.model.QuantoMarginModel;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.Naming;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A desk of two models, one of them neither linear nor with more than a safe box: its decisions are
 * those of applying each account's rules to every account after every event.
 */
class ChosenModelsTest {
  private static final Patience PATIENCE = new Patience(1_000_000, 1_000_000, 1_000_000);
  private static final int STREAMS = 150;
  private static final int LENGTH = 300;
  private static final int ACCOUNTS = 12;

  /** How the linear accounts are watched. */
  enum Linear {
    FAST(new FastLinearModel()),
    BY_ITS_BOX(new LinearMarginModel());

    final MarginModel model;

    Linear(MarginModel model) {
      this.model = model;
    }
  }

  @ParameterizedTest
  @EnumSource(Linear.class)
  void decidesEachAccountByItsModel(Linear linear) {
    int quanto = 0;
    int plain = 0;
    int pending = 0;
    long looks = 0;
    int events = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      Run run = new Run(seed, linear.model);
      run.play();
      quanto += run.quantoTransitions;
      plain += run.transitions - run.quantoTransitions;
      pending += run.everPending;
      looks += run.counts.exactDecisions;
      events += run.marketEvents;
    }
    assertThat(quanto).as("changes of quanto accounts").isGreaterThan(2_000);
    assertThat(plain).as("changes of others").isGreaterThan(2_000);
    assertThat(pending).as("accounts that no model took").isGreaterThan(300);
    assertThat(looks).as("exact decisions").isLessThan(events * ACCOUNTS / 2);
  }

  /** Takes contracts of high rates alone, and needs a rate that no instrument names. */
  private static final class Particular extends LinearMarginModel {
    static final String RATE = "FX";

    @Override
    public String declines(Account account, Market market) {
      boolean isOther =
          account.positions().stream()
              .map(held -> market.parameters(held.instrument()))
              .anyMatch(
                  parameters -> parameters != null && parameters.inForce().equals(Inputs.LOW));
      return isOther ? "the contract is of the other kind" : null;
    }

    @Override
    public SortedSet<String> factors(Account account, Market market) {
      SortedSet<String> factors = new TreeSet<>(super.factors(account, market));
      factors.add(RATE);
      return factors;
    }

    @Override
    public Appraisal appraise(Account account, Market market) {
      return market.value(RATE) == null
          ? new Appraisal(account, Missing.value(RATE), List.of())
          : super.appraise(account, market);
    }
  }

  @Test
  void decidesAnAccountWhenParametersAndFactorsAreSuchThatAModelTakesIt() {
    MemoryAccounts store = new MemoryAccounts();
    MarginDesk desk =
        new MarginDesk(
            new ModelChoice(List.of(new Particular())),
            WatchKind.TRIPWIRES,
            store,
            new Decisions(),
            new Counts(),
            PATIENCE,
            AccountLedger.MAXIMUM_ELEMENTS);
    desk.applyEvent(Inputs.policyChange(1));
    new Naming().of(Inputs.instrumentChange(1)).forEach(desk::applyEvent);
    desk.applyEvent(Inputs.priceChange(1));
    desk.applyUpdate(Inputs.snapshot("a", 1, 1, "0", Samples.position("A", "1", "2")), 1);
    assertThat(store.get("a").standing().isPending()).isTrue();

    desk.applyEvent(
        new MarketEvent.InstrumentChange(
            4,
            4,
            0,
            new InstrumentParameters(
                "A", InstrumentKind.PERPETUAL, Inputs.SCALE, 2, Inputs.HIGH, List.of())));
    assertThat(store.get("a").standing().isPending()).as("without the rate").isTrue();

    RiskFactor rate = new RiskFactor(1, Particular.RATE, null);
    desk.applyEvent(new MarketEvent.FactorsNamed(5, 5, List.of(rate), List.of()));
    desk.applyEvent(new MarketEvent.PriceChange(5, 5, 1, 1, 0, 1, 5));
    assertThat(store.get("a").standing().isPending()).isFalse();
    assertThat(store.get("a").level()).isEqualTo(Level.BANKRUPT);
  }

  /** One seeded stream, played to a desk and to plain rules. */
  private static final class Run {
    private final int seed;
    private final SplittableRandom random;
    private final RandomMarkets markets;
    private final RandomAccounts accounts;
    private final ModelChoice model;
    private final MemoryAccounts store = new MemoryAccounts();
    private final Decisions decisions = new Decisions();
    final Counts counts = new Counts();
    private final Map<String, Account> held = new TreeMap<>();
    private final Map<String, Level> levels = new TreeMap<>();
    private final List<String> instruments = new ArrayList<>();
    private final Naming naming = new Naming();
    private FixedMarket market;
    private MarginDesk desk;
    private long sequence;
    private long version = 1;
    int transitions;
    int quantoTransitions;
    int everPending;
    int marketEvents;

    Run(int seed, MarginModel linear) {
      this.seed = seed;
      random = new SplittableRandom(seed);
      markets = new RandomMarkets(random);
      accounts = new RandomAccounts(random);
      model = new ModelChoice(List.of(new QuantoMarginModel(), new LinearButQuanto(linear)));
      desk = newDesk();
      FixedMarket plain = markets.apartUpTo(3);
      FixedMarket quanto = QuantoAccounts.market(plain, random);
      market = plain;
      for (InstrumentParameters instrument : quanto.instruments().values()) {
        market = market.with(instrument, quanto.value(instrument.id()).toPlainString());
      }
      instruments.addAll(market.instruments().keySet());
    }

    private MarginDesk newDesk() {
      return new MarginDesk(
          model,
          WatchKind.TRIPWIRES,
          store,
          decisions,
          counts,
          PATIENCE,
          AccountLedger.MAXIMUM_ELEMENTS);
    }

    void play() {
      desk.applyEvent(new MarketEvent.PolicyChange(++sequence, sequence, market.policy()));
      for (String instrument : instruments) {
        state(market.parameters(instrument));
        price(instrument);
      }
      for (int i = 0; i < ACCOUNTS; i++) {
        update("account-" + i);
      }
      check("the opening");
      for (int i = 0; i < LENGTH; i++) {
        check(happen());
      }
    }

    private String happen() {
      int what = random.nextInt(100);
      if (what < 85) {
        String instrument = instruments.get(random.nextInt(instruments.size()));
        FixedMarket moved = markets.moved(market);
        market = market.withPrice(instrument, moved.value(instrument));
        marketEvents++;
        price(instrument);
        return "price of " + instrument;
      }
      if (what < 95) {
        String account = "account-" + random.nextInt(ACCOUNTS);
        update(account);
        return "update of " + account;
      }
      if (what < 98) {
        FixedMarket other = QuantoAccounts.market(market, random);
        String instrument = random.nextBoolean() ? QuantoAccounts.CONTRACT : QuantoAccounts.COIN;
        InstrumentParameters next = other.parameters(instrument);
        state(
            new InstrumentParameters(
                next.id(), next.kind(), next.priceScale(), ++version, next.inForce(), List.of()));
        return "parameters of " + instrument;
      }
      List<MarketEvent> events = desk.market().toEvents();
      desk = newDesk();
      desk.rebuild(events, count -> {});
      return "a restart";
    }

    private void state(InstrumentParameters parameters) {
      market = market.with(parameters);
      int index = instruments.indexOf(parameters.id());
      naming
          .of(new MarketEvent.InstrumentChange(++sequence, sequence, index, parameters))
          .forEach(desk::applyEvent);
    }

    private void price(String instrument) {
      int scale = market.scale(instrument);
      long units = market.value(instrument).movePointRight(scale).longValueExact();
      desk.applyEvent(
          new MarketEvent.PriceChange(
              ++sequence,
              sequence,
              instruments.indexOf(instrument),
              units,
              scale,
              sequence,
              sequence));
    }

    private void update(String id) {
      Account account = anyAccount(id);
      held.put(id, account);
      AccountChange change =
          new AccountChange.Snapshot(account.cash(), account.balances(), account.positions());
      desk.applyUpdate(new AccountUpdate(id, ++sequence, sequence, change, Origin.NONE), sequence);
    }

    /** Quanto, linear, or of neither model. */
    private Account anyAccount(String id) {
      int kind = random.nextInt(10);
      if (kind < 5) {
        Account quanto = QuantoAccounts.account(id, accounts, random, market);
        return random.nextInt(3) == 0
            ? accounts.atThreshold(quanto, QuantoAccounts.worth(quanto, market), market)
            : quanto;
      }
      if (kind == 5) {
        Position first = Samples.position(QuantoAccounts.CONTRACT, "1", "5");
        Position second = Samples.leg(QuantoAccounts.CONTRACT, "b", "-1", "7");
        return new Account(id, BigDecimal.ONE, List.of(), List.of(first, second));
      }
      Map<String, InstrumentParameters> plain = new TreeMap<>(market.instruments());
      plain.remove(QuantoAccounts.CONTRACT);
      return accounts.in(market.withInstruments(plain), id);
    }

    private void check(String happening) {
      String where = "seed " + seed + ", " + happening;
      int pending = 0;
      for (Account account : held.values()) {
        Level before = levels.getOrDefault(account.id(), Level.HEALTHY);
        if (isOfNeither(account)) {
          pending++;
          assertThat(store.get(account.id()).standing().isPending())
              .as("%s: %s", where, account)
              .isTrue();
        } else {
          Level level = ReferenceEvaluator.level(account, worth(account), before, market);
          levels.put(account.id(), level);
          assertThat(store.get(account.id()).level())
              .as("%s: %s in %s", where, account, market)
              .isEqualTo(level);
        }
      }
      assertThat(desk.tracking().mirror().pendingCount()).as(where).isEqualTo(pending);
      everPending += pending > 0 ? 1 : 0;
      count();
    }

    private void count() {
      for (HealthTransition transition : decisions.transitions) {
        transitions++;
        quantoTransitions += isQuanto(held.get(transition.account())) ? 1 : 0;
      }
      decisions.clear();
    }

    private Valuation worth(Account account) {
      return isQuanto(account)
          ? QuantoAccounts.worth(account, market)
          : ReferenceEvaluator.value(account, market);
    }

    private static boolean isQuanto(Account account) {
      return account.positions().stream()
          .anyMatch(held -> held.instrument().equals(QuantoAccounts.CONTRACT));
    }

    private static boolean isOfNeither(Account account) {
      return isQuanto(account) && account.positions().size() == 2;
    }
  }
}
