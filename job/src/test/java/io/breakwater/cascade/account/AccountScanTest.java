package io.breakwater.cascade.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.ladder.Closing;
import io.breakwater.cascade.ladder.LadderGrid;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import io.breakwater.margin.mirror.FactorMoves;
import io.breakwater.margin.model.FactorsOf;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What floating point tells of an account is what decimals tell at moved prices: from which move on
 * it is below, after which it is counted, exactly, and what closing it would sell and leave
 * missing.
 */
class AccountScanTest {
  private static final int CASES = 1_000;
  private static final int SAMPLES = 24;
  private static final double PRECISION = 1e-8;
  private static final BigDecimal WHOLE_BPS = BigDecimal.valueOf(10_000);
  private static final double[] FAR = {1.5, 3, 1e2, 1e6, 1e12, 1e30};

  private final LinearMarginModel model = new LinearMarginModel();

  /** One account of one random market. */
  private final class Case {
    final long seed;
    final SplittableRandom random;
    final FixedMarket market;
    final CascadeTerms terms;
    final Account account;
    final Level remembered;
    final Level level;
    final Scanned scanned;
    final AccountFigures figures;

    Case(long seed, boolean nearShock) {
      this.seed = seed;
      random = new SplittableRandom(seed);
      RandomTerms more = new RandomTerms(random);
      market = more.withIncentives(new RandomMarkets(random).upTo(5));
      terms = more.terms(market);
      RandomAccounts accounts = new RandomAccounts(random);
      Account any = accounts.in(market, "account");
      account = nearShock ? atShock(any) : any;
      Level previous = accounts.level();
      level = ReferenceEvaluator.level(account, previous, market);
      remembered = Level.better(level, Level.worse(previous, Level.WARNING));
      scanned = new Scanned(market, terms);
      for (String price : rows()) {
        BigDecimal value = market.value(price);
        scanned.setInterval(
            price,
            value.multiply(BigDecimal.valueOf(random.nextInt(0, 100), 2)),
            random.nextInt(5) == 0
                ? null
                : value.multiply(BigDecimal.valueOf(random.nextInt(100, 200), 2)));
      }
      figures = scanned.look(account, level, remembered, 17, Standing.NEVER);
    }

    SortedSet<String> rows() {
      SortedSet<String> rows =
          new TreeSet<>(FactorsOf.observed(model.factors(account, market), market));
      rows.removeIf(factor -> RandomTerms.kind(factor) != FactorKind.PRICE);
      return rows;
    }

    /** The account with cash that makes its health zero, or nearly, after a move of the grid. */
    private Account atShock(Account any) {
      SortedSet<String> observed = FactorsOf.observed(model.factors(any, market), market);
      String row =
          observed.stream().skip(random.nextInt(observed.size() + 1)).findFirst().orElse(null);
      if (row == null || RandomTerms.kind(row) != FactorKind.PRICE) {
        return any;
      }
      int bps = terms.shocksBps().get(random.nextInt(terms.shocksBps().size()));
      BigDecimal move = BigDecimal.valueOf(random.nextBoolean() ? bps : -bps, 4);
      BigDecimal health =
          model
              .value(any, PlainMoves.after(market, terms, row, move))
              .health(market.policy().inForce().threshold(Level.LIQUIDATABLE).entry());
      BigDecimal beside = BigDecimal.valueOf(random.nextInt(-1, 2), 18);
      return RandomAccounts.withCash(any, any.cash().subtract(health).add(beside));
    }

    Valuation after(String row, BigDecimal move) {
      return model.value(account, PlainMoves.after(market, terms, row, move));
    }

    boolean isBelow(String row, Side side, BigDecimal move) {
      int sign =
          after(row, move.multiply(BigDecimal.valueOf(side.sign())))
              .health(market.policy().inForce().threshold(Level.LIQUIDATABLE).entry())
              .signum();
      return sign < 0 || sign == 0 && market.policy().inForce().belowAtZero(Level.LIQUIDATABLE);
    }

    String described() {
      return "seed %s: %s at %s in %s, %s".formatted(seed, account, level, market, terms);
    }
  }

  @Test
  void whereAnAccountIsBelowFirstIsWhereDecimalsSaySo() {
    int crossings = 0;
    int asked = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Case each = new Case(seed, false);
      if (each.figures == null || !each.figures.hasSomethingToClose() || each.figures.isBelow()) {
        continue;
      }
      asked += each.scanned.asked();
      for (int i = 0; i < each.figures.rowCount(); i++) {
        RowFigures row = each.figures.row(i);
        for (Side side : Side.values()) {
          crossings += row.on(side).first == FactorMoves.NEVER ? 0 : 1;
          assertFirst(each, each.scanned.id(row.row()), side, row.on(side).first);
        }
      }
    }
    assertThat(crossings).isGreaterThan(CASES / 2);
    assertThat(asked).isLessThan(CASES / 10);
  }

  private static void assertFirst(Case each, String row, Side side, double first) {
    boolean never = first == FactorMoves.NEVER;
    double until = never ? (side == Side.DOWN ? 0 : 1e6) : first;
    for (int sample = 0; sample < SAMPLES; sample++) {
      double share = each.random.nextDouble();
      double multiple = side == Side.DOWN ? until + (1 - until) * share : Math.pow(until, share);
      if (!never && Math.abs(multiple - first) < PRECISION * first) {
        continue;
      }
      assertThat(each.isBelow(row, side, move(side, multiple)))
          .as("%s %s, first %s, at %s: %s", row, side, first, multiple, each.described())
          .isFalse();
    }
    if (never) {
      for (double multiple : side == Side.DOWN ? new double[] {0, 1e-9, 0.1} : FAR) {
        assertThat(each.isBelow(row, side, move(side, multiple)))
            .as("%s %s never, at %s: %s", row, side, multiple, each.described())
            .isFalse();
      }
    } else {
      double past = first * (1 + side.sign() * PRECISION);
      assertThat(each.isBelow(row, side, move(side, past)))
          .as("%s %s, first %s, beyond: %s", row, side, first, each.described())
          .isTrue();
    }
  }

  private static BigDecimal move(Side side, double multiple) {
    return new BigDecimal(multiple)
        .subtract(BigDecimal.ONE)
        .multiply(BigDecimal.valueOf(side.sign()));
  }

  @Test
  void whoIsCountedAfterAMoveIsExactAlsoAtThresholds() {
    int asked = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Case each = new Case(seed, true);
      if (each.figures == null || !each.figures.hasSomethingToClose()) {
        continue;
      }
      asked += each.scanned.asked();
      for (int i = 0; i < each.figures.rowCount(); i++) {
        RowFigures row = each.figures.row(i);
        for (Side side : Side.values()) {
          assertCounted(each, each.scanned.id(row.row()), side, row.on(side));
        }
      }
    }
    assertThat(asked).isGreaterThan(CASES / 10);
  }

  private static void assertCounted(Case each, String row, Side side, RowFigures.OnSide on) {
    boolean before = each.figures.isBelow();
    for (int i = 0; i < each.terms.shocksBps().size(); i++) {
      int bps = each.terms.shocksBps().get(i);
      BigDecimal move = BigDecimal.valueOf(bps, 4);
      before |= each.isBelow(row, side, move);
      boolean counted = on.firstShock() <= i + 1;
      boolean isPast =
          on.first != FactorMoves.NEVER
              && side.sign() * (1 + side.sign() * bps / 1e4 - on.first) > 1e-9;
      assertThat(counted)
          .as("%s %s after %s bps, first %s: %s", row, side, bps, on.first, each.described())
          .isEqualTo(before || isPast);
      if (on.closes()) {
        assertThat(LadderGrid.move(bps) >= on.closing().triggerMove).isEqualTo(counted);
      }
      if (bps == Shocks.NEAR_BPS && !each.figures.isBelow()) {
        assertThat(on.isNear()).isEqualTo(counted);
      }
    }
  }

  @Test
  void closingsSellAndLeaveMissingWhatDecimalsSay() {
    int closings = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Case each = new Case(seed, seed % 3 == 0);
      if (each.figures == null || !each.figures.hasSomethingToClose()) {
        continue;
      }
      for (int i = 0; i < each.figures.rowCount(); i++) {
        RowFigures row = each.figures.row(i);
        for (Side side : Side.values()) {
          closings += row.on(side).closes() ? 1 : 0;
          assertClosing(each, each.scanned.id(row.row()), side, row.on(side));
        }
      }
    }
    assertThat(closings).isGreaterThan(CASES / 2);
  }

  /** What is closed, in decimals. */
  private final class Plain {
    BigDecimal net = BigDecimal.ZERO;
    BigDecimal seized = BigDecimal.ZERO;
    BigDecimal rowIncentive = BigDecimal.ZERO;
    BigDecimal incentive = BigDecimal.ZERO;
    BigDecimal gross = BigDecimal.ZERO;

    Plain(Case each, String row, Market atTrigger) {
      Account account = each.account;
      for (Position position : account.positions()) {
        InstrumentParameters instrument = each.market.parameters(position.instrument());
        String factor = instrument.factors().price();
        BigDecimal worth =
            instrument.kind() == InstrumentKind.INVERSE_PERPETUAL
                ? position.size()
                : position.size().multiply(each.market.value(factor));
        add(each, row, factor, worth, instrument.inForce().liquidationFeeRate(), false);
      }
      if (!account.owesCashOrAssets()) {
        return;
      }
      BigDecimal owed = account.cash().min(BigDecimal.ZERO).negate();
      BigDecimal repays = BigDecimal.ZERO;
      for (Balance balance : account.balances()) {
        BigDecimal worth = worth(each, balance, atTrigger);
        if (balance.side() == BalanceSide.DEBT) {
          owed = owed.add(worth);
        } else {
          repays =
              repays.add(worth.divide(BigDecimal.ONE.add(bonus(each, balance)), PlainMoves.DIGITS));
        }
      }
      for (Balance balance : account.balances()) {
        boolean isDebt = balance.side() == BalanceSide.DEBT;
        BigDecimal whole = isDebt ? owed : repays;
        BigDecimal part = isDebt ? repays : owed;
        BigDecimal share =
            part.compareTo(whole) >= 0 ? BigDecimal.ONE : part.divide(whole, PlainMoves.DIGITS);
        BigDecimal worth = balance.signed(worth(each, balance, each.market)).multiply(share);
        BigDecimal bonus = bonus(each, balance);
        BigDecimal discount =
            isDebt ? BigDecimal.ZERO : bonus.divide(BigDecimal.ONE.add(bonus), PlainMoves.DIGITS);
        String factor = each.market.parameters(balance.instrument()).factors().of(balance.side());
        add(each, row, factor, worth, discount, !isDebt);
      }
    }

    private BigDecimal bonus(Case each, Balance balance) {
      return each.market.parameters(balance.instrument()).inForce().liquidationFeeRate();
    }

    private BigDecimal worth(Case each, Balance balance, Market at) {
      InstrumentParameters instrument = each.market.parameters(balance.instrument());
      return balance
          .units(instrument.factors())
          .multiply(at.value(instrument.factors().of(balance.side())));
    }

    private void add(
        Case each, String row, String factor, BigDecimal worth, BigDecimal rate, boolean deposit) {
      BigDecimal paid = rate.multiply(worth.abs());
      incentive = incentive.add(paid);
      gross = gross.add(worth.abs());
      if (row.equals(soldIn(each.market, factor))) {
        net = net.add(worth);
        rowIncentive = rowIncentive.add(paid);
        seized = deposit ? seized.add(worth) : seized;
      }
    }

    BigDecimal size(Case each, String row, Side side) {
      return net.multiply(BigDecimal.valueOf(-side.sign()))
          .divide(each.market.value(row), PlainMoves.DIGITS);
    }

    /** What is missing with the row's legs filled at a price. */
    double missing(Case each, String row, double price) {
      BigDecimal mark = each.market.value(row);
      BigDecimal fill = new BigDecimal(price);
      BigDecimal equity = model.value(each.account, each.market).equity();
      BigDecimal slipped = net.multiply(fill.subtract(mark)).divide(mark, PlainMoves.DIGITS);
      BigDecimal paid =
          incentive
              .subtract(rowIncentive)
              .add(rowIncentive.multiply(fill).divide(mark, PlainMoves.DIGITS));
      return equity.add(slipped).subtract(paid).negate().doubleValue();
    }
  }

  private static String soldIn(FixedMarket market, String factor) {
    Product product = market.product(factor);
    if (product == null) {
      return RandomTerms.kind(factor) == FactorKind.PRICE ? factor : null;
    }
    String last = soldIn(market, product.right());
    return last == null ? soldIn(market, product.left()) : last;
  }

  private void assertClosing(Case each, String row, Side side, RowFigures.OnSide on) {
    if (!each.figures.isBelow() && on.first == FactorMoves.NEVER) {
      assertThat(on.closes()).isFalse();
      return;
    }
    boolean isBacklog = each.figures.isBelow();
    BigDecimal move = isBacklog ? BigDecimal.ZERO : move(side, on.first);
    BigDecimal signed = move.multiply(BigDecimal.valueOf(side.sign()));
    Market atTrigger = PlainMoves.after(each.market, each.terms, row, signed);
    Plain plain = new Plain(each, row, atTrigger);
    BigDecimal size = plain.size(each, row, side);
    boolean adds = size.setScale(8, RoundingMode.HALF_EVEN).signum() > 0;
    String as = row + " " + side + " " + on.first + ": " + each.described();
    assertThat(on.closes()).as(as).isEqualTo(adds);
    if (!adds) {
      return;
    }
    Closing closing = on.closing();
    double mark = each.market.value(row).doubleValue();
    double gross = plain.gross.doubleValue() + each.account.cash().abs().doubleValue();
    assertNear(as, closing.size, size.doubleValue(), gross / mark);
    assertNear(as, closing.triggerPrice, isBacklog ? mark : mark * on.first, 0);
    assertNear(as, closing.notionalAtTrigger, closing.size * closing.triggerPrice, 0);
    assertThat(closing.isBacklog).isEqualTo(isBacklog);
    assertThat(closing.side).isEqualTo(side);
    double equityTerms = equityTerms(each);
    for (double share : new double[] {0, 0.1, 0.6, 1}) {
      double away = share * mark;
      double price = mark + side.sign() * away;
      double missing = closing.lossAtMark + closing.lossPerPrice * away;
      assertNear(as, missing, plain.missing(each, row, price), gross + equityTerms);
      double most = closing.largestLossAtMark + closing.largestLossPerPrice * away;
      assertThat(most).as(as).isGreaterThanOrEqualTo(missing - 1e-12 * (gross + equityTerms));
    }
    double seized =
        side == Side.DOWN ? Math.min(plain.seized.doubleValue() / mark, closing.size) : 0;
    assertNear(as, closing.seizedSize, seized, gross / mark);
    assertMostIsMost(each, row, side, closing, gross, as);
  }

  /** At whatever prices the account closes, it does not sell more, nor leave more missing. */
  private void assertMostIsMost(
      Case each, String row, Side side, Closing closing, double gross, String as) {
    double mark = each.market.value(row).doubleValue();
    double room = 1e-12 * (gross + equityTerms(each));
    for (double at : new double[] {0, 0.3, 0.8, 1, 1.2, 5}) {
      BigDecimal move = new BigDecimal(at).subtract(BigDecimal.ONE);
      Plain other = new Plain(each, row, PlainMoves.after(each.market, each.terms, row, move));
      double size = other.size(each, row, side).doubleValue();
      assertThat(size).as(as).isLessThanOrEqualTo(closing.largestSize + room / mark);
      if (size > 0) {
        double price = mark * (side == Side.DOWN ? 0.7 : 1.6);
        double most =
            closing.largestLossAtMark + closing.largestLossPerPrice * Math.abs(price - mark);
        assertThat(other.missing(each, row, price)).as(as).isLessThanOrEqualTo(most + room);
      }
    }
  }

  /** Magnitudes of what equity is a sum of: entry prices may be anything. */
  private static double equityTerms(Case each) {
    double terms = each.account.cash().abs().doubleValue();
    for (Position position : each.account.positions()) {
      InstrumentParameters instrument = each.market.parameters(position.instrument());
      BigDecimal price = each.market.value(instrument.factors().price());
      boolean inverse = instrument.kind() == InstrumentKind.INVERSE_PERPETUAL;
      BigDecimal entry = position.entryPrice();
      BigDecimal gross =
          inverse
              ? position.size().abs().multiply(price.divide(entry, PlainMoves.DIGITS))
              : position.size().abs().multiply(price.add(entry));
      terms += gross.doubleValue();
    }
    for (Balance balance : each.account.balances()) {
      InstrumentParameters instrument = each.market.parameters(balance.instrument());
      String factor = instrument.factors().of(balance.side());
      BigDecimal units = balance.units(instrument.factors());
      terms += units.multiply(each.market.value(factor)).doubleValue();
    }
    return terms;
  }

  /** Within the precision of the number, or a hundred-thousandth of that of what it is a sum of. */
  private static void assertNear(String as, double actual, double expected, double terms) {
    double room = PRECISION * Math.abs(expected) + 1e-13 * terms;
    assertThat(Math.abs(actual - expected))
        .as("%s instead of %s: %s", actual, expected, as)
        .isLessThanOrEqualTo(room);
  }

  @Test
  void equityRequirementBinsAndAmbiguityAreThoseOfDecimals() {
    int ambiguous = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Case each = new Case(seed, seed % 2 == 0);
      assertThat(each.figures == null).isEqualTo(!each.account.owes());
      if (each.figures == null) {
        continue;
      }
      AccountFigures figures = each.figures;
      Valuation valuation = model.value(each.account, each.market);
      double terms = equityTerms(each);
      assertNear(each.described(), figures.equity(), valuation.equity().doubleValue(), terms);
      assertNear(
          each.described(),
          figures.requirement(),
          valuation.requirement().doubleValue(),
          3 * terms);
      assertThat(figures.hasSomethingToClose()).isEqualTo(each.account.hasSomethingToClose());
      assertThat(figures.hasPositions()).isEqualTo(!each.account.positions().isEmpty());
      if (figures.hasSomethingToClose()) {
        assertThat(figures.healthBin()).as(each.described()).isEqualTo(bin(each, valuation));
        ambiguous += assertAmbiguity(each);
      }
    }
    assertThat(ambiguous).isGreaterThan(CASES / 10);
  }

  private int bin(Case each, Valuation valuation) {
    BigDecimal factor = model.healthFactor(each.account, each.market);
    BigDecimal over = each.account.positions().isEmpty() ? factor : valuation.equity();
    BigDecimal under =
        each.account.positions().isEmpty() ? BigDecimal.ONE : valuation.requirement();
    if (over == null) {
      return HealthBins.COUNT - 1;
    }
    int bin = 0;
    for (BigDecimal edge : HealthBins.EDGES) {
      bin += over.compareTo(edge.multiply(under)) >= 0 ? 1 : 0;
    }
    return bin;
  }

  private int assertAmbiguity(Case each) {
    int ambiguous = 0;
    for (int i = 0; i < each.figures.rowCount(); i++) {
      RowFigures row = each.figures.row(i);
      Moment.Ends ends = each.scanned.moment().interval(row.row());
      String price = each.scanned.id(row.row());
      BigDecimal far = each.market.value(price).multiply(BigDecimal.TEN.pow(60));
      boolean low = isLiquidatable(each, price, ends.low());
      boolean high = isLiquidatable(each, price, ends.high() == null ? far : ends.high());
      assertThat(row.isAmbiguous()).as(each.described()).isEqualTo(low != high);
      ambiguous += low != high ? 1 : 0;
    }
    return ambiguous;
  }

  private boolean isLiquidatable(Case each, String row, BigDecimal value) {
    return model
        .decide(each.account, each.remembered, PlainMoves.at(each.market, row, value))
        .level()
        .isTriggered();
  }

  @Test
  void rowsAreThePricesThatAnAccountRestsOn() {
    for (int seed = 0; seed < CASES; seed++) {
      Case each = new Case(seed, false);
      if (each.figures != null) {
        SortedSet<String> told = new TreeSet<>();
        for (int i = 0; i < each.figures.rowCount(); i++) {
          told.add(each.scanned.id(each.figures.row(i).row()));
        }
        assertThat(told).as(each.described()).isEqualTo(each.rows());
      }
    }
  }
}
