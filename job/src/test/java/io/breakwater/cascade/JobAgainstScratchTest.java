package io.breakwater.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.cascade.reference.AggregatesFromScratch;
import io.breakwater.cascade.reference.CascadeSimulation;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.oracle.FactorKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the job makes of generated books, against the same from scratch. */
class JobAgainstScratchTest {
  private static final int PARTS = 3;
  private static final BigDecimal TEN_BPS = new BigDecimal("0.001");
  private static final BigDecimal LAST_DIGIT = new BigDecimal("0.000001");

  /** Within which totals agree, and bad debt where they do. */
  private static final double TOTALS = 1e-6;

  private static final double BAD_DEBT = 0.02;

  /** What floating point and the rounding of sums may come to. */
  private static final double ROUNDING = 1e-8;

  private final List<String> differences = new ArrayList<>();

  /** Their ladders tell accounts one by one: nothing may differ. */
  @ParameterizedTest
  @CsvSource({"1, 300", "2, 300", "3, 300", "4, 3000", "5, 10000"})
  void aggregatesOfSlicesAreThoseFromScratch(long seed, int accounts) {
    MarkerBuilder marker = GeneratedBooks.marker(seed, accounts);
    AggregatesFromScratch scratch = AggregatesFromScratch.of(marker.build());
    Told exact = new Told(scratch.all());
    Told job = JobAggregates.of(marker, PARTS);
    assertThat(job.prices()).isEqualTo(exact.prices());
    for (RiskAggregate record : exact.records()) {
      if (!(record.values() instanceof CascadeProjection)) {
        compare(record, job, accounts);
      }
    }
    for (String price : exact.prices()) {
      project(price, scratch, exact, job);
    }
    assertThat(differences).isEmpty();
  }

  /**
   * Their ladders tell cells. What is summed at the shocks is exact all the same; where between
   * them, only to the width of a cell.
   */
  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1", "1, 2", "1, 3", "3, 0", "4, 1"})
  void projectionsOfCellsLieBetweenTheTotalsOfTenBasisPointsEitherWay(long seed, int model) {
    int accounts = 20_000;
    MarkerBuilder marker = GeneratedBooks.oneContract(seed, accounts, model, false);
    AggregatesFromScratch scratch = AggregatesFromScratch.of(marker.build());
    Told exact = new Told(scratch.all());
    Told job = JobAggregates.of(marker, PARTS);
    for (RiskAggregate record : exact.records()) {
      if (!(record.values() instanceof CascadeProjection)
          && !(record.values() instanceof DepthCoverage)) {
        compare(record, job, accounts);
      }
    }
    project("SOL", scratch, exact, job);
    assertThat(differences).isEmpty();
  }

  /**
   * Where liquidators stop, more shock can mean less: what lies between two totals is no measure.
   * Then totals are near to the exact ones, and bounds are bounds.
   */
  @ParameterizedTest
  @CsvSource({"2, 1", "2, 2", "2, 3", "5, 1"})
  void projectionsWhoseLiquidatorsStopAreBoundedToo(long seed, int model) {
    MarkerBuilder marker = GeneratedBooks.oneContract(seed, 20_000, model, true);
    AggregatesFromScratch scratch = AggregatesFromScratch.of(marker.build());
    Told exact = new Told(scratch.all());
    Told job = JobAggregates.of(marker, PARTS);
    boolean stalls = false;
    for (CascadeProjection.Scenario scenario : exact.projection("SOL").scenarios()) {
      String where = scenario.side() + " " + scenario.bps();
      CascadeProjection.Scenario point =
          job.scenario("SOL", scenario.side(), scenario.bps(), Bound.POINT);
      bound(where, scenario, point, scenario.side(), job, "SOL");
      double total = scenario.totalSize().doubleValue();
      if (Math.abs(point.totalSize().doubleValue() - total) > 0.02 * total) {
        differences.add(where + " total " + point.totalSize() + " is far from " + total);
      }
      stalls |= scenario.stalledSize().signum() > 0;
    }
    assertThat(stalls).isTrue();
    assertThat(differences).isEmpty();
  }

  /**
   * Values and prices of any magnitude, indexes, products, equality, hysteresis, groups. Where sums
   * cancel, floating point may not know what is left; who is counted it does.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void accountsOfAnyKindCountWhereTheyCountFromScratch(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomAccounts accounts = new RandomAccounts(random);
    FixedMarket market = new RandomMarkets(random).upTo(5);
    Map<String, FactorKind> kinds = new HashMap<>();
    for (String factor : market.factors()) {
      if (factor.startsWith("B") || factor.startsWith("S")) {
        kinds.put(
            factor, factor.startsWith("B") ? FactorKind.BORROW_INDEX : FactorKind.SUPPLY_INDEX);
      }
    }
    MarkerBuilder marker =
        new MarkerBuilder(market.policy().inForce()).with(market, kinds).with(terms(market));
    int count = 60;
    for (int i = 0; i < count; i++) {
      Account account = accounts.in(market, "a" + i);
      marker.with(i % 4 == 0 ? accounts.atThreshold(account, market) : account);
    }
    Told exact = new Told(AggregatesFromScratch.of(marker.build()).all());
    Told job = JobAggregates.of(marker, PARTS);
    assertThat(job.prices()).isEqualTo(exact.prices());
    BigDecimal anything = BigDecimal.ONE.scaleByPowerOfTen(60);
    List<String> rows = new ArrayList<>(exact.prices());
    rows.forEach(
        price ->
            differences.addAll(
                Alike.differences(
                    exact.levels(price).shocks(), job.levels(price).shocks(), anything)));
    rows.add(AggregateHeader.WHOLE_SYSTEM);
    for (String price : rows) {
      differences.addAll(Alike.differences(exact.backlog(price), job.backlog(price), anything));
      differences.addAll(Alike.differences(exact.health(price), job.health(price), anything));
    }
    assertThat(differences).isEmpty();
  }

  /** The first two observed prices that share no product together, where there are such. */
  private static CascadeTerms terms(FixedMarket market) {
    List<String> prices =
        market.prices().keySet().stream().filter(each -> each.startsWith("I")).limit(2).toList();
    List<CascadeTerms.Member> members = new ArrayList<>();
    for (int i = 0; i < prices.size(); i++) {
      members.add(new CascadeTerms.Member(prices.get(i), new BigDecimal(i == 0 ? "1" : "1.5")));
    }
    return new CascadeTerms(
        CascadeTerms.DEFAULT_SHOCKS_BPS,
        List.of(new CascadeTerms.Group("together", members)),
        new TreeMap<>(),
        List.of(),
        CascadeTerms.DEFAULT_DUST_VALUE,
        false);
  }

  private void compare(RiskAggregate record, Told job, int accounts) {
    String price = record.header().price();
    List<String> found =
        Alike.differences(
            record.values(),
            job.record(record.values().getClass(), price).values(),
            LAST_DIGIT.multiply(BigDecimal.valueOf(accounts)));
    String kind = record.values().kind().recordName();
    found.forEach(each -> differences.add(price + " " + kind + each));
  }

  private void project(String price, AggregatesFromScratch scratch, Told exact, Told job) {
    for (CascadeProjection.Scenario scenario : exact.projection(price).scenarios()) {
      Side side = scenario.side();
      CascadeProjection.Scenario point = job.scenario(price, side, scenario.bps(), Bound.POINT);
      String where = price + " " + side + " " + scenario.bps();
      if (scenario.rounds() == null) {
        if (point.rounds() != null) {
          differences.add(where + " is told and has no impact");
        }
        continue;
      }
      BigDecimal shock = BigDecimal.valueOf(scenario.bps(), 4);
      CascadeSimulation.Outcome less = scratch.simulate(price, side, shock.subtract(TEN_BPS));
      CascadeSimulation.Outcome more = scratch.simulate(price, side, shock.add(TEN_BPS));
      between(where, less.totalSize(), point.totalSize(), more.totalSize());
      between(
          where,
          BigDecimal.valueOf(less.accounts()),
          BigDecimal.valueOf(point.accounts()),
          BigDecimal.valueOf(more.accounts()));
      agree(where, scenario, point);
      bound(where, scenario, point, side, job, price);
    }
  }

  private void between(String where, BigDecimal less, BigDecimal value, BigDecimal more) {
    double slack = ROUNDING * more.doubleValue() + 1e-4;
    boolean isBetween =
        value.doubleValue() >= less.doubleValue() - slack
            && value.doubleValue() <= more.doubleValue() + slack;
    if (!isBetween) {
      differences.add(where + ": " + value + " is not from " + less + " to " + more);
    }
  }

  /** Of the first round everything; of what it leaves owed, where the same closes. */
  private void agree(
      String where, CascadeProjection.Scenario exact, CascadeProjection.Scenario point) {
    if (!isWithin(ROUNDING, exact.firstSize(), point.firstSize())) {
      differences.add(where + " first " + point.firstSize() + " against " + exact.firstSize());
    }
    boolean isSame =
        exact.rounds().equals(point.rounds())
            && isWithin(TOTALS, exact.totalSize(), point.totalSize());
    if (isSame && !isWithin(BAD_DEBT, exact.badDebt(), point.badDebt())) {
      differences.add(where + " bad debt " + point.badDebt() + " against " + exact.badDebt());
    }
    if (isSame && !isWithin(BAD_DEBT, exact.badDebtAtFinalPrice(), point.badDebtAtFinalPrice())) {
      differences.add(
          where
              + " bad debt at the final price "
              + point.badDebtAtFinalPrice()
              + " against "
              + exact.badDebtAtFinalPrice());
    }
  }

  private static boolean isWithin(double share, BigDecimal exact, BigDecimal value) {
    if (exact == null || value == null) {
      return exact == value;
    }
    return Math.abs(exact.doubleValue() - value.doubleValue())
        <= share * Math.abs(exact.doubleValue()) + 0.01;
  }

  /** Every field but the rounds. */
  private void bound(
      String where,
      CascadeProjection.Scenario exact,
      CascadeProjection.Scenario point,
      Side side,
      Told job,
      String price) {
    CascadeProjection.Scenario upper = job.scenario(price, side, exact.bps(), Bound.UPPER);
    for (CascadeProjection.Scenario least : List.of(exact, point)) {
      String what = where + (least == exact ? " exact " : " POINT ");
      covers(what + "accounts", each -> BigDecimal.valueOf(each.accounts()), least, upper);
      covers(what + "first", CascadeProjection.Scenario::firstSize, least, upper);
      covers(what + "total", CascadeProjection.Scenario::totalSize, least, upper);
      covers(what + "multiplier", CascadeProjection.Scenario::multiplier, least, upper);
      covers(what + "amplification", CascadeProjection.Scenario::amplification, least, upper);
      covers(what + "bad debt", CascadeProjection.Scenario::badDebt, least, upper);
      covers(what + "at the end", CascadeProjection.Scenario::badDebtAtFinalPrice, least, upper);
      covers(what + "fund", CascadeProjection.Scenario::fundUsed, least, upper);
      covers(what + "shortfall", CascadeProjection.Scenario::shortfall, least, upper);
      covers(what + "deleveraged", CascadeProjection.Scenario::toDeleverage, least, upper);
      covers(what + "stalled", CascadeProjection.Scenario::stalledSize, least, upper);
    }
  }

  private void covers(
      String what,
      Function<CascadeProjection.Scenario, BigDecimal> field,
      CascadeProjection.Scenario least,
      CascadeProjection.Scenario upper) {
    BigDecimal below = field.apply(least);
    BigDecimal above = field.apply(upper);
    boolean isCovered =
        below == null
            || above != null && above.doubleValue() >= below.doubleValue() * (1 - ROUNDING) - 0.01;
    if (!isCovered) {
      differences.add(what + ": UPPER is " + above + ", below " + below);
    }
  }
}
