package io.breakwater.margin.linear;

import io.breakwater.margin.Samples;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.CloseOutRule;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.oracle.Product;
import io.breakwater.value.Decimals;
import io.breakwater.value.PriceScale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Seeded instruments, policies and prices, chosen where rules meet: rates and weights at which a
 * slope is zero or changes sign, tier bounds that are whole multiples of the price, every policy
 * with and without equality and hysteresis. Every other instrument is of any magnitude: price
 * scales of 0 to 18, prices of 1 to 2^63 − 1 units, tier bounds of 1e-18 to 1e19. Some instruments
 * share a factor, some are priced by a rate times a factor that others may hold too, and balances
 * of some assets grow with an index.
 */
public final class RandomMarkets {
  private static final BigDecimal[] RATES =
      decimals(
          "0", "1e-18", "0.004", "0.005", "0.01", "0.02", "0.05", "0.1", "0.25", "0.5", "0.7",
          "0.8");
  private static final BigDecimal[] FEES = decimals("0", "0", "0", "0.0005", "0.1");
  private static final BigDecimal[] DEPOSIT_WEIGHTS =
      decimals("0", "0.2", "0.375", "0.5", "0.8", "0.825", "0.9", "1", "1");
  private static final BigDecimal[] DEBT_WEIGHTS = decimals("1", "1", "1.05", "1.25", "2");
  private static final BigDecimal[] WARNING = decimals("1.25", "1.6", "2", "5");
  private static final BigDecimal[] LIQUIDATABLE = decimals("1", "1", "1.2", "0.8");
  private static final BigDecimal[] SEVERE = decimals("0.666666666666666667", "0.5", "0.75");
  private static final BigDecimal LARGEST_MULTIPLIER = BigDecimal.valueOf(5);

  private static final InstrumentKind[] KINDS = {
    InstrumentKind.PERPETUAL,
    InstrumentKind.PERPETUAL,
    InstrumentKind.FUTURE,
    InstrumentKind.INVERSE_PERPETUAL,
    InstrumentKind.ASSET,
    InstrumentKind.ASSET
  };

  private static final BigDecimal LARGEST_UNITS = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int LARGEST_POWER = 19;

  /** Prices in units beside which doubles and longs have an edge. */
  private static final long[] EDGES = {
    1, 1L << 53, 1L << 61, 1L << 62, (1L << 62) + 512, Long.MAX_VALUE - 513, Long.MAX_VALUE
  };

  private final RandomGenerator random;

  public RandomMarkets(RandomGenerator random) {
    this.random = random;
  }

  /** A market of 1 to {@code most} instruments, I0, I1, … */
  public FixedMarket upTo(int most) {
    FixedMarket market =
        new FixedMarket(Map.of(), Map.of(), Map.of(), Map.of(), Samples.policy(terms()));
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      market = withInstrument(market, i);
    }
    return market;
  }

  /** A market in which every instrument has a factor of its own, and nothing is derived. */
  public FixedMarket apartUpTo(int most) {
    FixedMarket market = upTo(most);
    while (market.instruments().values().stream().anyMatch(RandomMarkets::isNotApart)) {
      market = upTo(most);
    }
    return market;
  }

  private static boolean isNotApart(InstrumentParameters instrument) {
    return !instrument.factors().equals(InstrumentFactors.own(instrument.id()));
  }

  private FixedMarket withInstrument(FixedMarket before, int number) {
    String id = "I" + number;
    FixedMarket market = before;
    List<String> priced = List.copyOf(before.factors());
    int choice = priced.isEmpty() ? 0 : random.nextInt(10);
    String price = id;
    int priceScale = PriceScale.UNSTATED;
    if (choice < 6) {
      priceScale = random.nextInt(random.nextBoolean() ? 5 : Decimals.SCALE + 1);
      market = market.withPrice(id, anyPrice(priceScale)).withScale(id, priceScale);
    } else {
      price = oneOf(before.instruments().values()).factors().price();
      if (choice >= 8) {
        market = withRate(market, "R" + number);
        market = withProduct(market, "P" + number, new Product(price, "R" + number));
        price = market.product("P" + number) == null ? price : "P" + number;
      }
    }
    InstrumentKind kind = KINDS[random.nextInt(KINDS.length)];
    String borrow = kind.isAsset() && random.nextInt(3) == 0 ? "B" + number : null;
    String supply = kind.isAsset() && random.nextInt(3) == 0 ? "S" + number : null;
    InstrumentFactors factors = new InstrumentFactors(price, borrow, supply);
    for (BalanceSide side : BalanceSide.values()) {
      Product grown = factors.grown(side);
      if (grown != null) {
        market = withProduct(withRate(market, grown.right()), grown.impliedId(), grown);
      }
    }
    InstrumentFactors told =
        new InstrumentFactors(
            price,
            borrow == null || market.product(factors.of(BalanceSide.DEBT)) == null ? null : borrow,
            supply == null || market.product(factors.of(BalanceSide.DEPOSIT)) == null
                ? null
                : supply);
    return market.with(instrument(id, kind, told, priceScale, market.value(price)));
  }

  /** A factor of about 1, as rates and indexes are. */
  private FixedMarket withRate(FixedMarket market, String id) {
    int scale = random.nextInt(3, Decimals.SCALE);
    return market.withPrice(id, onGrid(0.5 + random.nextDouble(), scale)).withScale(id, scale);
  }

  /** The same market where a long cannot hold the product. */
  private FixedMarket withProduct(FixedMarket market, String id, Product product) {
    BigDecimal value = market.value(product.left()).multiply(market.value(product.right()));
    FixedMarket with = market.with(id, product, PriceScale.setBy(value));
    return with.isWhole() ? with : market;
  }

  /** The same market with some prices moved: a little, by much, or to anything. */
  public FixedMarket moved(FixedMarket market) {
    double spread = new double[] {0.001, 0.05, 0.5}[random.nextInt(3)];
    boolean anything = random.nextInt(5) == 0;
    Map<String, BigDecimal> prices = new HashMap<>();
    for (String factor : market.prices().keySet()) {
      if (random.nextBoolean()) {
        int scale = market.scale(factor);
        double price = market.value(factor).doubleValue();
        BigDecimal next =
            anything
                ? anyPrice(scale)
                : onGrid(price * Math.exp(spread * random.nextGaussian()), scale);
        prices.put(factor, next);
      }
    }
    FixedMarket moved = market.withPrices(prices);
    return moved.isWhole() ? moved : market;
  }

  /** A price as it would be accepted: rounded to a scale, above zero. */
  static BigDecimal accepted(double price, int scale) {
    return onGrid(price, scale);
  }

  private BigDecimal anyPrice(int priceScale) {
    return switch (random.nextInt(4)) {
      case 0 -> BigDecimal.valueOf(anyUnits(), priceScale);
      case 1 -> onGrid(Math.pow(10, LARGEST_POWER * random.nextDouble() - priceScale), priceScale);
      default -> onGrid(Math.pow(10, -1 + 6 * random.nextDouble()), priceScale);
    };
  }

  /** Of any length, at an edge, or round, so that health can be zero within 18 decimals. */
  private long anyUnits() {
    long units =
        random.nextBoolean()
            ? Math.max(1, random.nextLong() >>> random.nextInt(1, Long.SIZE))
            : EDGES[random.nextInt(EDGES.length)];
    long power = (long) Math.pow(10, random.nextInt(LARGEST_POWER));
    return random.nextBoolean() || units < power ? units : units - units % power;
  }

  /** A number of 1e-18 to 1e19 with 18 decimals, each order of magnitude as likely. */
  static BigDecimal anyMagnitude(RandomGenerator random) {
    double power = -Decimals.SCALE + (Decimals.SCALE + LARGEST_POWER) * random.nextDouble();
    int digits = random.nextInt(1, Decimals.SCALE);
    BigDecimal value = new BigDecimal(Math.pow(10, power)).round(new MathContext(digits));
    return onGrid(value, Decimals.SCALE);
  }

  private static BigDecimal onGrid(double price, int priceScale) {
    return onGrid(new BigDecimal(price), priceScale).min(largest(priceScale));
  }

  private static BigDecimal onGrid(BigDecimal value, int scale) {
    return value.setScale(scale, RoundingMode.HALF_EVEN).max(BigDecimal.ONE.movePointLeft(scale));
  }

  /** The largest price that can be accepted. */
  private static BigDecimal largest(int priceScale) {
    return LARGEST_UNITS.movePointLeft(priceScale);
  }

  private InstrumentParameters instrument(
      String id, InstrumentKind kind, InstrumentFactors factors, int priceScale, BigDecimal price) {
    TierTable tiers = kind.isAsset() ? TierTable.EMPTY : tiers(price);
    MarginBasis basis = random.nextInt(4) == 0 ? MarginBasis.ENTRY : MarginBasis.MARK;
    BigDecimal flat = BigDecimal.valueOf(Math.max(0, random.nextInt(-200, 100)), 1);
    MarginParameters rules =
        new MarginParameters(
            tiers,
            basis,
            oneOf(FEES),
            flat,
            oneOf(DEPOSIT_WEIGHTS),
            oneOf(DEBT_WEIGHTS),
            BigDecimal.ZERO);
    return new InstrumentParameters(id, kind, factors, priceScale, 1, rules, List.of());
  }

  private TierTable tiers(BigDecimal price) {
    List<MarginTier> tiers = new ArrayList<>();
    BigDecimal from = BigDecimal.ZERO;
    int rate = random.nextInt(RATES.length);
    int count = 1 + random.nextInt(random.nextInt(20) == 0 ? 40 : 4);
    for (int t = 0; t < count; t++) {
      tiers.add(new MarginTier(from, RATES[rate], null));
      BigDecimal multiple = price.multiply(BigDecimal.valueOf(1 + random.nextInt(40)));
      BigDecimal round = BigDecimal.valueOf(1 + random.nextInt(50_000));
      BigDecimal width =
          switch (random.nextInt(5)) {
            case 0 -> anyMagnitude(random);
            case 1, 2 -> multiple;
            default -> round;
          };
      from = from.add(width);
      rate = random.nextInt(rate, RATES.length);
      if (from.compareTo(Decimals.MAX) > 0) {
        break;
      }
    }
    return new TierTable(tiers);
  }

  private PolicyTerms terms() {
    boolean atEquality = random.nextBoolean();
    boolean hysteresis = random.nextBoolean();
    BigDecimal[] entries = {
      oneOf(WARNING), oneOf(LIQUIDATABLE), oneOf(SEVERE), BigDecimal.ZERO,
    };
    PolicyTerms.Threshold[] thresholds = new PolicyTerms.Threshold[entries.length];
    BigDecimal widest = LARGEST_MULTIPLIER;
    for (int i = 0; i < entries.length; i++) {
      BigDecimal step = BigDecimal.valueOf(hysteresis ? random.nextInt(12) : 0, 1);
      BigDecimal exit = entries[i].add(step).min(widest);
      thresholds[i] = new PolicyTerms.Threshold(entries[i], exit);
      widest = exit;
    }
    return new PolicyTerms(
        thresholds[0], thresholds[1], thresholds[2], thresholds[3], atEquality, CloseOutRule.FULL);
  }

  private <T> T oneOf(Collection<T> choices) {
    return List.copyOf(choices).get(random.nextInt(choices.size()));
  }

  private BigDecimal oneOf(BigDecimal[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static BigDecimal[] decimals(String... values) {
    BigDecimal[] decimals = new BigDecimal[values.length];
    for (int i = 0; i < values.length; i++) {
      decimals[i] = new BigDecimal(values[i]);
    }
    return decimals;
  }
}
