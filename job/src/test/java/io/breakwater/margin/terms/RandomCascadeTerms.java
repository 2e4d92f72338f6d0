package io.breakwater.margin.terms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Terms for cascades such as nobody would state, but all within their ranges. */
public final class RandomCascadeTerms {
  private RandomCascadeTerms() {}

  public static CascadeTerms ofPolicy(Random random) {
    List<Integer> shocks = new ArrayList<>();
    for (int i = random.nextInt(5), bps = 0; i > 0; i--) {
      bps += 1 + random.nextInt(2_000);
      shocks.add(bps);
    }
    List<CascadeTerms.Group> groups = new ArrayList<>();
    List<CascadeTerms.Scenario> scenarios = new ArrayList<>();
    SortedMap<String, BigDecimal> betas = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      groups.add(new CascadeTerms.Group("group " + i, members(random, i)));
      betas.put("é" + random.nextInt(1_000), number(random).negate());
      scenarios.add(new CascadeTerms.Scenario("scenario " + i, moves(random)));
    }
    return new CascadeTerms(shocks, groups, betas, scenarios, number(random), random.nextBoolean());
  }

  private static List<CascadeTerms.Member> members(Random random, int group) {
    List<CascadeTerms.Member> members = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      members.add(
          new CascadeTerms.Member(
              "factor %d of %d".formatted(i, group), number(random).add(BigDecimal.ONE)));
    }
    return members;
  }

  private static SortedMap<String, Integer> moves(Random random) {
    SortedMap<String, Integer> moves = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      moves.put("factor " + random.nextInt(1_000), random.nextInt(30_000) - 10_000);
    }
    return moves;
  }

  public static ImpactTerms ofInstrument(Random random) {
    List<Supplier<ImpactRule>> withoutDepth =
        List.of(
            () -> new ImpactRule.Linear(above0(random)),
            () -> new ImpactRule.SquareRoot(above0(random), above0(random), above0(random)),
            () ->
                new ImpactRule.BoundedExponential(
                    BigDecimal.valueOf(1 + random.nextInt(1_000), 3), above0(random)));
    ImpactRule other = withoutDepth.get(random.nextInt(withoutDepth.size())).get();
    boolean byDepth = random.nextBoolean();
    return new ImpactTerms(
        byDepth ? new ImpactRule.DepthCurve() : other,
        byDepth && random.nextBoolean() ? other : null,
        1 + random.nextInt(100_000),
        "fund " + random.nextInt(100));
  }

  private static BigDecimal above0(Random random) {
    return BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(12));
  }

  private static BigDecimal number(Random random) {
    return BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(12));
  }
}
