package io.breakwater.margin.reference;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The level that is certain of an account, by trying values: for each factor in doubt its ends and
 * every value at which a tier begins, everything that derives from it moved along, and the
 * accounts' elements valued anew by {@link ReferenceEvaluator} each time. What derives from several
 * doubtful factors is tried by itself. Slow.
 */
public final class ReferenceBox {
  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);
  private static final List<Level> WORST_FIRST =
      List.of(Level.BANKRUPT, Level.SEVERE, Level.LIQUIDATABLE, Level.WARNING);

  /** So large that whatever grows without end has become large. */
  private static final BigDecimal WITHOUT_END = BigDecimal.ONE.scaleByPowerOfTen(60);

  private final Account account;
  private final Level level;
  private final BigDecimal multiplier;
  private final Market market;

  private ReferenceBox(Account account, Level level, BigDecimal multiplier, Market market) {
    this.account = account;
    this.level = level;
    this.multiplier = multiplier;
    this.market = market;
  }

  /**
   * The worst level that the account is below the threshold of, whatever is true; not worse than
   * its level, of which roundings of products may make a different one.
   *
   * @param decided the level at the accepted values
   */
  public static Level level(Account account, Level decided, Level remembered, Market market) {
    if (!account.owes()) {
      return Level.HEALTHY;
    }
    if (!new ReferenceBox(account, Level.WARNING, BigDecimal.ONE, market).isInDoubt()) {
      return decided;
    }
    for (Level level : WORST_FIRST) {
      boolean mayBe = !level.isWorseThan(decided);
      if (mayBe && isBelow(account, level, remembered, market)) {
        return level == Level.BANKRUPT ? decided : level;
      }
    }
    return Level.HEALTHY;
  }

  private static boolean isBelow(Account account, Level level, Level remembered, Market market) {
    PolicyTerms terms = market.policy().inForce();
    PolicyTerms.Threshold threshold = terms.threshold(level);
    boolean isReached = remembered.compareTo(level) >= 0;
    BigDecimal multiplier = isReached ? threshold.exit() : threshold.entry();
    int sign = best(account, level, multiplier, market).health(multiplier).signum();
    return sign < 0 || sign == 0 && terms.belowAtZero(level);
  }

  /**
   * Equity and requirement where health is greatest; at 10^60 for a factor whose health grows
   * without end.
   */
  public static Valuation best(Account account, Level level, BigDecimal multiplier, Market market) {
    return new ReferenceBox(account, level, multiplier, market).best();
  }

  /** Elements that move along one factor in doubt, or one that derives from several. */
  private record Group(Interval interval, List<Moving> elements, Account members) {}

  /** The factor of an element, as a multiple of what it moves along. */
  private record Moving(String factor, BigDecimal multiple) {}

  private Valuation best() {
    Map<String, List<Moving>> alone = new TreeMap<>();
    Set<String> fixed = new TreeSet<>();
    for (String factor : factors()) {
      List<String> doubtful = new ArrayList<>();
      collectDoubtful(factor, doubtful);
      if (doubtful.isEmpty()) {
        fixed.add(factor);
      } else if (doubtful.size() == 1) {
        alone
            .computeIfAbsent(doubtful.get(0), name -> new ArrayList<>())
            .add(new Moving(factor, multiple(factor, doubtful.get(0))));
      } else {
        alone.put("several in " + factor, List.of(new Moving(factor, BigDecimal.ONE)));
      }
    }
    Valuation cash = new Valuation(account.cash(), BigDecimal.ZERO);
    Valuation total = cash.plus(ReferenceEvaluator.value(part(fixed), market));
    for (Map.Entry<String, List<Moving>> entry : alone.entrySet()) {
      String along = entry.getKey();
      Interval interval =
          along.startsWith("several in ")
              ? interval(entry.getValue().get(0).factor())
              : interval(along);
      Set<String> moving = new HashSet<>();
      entry.getValue().forEach(each -> moving.add(each.factor()));
      total = total.plus(best(new Group(interval, entry.getValue(), part(moving))));
    }
    return total;
  }

  private Valuation best(Group group) {
    Valuation best = null;
    for (BigDecimal value : candidates(group)) {
      Map<String, BigDecimal> values = new HashMap<>();
      for (Moving each : group.elements()) {
        values.put(each.factor(), value.multiply(each.multiple()));
      }
      Valuation found = ReferenceEvaluator.value(group.members(), new Tried(market, values));
      if (best == null || found.health(multiplier).compareTo(best.health(multiplier)) > 0) {
        best = found;
      }
    }
    return best;
  }

  private Set<BigDecimal> candidates(Group group) {
    Interval interval = group.interval();
    BigDecimal high = interval.high() == null ? WITHOUT_END : interval.high();
    Set<BigDecimal> candidates = new TreeSet<>(List.of(interval.low(), high));
    for (Position position : group.members().positions()) {
      InstrumentParameters instrument = market.parameters(position.instrument());
      for (Moving each : group.elements()) {
        boolean isIts = each.factor().equals(instrument.factors().price());
        if (isIts && instrument.kind() != InstrumentKind.INVERSE_PERPETUAL) {
          for (MarginTier tier : instrument.inForce().tiers().tiers()) {
            BigDecimal size = position.size().abs().multiply(each.multiple());
            candidates.add(tier.notionalFrom().divide(size, DIGITS));
          }
        }
      }
    }
    candidates.removeIf(c -> c.compareTo(interval.low()) < 0 || c.compareTo(high) > 0);
    return candidates;
  }

  private boolean isInDoubt() {
    List<String> doubtful = new ArrayList<>();
    factors().forEach(factor -> collectDoubtful(factor, doubtful));
    return !doubtful.isEmpty();
  }

  private Set<String> factors() {
    Set<String> factors = new TreeSet<>();
    for (Position position : account.positions()) {
      factors.add(factor(position));
    }
    for (Balance balance : account.balances()) {
      factors.add(factor(balance));
    }
    return factors;
  }

  private String factor(Position position) {
    return market.parameters(position.instrument()).factors().price();
  }

  private String factor(Balance balance) {
    return market.parameters(balance.instrument()).factors().of(balance.side());
  }

  /** The elements, without cash, that are valued by some factors. */
  private Account part(Set<String> factors) {
    return new Account(
        account.id(),
        BigDecimal.ZERO,
        account.balances().stream().filter(each -> factors.contains(factor(each))).toList(),
        account.positions().stream().filter(each -> factors.contains(factor(each))).toList());
  }

  private void collectDoubtful(String factor, List<String> found) {
    Product product = market.product(factor);
    if (!market.isCertain(factor)) {
      found.add(factor);
    } else if (product != null) {
      collectDoubtful(product.left(), found);
      collectDoubtful(product.right(), found);
    }
  }

  /** The product of everything else in a factor. */
  private BigDecimal multiple(String factor, String of) {
    if (factor.equals(of)) {
      return BigDecimal.ONE;
    }
    Product product = market.product(factor);
    if (product == null) {
      return null;
    }
    BigDecimal left = multiple(product.left(), of);
    BigDecimal right = multiple(product.right(), of);
    if (left != null) {
      return left.multiply(market.value(product.right()));
    }
    return right == null ? null : right.multiply(market.value(product.left()));
  }

  private Interval interval(String factor) {
    if (!market.isCertain(factor)) {
      return market.interval(factor, level);
    }
    Product product = market.product(factor);
    List<String> doubtful = new ArrayList<>();
    collectDoubtful(factor, doubtful);
    if (doubtful.isEmpty()) {
      return new Interval(market.value(factor), market.value(factor));
    }
    Interval left = interval(product.left());
    Interval right = interval(product.right());
    boolean hasEnd = left.high() != null && right.high() != null;
    return new Interval(
        left.low().multiply(right.low()), hasEnd ? left.high().multiply(right.high()) : null);
  }

  /** A market with other values of some factors. */
  private record Tried(Market market, Map<String, BigDecimal> values) implements Market {
    @Override
    public InstrumentParameters parameters(String instrument) {
      return market.parameters(instrument);
    }

    @Override
    public BigDecimal value(String factor) {
      return values.containsKey(factor) ? values.get(factor) : market.value(factor);
    }

    @Override
    public Product product(String factor) {
      return market.product(factor);
    }

    @Override
    public RiskPolicy policy() {
      return market.policy();
    }
  }
}
