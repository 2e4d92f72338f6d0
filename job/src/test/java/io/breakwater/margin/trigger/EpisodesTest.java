package io.breakwater.margin.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.PlainMarket;
import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountLedgerTest;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.QuotedMarket;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EpisodesTest {
  private static final Occasion OCCASION = new Occasion(1_000, 40, Cause.account(5));
  private static final int SEEDS = 400;
  private static final int STEPS = 60;

  private static final InstrumentParameters BTC = Samples.perpetual("BTC", "0", "0.01");
  private static final InstrumentParameters USDT = Samples.asset("USDT", "1", "1");
  private static final Level SEVERE = Level.SEVERE;
  private static final BigDecimal CASH = new BigDecimal("-30");
  private static final Position POSITION = Samples.position("BTC", "1", "120");
  private static final Position GONE = Samples.position("ETH", "0", "0");
  private static final Balance DEBT = Samples.debt("USDT", "4");
  private static final AcceptedPrice BTC_QUOTE_LATER =
      new AcceptedPrice(new BigDecimal("100"), 11, 999);

  @ParameterizedTest
  @CsvSource({
    "HEALTHY, WARNING, ",
    "WARNING, HEALTHY, ",
    "HEALTHY, LIQUIDATABLE, ENTERED",
    "WARNING, BAD_DEBT, ENTERED",
    "LIQUIDATABLE, SEVERE, WORSENED",
    "LIQUIDATABLE, BANKRUPT, WORSENED",
    "BANKRUPT, BAD_DEBT, WORSENED",
    "BANKRUPT, SEVERE, ",
    "SEVERE, LIQUIDATABLE, ",
    "LIQUIDATABLE, WARNING, WITHDRAWN",
    "BAD_DEBT, HEALTHY, WITHDRAWN",
  })
  void theChangeOfLevelSaysWhichTriggerLeaves(Level from, Level to, TriggerKind kind) {
    Episodes.Step step = advance(record().with(Standing.at(from, 7, 3)), to);

    assertThat(step.trigger().map(LiquidationTrigger::kind)).isEqualTo(Optional.ofNullable(kind));
    assertThat(step.account().level()).isEqualTo(to);
  }

  /** While the triggered level may not rise, triggers are about it, and not about the level. */
  @Test
  void aLevelThatIsHeldLeavesNoTriggerUntilItIsCertain() {
    AccountRecord record = record().with(inGrace(Standing.at(Level.WARNING, 7, 3)));
    Account account = record.account("a");
    Valuation valuation = ReferenceEvaluator.value(account, market());

    Standing held = record.standing().decided(Level.BANKRUPT, Level.HEALTHY, 0);
    Episodes.Step first = episodes(market()).advance(record, account, held, valuation, OCCASION);

    assertThat(first.trigger()).isEmpty();
    assertThat(first.transition().to()).isEqualTo(Level.BANKRUPT);
    assertThat(first.transition().triggeredLevel()).isEqualTo(Level.WARNING);
    assertThat(first.transition().held()).isTrue();

    Standing certain = held.afterGrace().decided(Level.BANKRUPT, Level.BANKRUPT, 0);
    Episodes.Step second =
        episodes(market()).advance(first.account(), account, certain, valuation, OCCASION);

    assertThat(second.transition().from()).isEqualTo(Level.BANKRUPT);
    assertThat(second.transition().held()).isFalse();
    assertThat(second.trigger()).map(LiquidationTrigger::id).hasValue("a#8.1");
    assertThat(second.trigger()).map(LiquidationTrigger::level).hasValue(Level.BANKRUPT);
    assertThat(second.trigger()).map(LiquidationTrigger::previousLevel).hasValue(Level.WARNING);
  }

  private static Standing inGrace(Standing standing) {
    return new Standing(
        standing.level(),
        standing.triggered(),
        standing.episode(),
        standing.step(),
        500,
        false,
        Standing.NEVER,
        Standing.NEVER,
        Standing.NEVER,
        null);
  }

  @Test
  void episodesAndStepsAreNumberedWithoutGaps() {
    Level[] levels = Level.values();
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      AccountRecord record = record();
      long episode = 0;
      int inEpisode = 0;
      for (int i = 0; i < STEPS; i++) {
        Level from = record.level();
        Level to = levels[random.nextInt(levels.length)];
        if (from == to) {
          continue;
        }
        boolean enters = !from.isTriggered() && to.isTriggered();
        boolean leaves = from.isTriggered() && (!to.isTriggered() || to.isWorseThan(from));
        episode += enters ? 1 : 0;
        inEpisode = enters ? 1 : inEpisode + (leaves ? 1 : 0);

        Episodes.Step step = advance(record, to);

        assertThat(step.trigger().map(LiquidationTrigger::id))
            .as("seed %s, step %s, %s to %s", seed, i, from, to)
            .isEqualTo(
                enters || leaves
                    ? Optional.of("a#" + episode + "." + inEpisode)
                    : Optional.empty());
        record = step.account();
      }
    }
  }

  @Test
  void aTriggerCanBeRecomputedFromItsRecordAlone() {
    int triggers = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FixedMarket fixed = new RandomMarkets(random).upTo(6);
      PlainMarket market = PlainMarket.of(fixed);
      RandomAccounts accounts = new RandomAccounts(random);
      Account account = accounts.in(fixed, "a");
      account = random.nextBoolean() ? accounts.atThreshold(account, fixed) : account;
      Level from = accounts.level();
      Level to = ReferenceEvaluator.level(account, from, market);
      Optional<LiquidationTrigger> trigger =
          advance(record(account).with(Standing.at(from, 1, 1)), to, OCCASION, market).trigger();
      trigger.ifPresent(t -> TriggerProof.assertExplains(t, rulesOf(fixed)));
      triggers += trigger.isPresent() ? 1 : 0;
    }
    assertThat(triggers).as("triggers proven").isGreaterThan(SEEDS / 4);
  }

  @Test
  void anOpenEpisodeIsRestatedWithItsLastIdOnWhatStands() {
    int restated = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FixedMarket fixed = new RandomMarkets(random).upTo(6);
      PlainMarket market = PlainMarket.of(fixed);
      RandomAccounts accounts = new RandomAccounts(random);
      Account account = accounts.in(fixed, "a");
      account = random.nextBoolean() ? accounts.atThreshold(account, fixed) : account;
      Level level = ReferenceEvaluator.level(account, accounts.level(), market);
      if (level.isTriggered()) {
        AccountRecord record = record(account).with(Standing.at(level, 7, 3));
        Valuation valuation = ReferenceEvaluator.value(account, market);
        LiquidationTrigger trigger = episodes(market).restate(record, account, valuation, OCCASION);
        assertThat(trigger.id()).as("seed %s", seed).isEqualTo("a#7.3");
        assertThat(trigger.kind()).isEqualTo(TriggerKind.RESTATED);
        TriggerProof.assertExplains(trigger, rulesOf(fixed));
        restated++;
      }
    }
    assertThat(restated).as("restatements proven").isGreaterThan(SEEDS / 10);
  }

  @Test
  void aHeldRestatementTellsNeitherPricesNorPlan() {
    AccountRecord record = record().with(Standing.at(SEVERE, 7, 3));
    Account account = record.account("a");
    Valuation valuation = ReferenceEvaluator.value(account, market());
    PlainMarket unpriced = new PlainMarket().put(policy("policy", 1));

    LiquidationTrigger trigger = episodes(unpriced).restate(record, account, null, OCCASION);

    assertThat(trigger.held()).isTrue();
    assertThat(trigger.id()).isEqualTo("a#7.3");
    assertThat(trigger.legs()).isEmpty();
    assertThat(trigger.closeOut()).isEmpty();
    assertThat(trigger.decision())
        .as("another than with prices, so that the one replaces the other")
        .isNotEqualTo(episodes(market()).restate(record, account, valuation, OCCASION).decision());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ingredients")
  void theDecisionChangesWithEachThingThatItWasDecidedOn(
      String ingredient, AccountRecord record, PlainMarket market, Level to) {
    assertThat(decision(record, market, to)).isNotEqualTo(decision(record(), market(), SEVERE));
  }

  static Stream<Arguments> ingredients() {
    AccountRecord record = record();
    return Stream.of(
        Arguments.of("level", record, market(), Level.BANKRUPT),
        Arguments.of("snapshot", applied(9, snapshot()), market(), SEVERE),
        Arguments.of("cash", applied(8, AccountChange.Parts.of(CASH)), market(), SEVERE),
        Arguments.of("position", applied(8, AccountChange.Parts.of(POSITION)), market(), SEVERE),
        Arguments.of("balance", applied(8, AccountChange.Parts.of(DEBT)), market(), SEVERE),
        Arguments.of("removal", applied(8, AccountChange.Parts.of(GONE)), market(), SEVERE),
        Arguments.of("a price", record, market().put("BTC", "100", 12), SEVERE),
        Arguments.of("another price", record, market().put("USDT", "1", 22), SEVERE),
        Arguments.of("parameters", record, market().put(version(BTC, 2)), SEVERE),
        Arguments.of("policy version", record, market().put(policy("policy", 2)), SEVERE),
        Arguments.of("policy", record, market().put(policy("other", 1)), SEVERE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("circumstances")
  void theDecisionChangesWithNothingElse(
      String circumstance, AccountRecord record, Occasion occasion, PlainMarket market) {
    String decision = advance(record, SEVERE, occasion, market).trigger().get().decision();

    assertThat(decision).isEqualTo(decision(record(), market(), SEVERE)).matches("[0-9a-f]{16}");
  }

  static Stream<Arguments> circumstances() {
    AccountRecord record = record();
    AccountRecord later = record.with(Standing.at(Level.HEALTHY, 6, 3));
    AccountRecord worse = record.with(Standing.at(Level.LIQUIDATABLE, 6, 3));
    Occasion other = new Occasion(2_000, 41, Cause.policy(1));
    return Stream.of(
        Arguments.of("episode", later, OCCASION, market()),
        Arguments.of("level before", worse, OCCASION, market()),
        Arguments.of("time and market sequence", record, other, market()),
        Arguments.of("quote's time", record, OCCASION, market().put("BTC", BTC_QUOTE_LATER)),
        Arguments.of("an instrument not held", record, OCCASION, market().put("X", "1", 1)));
  }

  private static PlainMarket market() {
    return new PlainMarket()
        .put(BTC)
        .put(USDT)
        .put("BTC", "100", 11)
        .put("USDT", "1", 21)
        .put(policy("policy", 1));
  }

  private static RiskPolicy policy(String id, long version) {
    return new RiskPolicy(id, version, PolicyTerms.DEFAULT, List.of());
  }

  private static InstrumentParameters version(InstrumentParameters instrument, long version) {
    return new InstrumentParameters(
        instrument.id(),
        instrument.kind(),
        instrument.priceScale(),
        version,
        instrument.inForce(),
        List.of());
  }

  private static AccountChange.Snapshot snapshot() {
    return new AccountChange.Snapshot(CASH, List.of(DEBT), List.of(POSITION));
  }

  private static AccountRecord record() {
    return apply(
        AccountRecord.EMPTY,
        AccountLedgerTest.update(3, snapshot()),
        AccountLedgerTest.update(5, AccountChange.Parts.of(GONE)));
  }

  private static AccountRecord record(Account account) {
    return apply(
        AccountRecord.EMPTY,
        AccountLedgerTest.update(
            1,
            new AccountChange.Snapshot(account.cash(), account.balances(), account.positions())));
  }

  /** The record after the same content came again with this sequence. */
  private static AccountRecord applied(long sequence, AccountChange change) {
    return apply(record(), AccountLedgerTest.update(sequence, change));
  }

  private static AccountRecord apply(AccountRecord start, AccountUpdate... updates) {
    AccountRecord record = start;
    for (AccountUpdate update : updates) {
      record = AccountLedger.apply(record, update).account();
    }
    return record;
  }

  private static Episodes episodes(QuotedMarket market) {
    return new Episodes(new LinearMarginModel(), market);
  }

  private static Episodes.Step advance(AccountRecord record, Level to) {
    return advance(record, to, OCCASION, market());
  }

  private static Episodes.Step advance(
      AccountRecord record, Level to, Occasion occasion, PlainMarket market) {
    Account account = record.account("a");
    return episodes(market)
        .advance(
            record,
            account,
            record.standing().decided(to, to, 0),
            ReferenceEvaluator.value(account, market),
            occasion);
  }

  private static String decision(AccountRecord record, PlainMarket market, Level to) {
    return advance(record, to, OCCASION, market).trigger().get().decision();
  }

  private static TriggerProof.Rules rulesOf(FixedMarket market) {
    return new TriggerProof.Rules() {
      @Override
      public Product product(String factor) {
        return null;
      }

      @Override
      public InstrumentParameters parameters(String instrument, long version) {
        return market.parameters(instrument);
      }

      @Override
      public RiskPolicy policy(String id, long version) {
        return market.policy();
      }
    };
  }
}
