package io.breakwater.oracle.judge;

import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Doubt;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.Spread;
import io.breakwater.oracle.Validity;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** What judging keeps and says, at random: values of the right types, not of any sense. */
public final class RandomJudgements {
  private final Random random;

  public RandomJudgements(Random random) {
    this.random = random;
  }

  private BigDecimal positive() {
    return BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(10));
  }

  private <T> T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private String source() {
    return "source " + random.nextInt(100);
  }

  public Interval interval() {
    BigDecimal low = positive();
    return new Interval(low, maybe(() -> low.add(positive())));
  }

  public Certainty certainty() {
    return new Certainty(
        one(Validity.values()),
        random.nextBoolean(),
        maybe(this::interval),
        random.nextBoolean(),
        random.nextBoolean());
  }

  private Published published() {
    return new Published(random.nextLong(), random.nextLong());
  }

  private SourceVerdict sourceVerdict() {
    return new SourceVerdict(
        source(),
        maybe(this::positive),
        maybe(random::nextLong),
        random.nextBoolean(),
        maybe(() -> one(Doubt.values())));
  }

  public Spread spread() {
    BigDecimal lowest = random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(), 6);
    return new Spread(
        random.nextInt(64),
        random.nextInt(64),
        lowest,
        lowest == null ? null : lowest.add(BigDecimal.ONE));
  }

  public Judgement judgement() {
    Set<Doubt> reasons = EnumSet.noneOf(Doubt.class);
    List<SourceVerdict> sources = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      reasons.add(one(Doubt.values()));
      sources.add(sourceVerdict());
    }
    return new Judgement(
        random.nextLong(),
        maybe(this::positive),
        certainty(),
        maybe(this::published),
        reasons,
        sources);
  }

  public Verdict verdict(Origin origin) {
    return new Verdict(
        "factor " + random.nextInt(100),
        random.nextLong(),
        one(JudgedBy.values()),
        maybe(this::positive),
        certainty(),
        random.nextBoolean(),
        maybe(this::published),
        maybe(this::judgement),
        maybe(() -> one(Validity.values())),
        source(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        origin,
        random.nextBoolean() ? null : spread());
  }

  public PriceQuality quality() {
    return new PriceQuality(
        "factor " + random.nextInt(100),
        random.nextLong(),
        maybe(() -> one(Validity.values())),
        judgement(),
        maybe(this::interval));
  }

  /**
   * @param parameters of a factor, or null
   */
  public FactorState state(RiskFactorParameters parameters) {
    Map<String, SourceState> sources = new HashMap<>();
    Set<String> used = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      sources.put(
          source(),
          new SourceState(
              positive(),
              maybe(this::positive),
              random.nextLong(),
              random.nextLong(),
              maybe(this::positive),
              maybe(random::nextLong)));
      used.add(source());
    }
    return new FactorState(
        parameters,
        parameters,
        random.nextLong(),
        random.nextInt(-1, 19),
        new JudgeState(
            sources,
            maybe(() -> random.nextInt(19)),
            maybe(this::positive),
            random.nextBoolean(),
            maybe(this::positive),
            random.nextBoolean(),
            maybe(this::certainty),
            random.nextBoolean(),
            random.nextLong(),
            random.nextLong(),
            used),
        random.nextLong(),
        random.nextLong(),
        random.nextLong());
  }
}
