package io.breakwater.local.feed;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.BalanceSide;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Accounts as a venue might have them, one by one, each from the seed and its number alone.
 *
 * <p>What is drawn:
 *
 * <ul>
 *   <li><b>kind</b>: 80 % isolated positions, 15 % cross-margined over 2 to 6 contracts, 5 %
 *       lending accounts (isolated where no asset is quoted);
 *   <li><b>contract</b>: the k-th most traded with weight k^−1.1;
 *   <li><b>notional</b> of a position: log-normal, median 2,500, σ 1.6; one in a hundred is a
 *       whale, Pareto from 250,000 with α 1.2, up to 20 million;
 *   <li><b>side</b>: 65 % long; the legs of a cross-margined account follow its side with 75 %;
 *   <li><b>leverage</b>: 2, 3, 5, 10, 20, 25, 50 with weights 18, 22, 26, 20, 9, 3, 2; of
 *       cross-margined accounts 2, 3, 5, 10, 15 with 20, 30, 30, 15, 5;
 *   <li><b>equity</b> at the book's prices: notional over leverage, and evenly 0 to 80 % more;
 *   <li><b>entry</b>: around the book's price, σ 2 %, within 5 %;
 *   <li><b>collateral</b> of cross-margined accounts: half of them cash alone; the others hold 30
 *       to 80 % of their equity in the stable coin or a quoted asset;
 *   <li><b>lending</b>: a deposit in a quoted asset, log-normal with median 20,000 and σ 1.3, and a
 *       debt in the stable coin of 40 to 85.5 % of it.
 * </ul>
 *
 * <p>Equity is at least 1.6 times the requirement, so all start HEALTHY.
 */
final class AccountGenerator {
  private static final double LEAST_COVER = 1.6;
  private static final double LARGEST_NOTIONAL = 20_000_000;
  private static final double[] LEVERAGES = {2, 3, 5, 10, 20, 25, 50};
  private static final double[] LEVERAGE_WEIGHTS = {18, 22, 26, 20, 9, 3, 2};
  private static final double[] CROSS_LEVERAGES = {2, 3, 5, 10, 15};
  private static final double[] CROSS_LEVERAGE_WEIGHTS = {20, 30, 30, 15, 5};
  private static final int CENTS = 2;
  private static final int PRICE_DIGITS = 6;
  private static final int AMOUNT_SCALE = 6;

  private final long seed;
  private final List<Contract> contracts;
  private final List<PricedAsset> assets;
  private final double[] popularity;

  /** A quoted asset with the price at which the book stands. */
  record PricedAsset(CollateralAsset asset, BigDecimal price) {}

  /**
   * @param contracts the most traded first; at least one
   * @param assets besides the stable coin; may be none
   */
  AccountGenerator(long seed, List<Contract> contracts, List<PricedAsset> assets) {
    this.seed = seed;
    this.contracts = List.copyOf(contracts);
    this.assets = List.copyOf(assets);
    this.popularity = new double[contracts.size()];
    for (int rank = 0; rank < popularity.length; rank++) {
      popularity[rank] = StrictMath.pow(rank + 1, -1.1);
    }
  }

  /** The account with a number. */
  Account account(long number) {
    Draw draw = new Draw(seed, number);
    return switch (draw.weighted(80, 15, 5)) {
      case 1 -> crossMargined(draw, id("cross", number));
      case 2 -> assets.isEmpty() ? isolated(draw, number) : lending(draw, id("lending", number));
      default -> isolated(draw, number);
    };
  }

  private static String id(String kind, long number) {
    return String.format(Locale.ROOT, "%s-%07d", kind, number);
  }

  private Account isolated(Draw draw, long number) {
    Leg leg = leg(draw, contracts.get(draw.weighted(popularity)), draw.withChance(0.65));
    double leverage = LEVERAGES[draw.weighted(LEVERAGE_WEIGHTS)];
    double equity = Math.max(leg.notional() / leverage * cushion(draw), LEAST_COVER * leg.margin());
    return new Account(
        id("isolated", number),
        cents(BigDecimal.valueOf(equity).subtract(leg.profit())),
        List.of(),
        List.of(leg.position()));
  }

  private Account crossMargined(Draw draw, String id) {
    boolean mostlyLong = draw.withChance(0.65);
    List<Leg> legs = new ArrayList<>();
    for (Contract contract : severalContracts(draw)) {
      legs.add(leg(draw, contract, mostlyLong == draw.withChance(0.75)));
    }
    double notional = legs.stream().mapToDouble(Leg::notional).sum();
    double margin = legs.stream().mapToDouble(Leg::margin).sum();
    double leverage = CROSS_LEVERAGES[draw.weighted(CROSS_LEVERAGE_WEIGHTS)];

    boolean cashOnly = draw.withChance(0.5);
    PricedAsset collateral = cashOnly ? null : collateral(draw);
    double share = cashOnly ? 0 : draw.uniform(0.3, 0.8);
    double haircut = cashOnly ? 0 : share * collateral.asset().haircut();
    // Equity E is required to cover margin + haircut · E.
    double least = LEAST_COVER * margin / (1 - LEAST_COVER * haircut);
    double equity = Math.max(notional / leverage * cushion(draw), least);

    BigDecimal profit = legs.stream().map(Leg::profit).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal free = BigDecimal.valueOf(equity * (1 - share)).subtract(profit);
    return new Account(
        id,
        cents(free),
        cashOnly ? List.of() : List.of(deposit(collateral, equity * share)),
        legs.stream().map(Leg::position).toList());
  }

  private Account lending(Draw draw, String id) {
    PricedAsset asset = assets.get(draw.integer(0, assets.size() - 1));
    double value = draw.logNormal(20_000, 1.3);
    double debt = value * (0.4 + 0.455 * StrictMath.pow(draw.uniform(), 0.8));
    Balance owed =
        Balance.of(
            CollateralAsset.STABLE.id(),
            BalanceSide.DEBT,
            BigDecimal.valueOf(debt).setScale(CENTS, RoundingMode.DOWN));
    return new Account(id, BigDecimal.ZERO, List.of(deposit(asset, value), owed), List.of());
  }

  private static double cushion(Draw draw) {
    return draw.uniform(1, 1.8);
  }

  private Set<Contract> severalContracts(Draw draw) {
    int count = Math.min(draw.integer(2, 6), contracts.size());
    Set<Contract> several = new LinkedHashSet<>();
    while (several.size() < count) {
      several.add(contracts.get(draw.weighted(popularity)));
    }
    return several;
  }

  private PricedAsset collateral(Draw draw) {
    if (assets.isEmpty() || draw.withChance(0.5)) {
      return new PricedAsset(CollateralAsset.STABLE, BigDecimal.ONE);
    }
    return assets.get(draw.integer(0, assets.size() - 1));
  }

  private static Balance deposit(PricedAsset asset, double value) {
    BigDecimal amount =
        BigDecimal.valueOf(value).divide(asset.price(), AMOUNT_SCALE, RoundingMode.UP);
    return Balance.of(asset.asset().id(), BalanceSide.DEPOSIT, amount);
  }

  /** A position with what it is worth at the book's prices. */
  private record Leg(Position position, double notional, double margin, BigDecimal profit) {}

  private static Leg leg(Draw draw, Contract contract, boolean isLong) {
    BigDecimal size = contract.size(notional(draw));
    BigDecimal signed = isLong ? size : size.negate();
    BigDecimal entry = entry(draw, contract.price());
    BigDecimal notional = contract.notional(size);
    return new Leg(
        Position.of(contract.id(), signed, entry),
        notional.doubleValue(),
        contract.maintenanceMargin(notional).doubleValue(),
        signed.multiply(contract.price().subtract(entry)));
  }

  private static double notional(Draw draw) {
    double notional =
        draw.withChance(0.01) ? draw.pareto(250_000, 1.2) : draw.logNormal(2_500, 1.6);
    return Math.min(notional, LARGEST_NOTIONAL);
  }

  private static BigDecimal entry(Draw draw, BigDecimal price) {
    double away = Math.max(-0.05, Math.min(0.05, 0.02 * draw.gaussian()));
    return price
        .multiply(BigDecimal.valueOf(1 + away))
        .round(new MathContext(PRICE_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static BigDecimal cents(BigDecimal cash) {
    return cash.setScale(CENTS, RoundingMode.CEILING);
  }
}
