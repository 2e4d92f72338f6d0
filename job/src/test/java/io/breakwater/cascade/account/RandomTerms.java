package io.breakwater.cascade.account;

import io.breakwater.margin.model.FactorsOf;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.oracle.FactorKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Seeded incentives and groups for markets that have none. */
public final class RandomTerms {
  private static final String[] FEES = {"0", "0.005", "0.05", "0.075", "0.1", "0.5"};
  private static final String[] BETAS = {"1", "1", "0.98", "0.5", "1.5", "3", "-1", "-0.4"};

  private final RandomGenerator random;

  public RandomTerms(RandomGenerator random) {
    this.random = random;
  }

  /** The same market with an incentive of every instrument. */
  public FixedMarket withIncentives(FixedMarket market) {
    Map<String, InstrumentParameters> instruments = new HashMap<>();
    for (InstrumentParameters instrument : market.instruments().values()) {
      MarginParameters rules = instrument.inForce();
      BigDecimal fee = new BigDecimal(FEES[random.nextInt(FEES.length)]);
      instruments.put(
          instrument.id(),
          instrument.withInForce(
              new MarginParameters(
                  rules.tiers(),
                  rules.marginBasis(),
                  rules.closingFeeRate(),
                  rules.flatMargin(),
                  rules.depositWeight(),
                  rules.debtWeight(),
                  fee)));
    }
    return market.withInstruments(instruments);
  }

  /** What a random market's observed factor measures, by its name. */
  public static FactorKind kind(String factor) {
    return switch (factor.charAt(0)) {
      case 'B' -> FactorKind.BORROW_INDEX;
      case 'S' -> FactorKind.SUPPLY_INDEX;
      default -> FactorKind.PRICE;
    };
  }

  /** The default shocks, dust of one of the accounts' magnitudes, and mostly a group or two. */
  public CascadeTerms terms(FixedMarket market) {
    List<String> prices =
        new ArrayList<>(market.prices().keySet().stream().filter(RandomTerms::isPrice).toList());
    Collections.shuffle(prices, new Random(random.nextLong()));
    List<CascadeTerms.Group> groups = new ArrayList<>();
    while (prices.size() > 1 && random.nextInt(4) > 0) {
      List<CascadeTerms.Member> members = new ArrayList<>();
      int count = random.nextInt(2, Math.min(4, prices.size()) + 1);
      for (String price : List.copyOf(prices.subList(0, count))) {
        prices.remove(price);
        BigDecimal beta = new BigDecimal(BETAS[random.nextInt(BETAS.length)]);
        members.add(new CascadeTerms.Member(price, beta));
      }
      if (isApart(members, market)) {
        groups.add(new CascadeTerms.Group("group" + groups.size(), members));
      }
    }
    BigDecimal dust = BigDecimal.valueOf(1 + random.nextInt(100_000));
    return new CascadeTerms(
        CascadeTerms.DEFAULT_SHOCKS_BPS, groups, new TreeMap<>(), List.of(), dust, false);
  }

  private static boolean isPrice(String factor) {
    return kind(factor) == FactorKind.PRICE;
  }

  /** Whether no product has two of them in it. */
  private static boolean isApart(List<CascadeTerms.Member> members, FixedMarket market) {
    for (String factor : market.products().keySet()) {
      Set<String> observed = new HashSet<>(FactorsOf.observed(List.of(factor), market));
      if (members.stream().filter(member -> observed.contains(member.factor())).count() > 1) {
        return false;
      }
    }
    return true;
  }
}
