package io.breakwater.local.bench.load;

import io.breakwater.local.feed.Draw;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Lending accounts: each has a coin, a staked coin that is valued at a rate times its coin, and
 * owes dollars at a price times a borrow index. The last two are derived factors.
 *
 * <p>Observed are the dollar, its index, and then a coin and a rate by turns, of one pair after the
 * other. A coin moves as the workload says, a rate by a tenth and the dollar by a hundredth of
 * that; the index grows by 1e-8 with each of its ticks.
 */
final class LendingBook extends AccountBook {
  private static final int DOLLAR = 0;
  private static final int INDEX = 1;
  private static final int FIRST_COIN = 2;
  private static final int RATE_SCALE = 9;
  private static final int DOLLAR_SCALE = 8;
  private static final int INDEX_SCALE = 15;
  private static final long ONE_DOLLAR = 100_000_000;
  private static final long ONE = 1_000_000_000_000_000L;
  private static final double INDEX_GROWTH = 1e-8;
  private static final BigDecimal DEPOSIT_WEIGHT = new BigDecimal("0.8");
  private static final double MEDIAN_WORTH = 20_000;
  private static final double WORTH_SPREAD = 1.2;
  private static final double LEAST_DEBT = 0.01;
  private static final MathContext SIZE_DIGITS = new MathContext(5);

  private final int pairs;

  LendingBook(Workload workload) {
    super(workload);
    pairs = (workload.instruments() - FIRST_COIN) / 2;
    if (pairs < 2 || workload.instruments() != FIRST_COIN + 2 * pairs) {
      throw new IllegalArgumentException(
          "a lending workload has an even number of at least 6 instruments");
    }
    Draw draw = new Draw(workload.seed(), INSTRUMENT_STREAM);
    open(DOLLAR, ONE_DOLLAR, DOLLAR_SCALE);
    open(INDEX, ONE, INDEX_SCALE);
    for (int pair = 0; pair < pairs; pair++) {
      int magnitude = draw.integer(-1, 4);
      open(coin(pair), draw.integer(1_000_000, 9_999_999), PRICE_DIGITS - magnitude);
      open(rate(pair), draw.integer(1_000_000_000, 1_300_000_000), RATE_SCALE);
    }
  }

  private static int coin(int pair) {
    return FIRST_COIN + 2 * pair;
  }

  private static int rate(int pair) {
    return coin(pair) + 1;
  }

  private static int pairOf(int factor) {
    return (factor - FIRST_COIN) / 2;
  }

  private static boolean isCoin(int factor) {
    return factor >= FIRST_COIN && factor % 2 == 0;
  }

  private static String name(int factor) {
    return switch (factor) {
      case DOLLAR -> "USD";
      case INDEX -> "USD-borrow";
      default -> (isCoin(factor) ? "COIN-" : "RATE-") + pairOf(factor);
    };
  }

  private static String staked(int pair) {
    return "STAKED-" + pair;
  }

  @Override
  double swing(int factor) {
    return switch (factor) {
      case DOLLAR -> 0.01;
      case INDEX -> 0;
      default -> isCoin(factor) ? 1 : 0.1;
    };
  }

  @Override
  double growth(int factor) {
    return factor == INDEX ? INDEX_GROWTH : 0;
  }

  @Override
  Derivation derivation(int factor) {
    if (factor < FIRST_COIN) {
      return new Derivation(instruments(), DOLLAR, INDEX, DOLLAR_SCALE + 2);
    }
    int pair = pairOf(factor);
    return new Derivation(
        instruments() + 1 + pair, rate(pair), coin(pair), priceScale(coin(pair)) + 2);
  }

  @Override
  List<RiskFactor> factors() {
    List<RiskFactor> factors = new ArrayList<>();
    for (int i = 0; i < instruments(); i++) {
      factors.add(new RiskFactor(i, name(i), null));
    }
    Product debt = new Product(name(DOLLAR), name(INDEX));
    factors.add(new RiskFactor(factors.size(), debt.impliedId(), debt));
    for (int pair = 0; pair < pairs; pair++) {
      Product product = new Product(name(rate(pair)), name(coin(pair)));
      factors.add(new RiskFactor(factors.size(), staked(pair), product));
    }
    return factors;
  }

  @Override
  List<InstrumentParameters> parameters() {
    List<InstrumentParameters> assets = new ArrayList<>();
    assets.add(asset(name(DOLLAR), DOLLAR_SCALE, name(INDEX)));
    for (int pair = 0; pair < pairs; pair++) {
      int scale = priceScale(coin(pair));
      assets.add(asset(name(coin(pair)), scale, null));
      assets.add(asset(staked(pair), scale + 2, null));
    }
    return assets;
  }

  private static InstrumentParameters asset(String id, int scale, String borrowIndex) {
    BigDecimal none = BigDecimal.ZERO;
    MarginParameters rules =
        new MarginParameters(
            TierTable.EMPTY, MarginBasis.MARK, none, none, DEPOSIT_WEIGHT, BigDecimal.ONE, none);
    return new InstrumentParameters(
        id,
        InstrumentKind.ASSET,
        new InstrumentFactors(id, borrowIndex, null),
        scale,
        1,
        rules,
        List.of());
  }

  @Override
  public AccountUpdate account(long number) {
    Draw draw = new Draw(workload().seed(), number);
    int pair = draw.integer(0, pairs - 1);
    int other = (pair + draw.integer(1, pairs - 1)) % pairs;
    double coins = draw.logNormal(MEDIAN_WORTH, WORTH_SPREAD);
    double stakes = draw.logNormal(MEDIAN_WORTH, WORTH_SPREAD);
    double worth = coins + stakes;
    double haircut = worth * (1 - DEPOSIT_WEIGHT.doubleValue());
    double buffer = workload().nearest() + draw.logNormal(workload().median(), workload().spread());
    double debt = worth - WARNING * haircut - buffer * worth;
    List<Balance> balances =
        List.of(
            deposit(name(coin(other)), coins / opening(coin(other))),
            deposit(staked(pair), stakes / (opening(rate(pair)) * opening(coin(pair)))),
            debt(Math.max(LEAST_DEBT * worth, debt)));
    AccountChange state = new AccountChange.Snapshot(BigDecimal.ZERO, balances, List.of());
    return new AccountUpdate(id(number), 1, OPENING, state, Origin.NONE);
  }

  private double opening(int factor) {
    return price(factor, openingPrice(factor)).doubleValue();
  }

  private static Balance deposit(String asset, double amount) {
    return Balance.of(asset, BalanceSide.DEPOSIT, BigDecimal.valueOf(amount).round(SIZE_DIGITS));
  }

  private static Balance debt(double amount) {
    return new Balance(
        name(DOLLAR),
        BalanceSide.DEBT,
        BigDecimal.valueOf(amount).setScale(CASH_SCALE, RoundingMode.HALF_EVEN),
        BigDecimal.ONE);
  }
}
