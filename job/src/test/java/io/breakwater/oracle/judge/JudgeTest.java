package io.breakwater.oracle.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.oracle.Doubt;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.Validity;
import io.breakwater.oracle.reference.ReferenceJudge;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The judge against the reference, which looks at the whole history each time. */
class JudgeTest {
  private static final int STREAMS = 8_000;
  private static final int EVENTS = 40;
  private static final long SECOND = 1_000_000;
  private static final long[] STEPS = {
    0, 1, SECOND - 1, SECOND, 2 * SECOND, 5 * SECOND, 30 * SECOND
  };
  private static final long[] AGO = {0, 0, 0, SECOND, 2 * SECOND, 20 * SECOND};
  private static final long[] AGES = {5 * SECOND, 10 * SECOND, 30 * SECOND};
  private static final int[] JUMPS = {0, 100, 150, 300, 1_000, 1_500, 5_000, 6_000};

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final int FINE = 40;
  private static final MathContext DIGITS = new MathContext(6);

  private final Map<Validity, Integer> validities = new EnumMap<>(Validity.class);
  private final Map<Doubt, Integer> doubts = new EnumMap<>(Doubt.class);
  private int provisional;
  private int confirmed;
  private int steady;

  @Test
  void judgesLikeTheReference() {
    for (int seed = 0; seed < STREAMS; seed++) {
      new Stream(seed).play();
    }
    assertThat(validities.keySet()).isEqualTo(EnumSet.allOf(Validity.class));
    assertThat(validities.values()).allMatch(count -> count > 2_000);
    assertThat(doubts.keySet()).isEqualTo(EnumSet.allOf(Doubt.class));
    assertThat(doubts.values()).allMatch(count -> count > 1_000);
    assertThat(provisional).as("provisional values").isGreaterThan(1_000);
    assertThat(confirmed).as("provisional values that are confirmed").isGreaterThan(300);
    assertThat(steady).as("values of a steady source").isGreaterThan(5_000);
  }

  /** One factor with random sources. */
  private final class Stream {
    private final int seed;
    private final SplittableRandom random;
    private final ReferenceJudge reference = new ReferenceJudge();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Long> published = new HashMap<>();
    private JudgingTerms terms;
    private JudgeState state = JudgeState.EMPTY;
    private BigDecimal level;
    private long time = 1_000 * SECOND;
    private long judged = Long.MIN_VALUE;
    private boolean wasProvisional;

    Stream(int seed) {
      this.seed = seed;
      random = new SplittableRandom(seed);
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        names.add("source-" + i);
      }
      terms = terms();
      level = new BigDecimal(random.nextBoolean() ? "2000" : "0.00012345");
    }

    private JudgingTerms terms() {
      List<SourceTerms> sources = new ArrayList<>();
      for (String name :
          names.subList(random.nextInt(4) == 0 ? names.size() - 1 : 0, names.size())) {
        sources.add(
            SourceTerms.of(
                name,
                BigDecimal.valueOf(1 + random.nextInt(3)),
                null,
                AGES[random.nextInt(AGES.length)]));
      }
      boolean bounded = level != null && random.nextInt(3) == 0;
      return new JudgingTerms(
          sources,
          1 + random.nextInt(sources.size()),
          150,
          200,
          1_000,
          random.nextBoolean() ? 5_000 : 1_000,
          bounded ? level.multiply(new BigDecimal("0.8")) : null,
          bounded ? level.multiply(new BigDecimal("1.3")) : null,
          random.nextInt(4) == 0 ? 0 : 10 * SECOND);
    }

    void play() {
      for (int i = 0; i < EVENTS; i++) {
        long next = time + STEPS[random.nextInt(STEPS.length)];
        boolean comesLate = random.nextInt(8) == 0;
        passTo(comesLate ? next : next - 1);
        time = next;
        if (random.nextInt(25) == 0) {
          terms = terms();
        } else {
          say(names.get(random.nextInt(names.size())));
        }
        judge(time, false);
      }
      passTo(time + 60 * SECOND);
    }

    private void say(String source) {
      long publishTime =
          Math.max(published.getOrDefault(source, 0L), time - AGO[random.nextInt(AGO.length)]);
      published.put(source, publishTime);
      BigDecimal value = value();
      BigDecimal confidence =
          random.nextInt(3) > 0
              ? null
              : value.multiply(new BigDecimal(random.nextBoolean() ? "0.02" : "0.03"));
      state = state.heard(source, value, confidence, publishTime, time);
      reference.heard(source, value, confidence, publishTime);
    }

    /** The level, exactly so many basis points from it, or where it goes on from. */
    private BigDecimal value() {
      BigDecimal share = BigDecimal.valueOf(JUMPS[random.nextInt(JUMPS.length)], 4);
      BigDecimal value =
          level.multiply(
              random.nextBoolean() ? BigDecimal.ONE.add(share) : BigDecimal.ONE.subtract(share));
      if (random.nextInt(6) == 0) {
        level = value.round(DIGITS);
      }
      return random.nextInt(3) == 0 ? level : value;
    }

    private void passTo(long limit) {
      for (long next = Judge.nextTime(terms, state, judged);
          next <= limit;
          next = Judge.nextTime(terms, state, judged)) {
        judge(next, true);
      }
    }

    private void judge(long at, boolean silencing) {
      Judge.Result result = Judge.judge(terms, state, at, silencing);
      assertThat(result).isEqualTo(Judge.inFull(terms, state, at, silencing));
      if (!silencing && SteadySource.judge(terms, state, at) != null) {
        steady++;
      }
      ReferenceJudge.Outcome outcome = reference.judge(terms, at, silencing);
      state = result.state();
      judged = at;
      assertSame(result.judgement(), outcome);
      count(result.judgement());
    }

    private void assertSame(Judgement judgement, ReferenceJudge.Outcome outcome) {
      String where = "seed %s at %s: %s, %s".formatted(seed, judgement.time(), state, terms);
      assertThat(judgement.validity()).as(where).isEqualTo(outcome.validity());
      assertThat(judgement.value()).as(where).isEqualTo(outcome.value());
      assertThat(judgement.certainty().provisional())
          .as(where)
          .isEqualTo(outcome.validity() == Validity.RECOVERING && outcome.provisional());
      assertThat(judgement.reasons()).as(where).isEqualTo(outcome.reasons());
      Map<String, Doubt> unused = new HashMap<>();
      for (SourceVerdict verdict : judgement.sources()) {
        if (!verdict.used()) {
          unused.put(verdict.source(), verdict.reason());
        }
      }
      assertThat(unused).as(where).isEqualTo(outcome.doubts());
      assertInterval(where, judgement, outcome);
      assertWide(where, judgement, outcome);
    }

    private void assertInterval(String where, Judgement judgement, ReferenceJudge.Outcome outcome) {
      Interval interval = judgement.interval(TWO, FINE);
      if (outcome.value() == null) {
        assertThat(interval).as(where).isNull();
        return;
      }
      BigDecimal low = outcome.value();
      BigDecimal high = outcome.value();
      if (outcome.validity() == Validity.HALTED || outcome.provisional()) {
        low = outcome.mayBeBelow() ? BigDecimal.ZERO : outcome.value().divide(TWO);
        high = outcome.mayBeAbove() ? null : outcome.value().multiply(TWO);
      } else if (outcome.validity() != Validity.VALID) {
        low = outcome.lowest().max(BigDecimal.ZERO);
        high = outcome.highest();
      }
      assertEnds(where, interval, low, high);
    }

    /** What it is for levels that recover late. */
    private void assertWide(String where, Judgement judgement, ReferenceJudge.Outcome outcome) {
      if (outcome.validity() == Validity.RECOVERING) {
        assertEnds(
            where,
            judgement.certainty().wide(judgement.value(), FINE, TWO),
            outcome.mayBeBelow() ? BigDecimal.ZERO : outcome.value().divide(TWO),
            outcome.mayBeAbove() ? null : outcome.value().multiply(TWO));
      }
    }

    private static void assertEnds(
        String where, Interval interval, BigDecimal low, BigDecimal high) {
      assertThat(interval.low()).as(where).isEqualByComparingTo(low);
      if (high == null) {
        assertThat(interval.high()).as(where).isNull();
      } else {
        assertThat(interval.high()).as(where).isEqualByComparingTo(high);
      }
    }

    private void count(Judgement judgement) {
      validities.merge(judgement.validity(), 1, Integer::sum);
      Set<Doubt> all = EnumSet.noneOf(Doubt.class);
      all.addAll(judgement.reasons());
      judgement.sources().stream()
          .filter(verdict -> !verdict.used())
          .forEach(verdict -> all.add(verdict.reason()));
      all.forEach(doubt -> doubts.merge(doubt, 1, Integer::sum));
      boolean isProvisional = judgement.certainty().provisional();
      provisional += isProvisional ? 1 : 0;
      confirmed += wasProvisional && !isProvisional ? 1 : 0;
      wasProvisional = isProvisional;
    }
  }

  /** A confirmed jump is over: the next one must be confirmed anew, a second later. */
  @Test
  void aConfirmedJumpDoesNotConfirmTheNext() {
    JudgingTerms terms = alone(60 * SECOND);
    assertThat(validity(terms, 0, "1", 10, "0.5", 11, "0.5")).isEqualTo(Validity.VALID);
    assertThat(validity(terms, 0, "1", 10, "0.5", 11, "0.5", 11.5, "0.25", 11.501, "0.25"))
        .isEqualTo(Validity.HALTED);
    assertThat(validity(terms, 0, "1", 10, "0.5", 11, "0.5", 11.5, "0.25", 12.5, "0.25"))
        .isEqualTo(Validity.VALID);
  }

  /** A source that stood at its bound and falls silent leaves no less doubt than before. */
  @Test
  void silenceAtABoundStaysOpen() {
    JudgingTerms plain = alone(60 * SECOND);
    JudgingTerms bounded =
        new JudgingTerms(
            plain.sources(), 1, 150, 200, 10_000, 10_000, new BigDecimal("0.10"), null, 0);
    JudgeState state = JudgeState.EMPTY.heard("s", new BigDecimal("0.40"), null, 0, 1);
    state = Judge.judge(bounded, state, 0, false).state();
    state = state.heard("s", new BigDecimal("0.10"), null, 10 * SECOND, 2);
    state = Judge.judge(bounded, state, 10 * SECOND, false).state();
    Judgement silent = Judge.judge(bounded, state, 70 * SECOND, true).judgement();
    assertThat(silent.interval(TWO, 8))
        .isEqualTo(new Interval(BigDecimal.ZERO, new BigDecimal("0.8")));
  }

  private static JudgingTerms alone(long maximumAge) {
    return new JudgingTerms(
        List.of(SourceTerms.of("s", BigDecimal.ONE, null, maximumAge)),
        1,
        JudgingTerms.DEFAULT_DEVIATION_BPS,
        JudgingTerms.DEFAULT_CONFIDENCE_BPS,
        JudgingTerms.DEFAULT_JUMP_BPS,
        JudgingTerms.DEFAULT_HARD_JUMP_BPS,
        null,
        null,
        JudgingTerms.DEFAULT_GRACE_MICROS);
  }

  /** The validity after values of one source, each after its time in seconds. */
  private static Validity validity(JudgingTerms terms, Object... timesAndValues) {
    JudgeState state = JudgeState.EMPTY;
    for (int i = 0; i < timesAndValues.length; i += 2) {
      long time = Math.round(((Number) timesAndValues[i]).doubleValue() * SECOND);
      state = state.heard("s", new BigDecimal((String) timesAndValues[i + 1]), null, time, i);
      state = Judge.judge(terms, state, time, false).state();
    }
    return state.validity();
  }
}
