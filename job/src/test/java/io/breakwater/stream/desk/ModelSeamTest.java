package io.breakwater.stream.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Missing;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.fast.FastLinearModel;
import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.model.LinearButQuanto;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.ModelChoice;
import io.breakwater.margin.model.PriceInterval;
import io.breakwater.margin.model.QuantoMarginModel;
import io.breakwater.margin.model.SafeBox;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Accounts between models: those that none takes, that change models, or outlive a release. */
class ModelSeamTest {
  static final Patience PATIENCE = new Patience(1_000, 1_000, 1_000_000);

  /** A desk with short words. */
  static final class Desk {
    final MemoryAccounts store;
    final Decisions out = new Decisions();
    final Counts counts = new Counts();
    MarginDesk desk;
    long seq = 10;
    final Map<String, Integer> factors = new HashMap<>();
    final Map<String, Integer> instruments = new HashMap<>();
    final Map<String, Long> versions = new HashMap<>();

    Desk(MarginModel... models) {
      this(new MemoryAccounts(), models);
    }

    Desk(MemoryAccounts store, MarginModel... models) {
      this.store = store;
      desk = open(models);
      desk.applyEvent(Inputs.policyChange(1));
    }

    MarginDesk open(MarginModel... models) {
      return new MarginDesk(
          new ModelChoice(List.of(models)),
          WatchKind.TRIPWIRES,
          store,
          out,
          counts,
          PATIENCE,
          AccountLedger.MAXIMUM_ELEMENTS);
    }

    void restart(MarginModel... models) {
      List<MarketEvent> events = desk.market().toEvents();
      desk = open(models);
      desk.rebuild(events, n -> {});
    }

    void name(String f) {
      if (!factors.containsKey(f)) {
        int i = factors.size();
        factors.put(f, i);
        desk.applyEvent(
            new MarketEvent.FactorsNamed(
                ++seq, seq, List.of(new RiskFactor(i, f, null)), List.of()));
      }
    }

    void instrument(InstrumentParameters p) {
      name(p.factors().price());
      int i = instruments.computeIfAbsent(p.id(), k -> instruments.size());
      desk.applyEvent(new MarketEvent.InstrumentChange(++seq, seq, i, p));
    }

    void price(String f, String value) {
      name(f);
      long units = new BigDecimal(value).movePointRight(8).longValueExact();
      desk.applyEvent(new MarketEvent.PriceChange(++seq, seq, factors.get(f), units, 8, seq, seq));
    }

    void snapshot(String id, String cash, List<Balance> b, List<Position> p) {
      desk.applyUpdate(
          Inputs.update(id, ++seq, seq, new AccountChange.Snapshot(new BigDecimal(cash), b, p)),
          seq);
    }

    void close(String id) {
      desk.applyUpdate(Inputs.closed(id, ++seq, seq), seq);
    }

    Level level(String id) {
      return store.get(id).level();
    }

    boolean pending(String id) {
      return store.get(id).standing().isPending();
    }
  }

  /** Takes by a rule. */
  static class Taking extends LinearMarginModel {
    final Predicate<Account> takes;

    Taking(Predicate<Account> takes) {
      this.takes = takes;
    }

    @Override
    public String declines(Account account, Market market) {
      return takes.test(account) ? null : "not of its kind";
    }
  }

  /** And needs a rate. Equity is counted in the rate. */
  static class Rated extends Taking {
    Rated(Predicate<Account> takes) {
      super(takes);
    }

    @Override
    public SortedSet<String> factors(Account account, Market market) {
      SortedSet<String> factors = new TreeSet<>(super.factors(account, market));
      factors.add("FX");
      return factors;
    }

    @Override
    public Appraisal appraise(Account account, Market market) {
      return market.value("FX") == null
          ? new Appraisal(account, Missing.value("FX"), List.of())
          : super.appraise(account, market);
    }
  }

  static boolean hasDeposits(Account account) {
    return !account.balances().isEmpty();
  }

  /** Waits for what the model of what counts lacks. */
  @Test
  void aPendingWaitsForTheFactorsOfTheModelThatFoundItLacking() {
    Desk d = new Desk(new Taking(ModelSeamTest::hasDeposits), new Rated(a -> !hasDeposits(a)));
    d.instrument(Samples.perpetual("P", "0", "0.05"));
    d.price("P", "100");
    d.name("FX");
    d.snapshot(
        "a",
        "-1000",
        List.of(Samples.deposit("XYZ", "1")),
        List.of(Samples.position("P", "1", "100")));
    assertThat(d.pending("a")).isTrue();
    d.price("FX", "1");
    assertThat(d.pending("a")).as("FX has come").isFalse();
    assertThat(d.level("a")).isEqualTo(Level.BANKRUPT);
  }

  /** Dust that nobody knows shields. */
  @Test
  void dustOfAnUnknownAssetDoesNotShield() {
    Desk d = new Desk(new QuantoMarginModel(), new LinearButQuanto(new FastLinearModel()));
    d.instrument(Samples.perpetual("Q-0", "0", "0.05"));
    d.instrument(Samples.asset("COIN", "1", "1"));
    d.price("Q-0", "100");
    d.price("COIN", "10");
    d.snapshot(
        "a",
        "-10000",
        List.of(Samples.deposit("COIN", "1")),
        List.of(Samples.position("Q-0", "1", "100")));
    assertThat(d.level("a")).isEqualTo(Level.BANKRUPT);
    d.snapshot(
        "b",
        "-10000",
        List.of(Samples.deposit("COIN", "1"), Samples.deposit("DUST", "0.000001")),
        List.of(Samples.position("Q-0", "1", "100")));
    assertThat(d.store.get("b").standing())
        .as("%s", d.store.get("b"))
        .satisfies(s -> assertThat(s.isPending()).isFalse());
    assertThat(d.level("b")).isEqualTo(Level.BANKRUPT);
  }

  /** Closing asks a model for the factors of nothing. */
  @Test
  void closesAnAccountWhileAnotherModelLacksItsRate() {
    Desk d = new Desk(new Taking(Account::owes), new Rated(a -> true));
    d.instrument(Samples.perpetual("P", "0", "0.05"));
    d.price("P", "100");
    d.snapshot("a", "-1000", List.of(), List.of(Samples.position("P", "1", "100")));
    assertThat(d.level("a")).isEqualTo(Level.BANKRUPT);
    assertThat(d.out.triggers).hasSize(1);
    d.close("a");
    assertThat(d.out.triggers).hasSize(2);
  }

  /** Same, the closing trigger of an account that rests on nothing. */
  @Test
  void aClosedAccountRestsOnNothing() {
    Desk d = new Desk(new Taking(Account::owes), new Rated(a -> true));
    d.instrument(Samples.perpetual("P", "0", "0.05"));
    d.price("P", "100");
    d.price("FX", "1");
    d.snapshot("a", "-1000", List.of(), List.of(Samples.position("P", "1", "100")));
    d.close("a");
    assertThat(d.out.triggers.get(1).factors()).isEmpty();
  }

  /** Uses a rate where there is one, else one. */
  static final class RateIfAny extends LinearMarginModel {
    @Override
    public SortedSet<String> factors(Account account, Market market) {
      SortedSet<String> factors = new TreeSet<>(super.factors(account, market));
      factors.add("FX");
      return factors;
    }

    @Override
    public Valuation value(Account account, Market market) {
      Valuation value = super.value(account, market);
      BigDecimal fx = market.value("FX");
      return fx == null ? value : new Valuation(value.equity().subtract(fx), value.requirement());
    }

    @Override
    public SafeBox safeBox(Account account, Level level, Level remembered, Market market) {
      Map<String, PriceInterval> box = new HashMap<>();
      for (String f : factors(account, market)) {
        BigDecimal v = market.value(f);
        if (v != null) {
          box.put(f, new PriceInterval(v, v));
        }
      }
      return new SafeBox(box);
    }
  }

  @Test
  void aFactorWithoutAValueThatIsNamed() {
    Desk d = new Desk(new RateIfAny());
    d.instrument(Samples.perpetual("P", "0", "0.05"));
    d.price("P", "100");
    d.name("FX");
    d.snapshot("a", "20", List.of(), List.of(Samples.position("P", "1", "100")));
    assertThat(d.level("a")).isEqualTo(Level.HEALTHY);
    d.price("FX", "1000");
    assertThat(d.level("a")).isEqualTo(Level.BANKRUPT);
  }

  @Test
  void aFactorWithoutAValueThatNobodyNamed() {
    Desk d = new Desk(new RateIfAny());
    d.instrument(Samples.perpetual("P", "0", "0.05"));
    d.price("P", "100");
    d.snapshot("a", "20", List.of(), List.of(Samples.position("P", "1", "100")));
    assertThat(d.level("a")).isEqualTo(Level.HEALTHY);
  }

  /** A release with one more model. */
  @Test
  void aRestartWithAModelThatTakesWhatNoneTook() {
    Desk d = new Desk(new QuantoMarginModel(), new LinearButQuanto(new FastLinearModel()));
    d.instrument(Samples.perpetual("Q-0", "0", "0.05"));
    d.price("Q-0", "100");
    d.snapshot("a", "-10000", List.of(), List.of(Samples.position("Q-0", "1", "100")));
    assertThat(d.pending("a")).isTrue();
    d.desk.passTo(d.seq + 10_000);
    assertThat(d.store.get("a").standing().reported()).isNotNull();
    d.seq += 10_000;
    d.restart(new QuantoMarginModel(), new FastLinearModel());
    for (int i = 101; i < 150; i++) {
      d.price("Q-0", "" + i);
    }
    d.desk.passTo(d.seq + 1_000_000);
    assertThat(d.level("a")).isEqualTo(Level.BANKRUPT);
    assertThat(d.pending("a")).isFalse();
  }

  /** What it was to be reported for is over, and with it the deadline. */
  @Test
  void aRestartThatEndsAPendingBeforeItsReport() {
    Desk d = new Desk(new QuantoMarginModel(), new LinearButQuanto(new FastLinearModel()));
    d.instrument(Samples.perpetual("Q-0", "0", "0.05"));
    d.price("Q-0", "100");
    d.snapshot("a", "-10000", List.of(), List.of(Samples.position("Q-0", "1", "100")));
    assertThat(d.store.get("a").standing().reported()).isNull();

    d.restart(new QuantoMarginModel(), new FastLinearModel());
    d.desk.passTo(d.seq + 1_000_000);

    assertThat(d.level("a")).isEqualTo(Level.BANKRUPT);
    assertThat(d.store.get("a").standing().reported()).isNull();
    assertThat(d.desk.nextDeadline()).isEqualTo(Patience.NONE);
  }

  /** A release with a model less. */
  @Test
  void aRestartWithoutTheModelReportsIt() {
    Desk d = new Desk(new QuantoMarginModel(), new FastLinearModel());
    d.instrument(Samples.perpetual("Q-0", "0", "0.05"));
    d.price("Q-0", "100");
    d.snapshot("a", "20", List.of(), List.of(Samples.position("Q-0", "1", "100")));
    d.restart(new QuantoMarginModel(), new LinearButQuanto(new FastLinearModel()));
    d.price("Q-0", "50");
    d.desk.passTo(d.seq + 1_000_000);
    assertThat(d.desk.tracking().mirror().pendingCount()).isEqualTo(1);
    assertThat(d.store.get("a").standing().reported()).isNotNull();
  }

  /** Grace of unvalued deposits, with a time in between that no model takes it. */
  @Test
  void graceRunsOnWhereNoModelTakesTheAccountInBetween() {
    Desk d = new Desk(new QuantoMarginModel(), new LinearButQuanto(new FastLinearModel()));
    d.instrument(Samples.perpetual("P", "0", "0.05"));
    d.instrument(Samples.perpetual("Q-0", "0", "0.05"));
    d.price("P", "100");
    d.price("Q-0", "100");
    List<Balance> unknown = List.of(Samples.deposit("XYZ", "1"));
    List<Position> plain = List.of(Samples.position("P", "1", "100"));
    List<Position> both =
        List.of(Samples.position("P", "1", "100"), Samples.position("Q-0", "1", "100"));
    d.snapshot("a", "-1000", unknown, plain);
    long since = d.store.get("a").standing().uncountedSince();
    d.desk.passTo(d.seq + 2_000);
    d.seq += 2_000;
    assertThat(d.store.get("a").standing().graceOver()).isTrue();
    d.snapshot("a", "-1000", unknown, both);
    d.snapshot("a", "-1000", unknown, plain);
    assertThat(d.store.get("a").standing().uncountedSince()).isEqualTo(since);
    assertThat(d.store.get("a").standing().graceOver()).isTrue();
  }

  /** The same with the linear model alone and a position that is not known: times run on. */
  @Test
  void graceRunsOnWhereAPositionIsNotKnownInBetween() {
    Desk d = new Desk(new FastLinearModel());
    d.instrument(Samples.perpetual("P", "0", "0.05"));
    d.price("P", "100");
    List<Balance> unknown = List.of(Samples.deposit("XYZ", "1"));
    List<Position> plain = List.of(Samples.position("P", "1", "100"));
    List<Position> both =
        List.of(Samples.position("P", "1", "100"), Samples.position("Q-0", "1", "100"));
    d.snapshot("a", "-1000", unknown, plain);
    d.desk.passTo(d.seq + 2_000);
    d.seq += 2_000;
    d.snapshot("a", "-1000", unknown, both);
    d.snapshot("a", "-1000", unknown, plain);
    assertThat(d.store.get("a").standing().graceOver()).isTrue();
  }
}
