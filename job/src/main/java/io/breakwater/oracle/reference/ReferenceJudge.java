package io.breakwater.oracle.reference;

import io.breakwater.oracle.Doubt;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.Validity;
import io.breakwater.value.PriceScale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One factor, judged from its whole history: every value that was ever said and every judgement
 * that was ever made is looked at again each time. Only what can make no difference any more is
 * forgotten.
 */
public final class ReferenceJudge {
  private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);
  private static final long SECOND = 1_000_000;

  private final List<Said> said = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private BigDecimal acceptedUnjudged;
  private int scale = PriceScale.UNSTATED;

  /** What a source has said. */
  private record Said(String source, BigDecimal value, BigDecimal confidence, long publishTime) {}

  /**
   * What came of a judgement.
   *
   * @param time at which it was made
   * @param validity of the factor
   * @param value accepted; null before the first
   * @param provisional whether it was taken unconfirmed after a silence
   * @param lowest of the range of what is used; null where nothing is
   * @param highest likewise
   * @param reasons why it is not VALID
   * @param doubts by source, of those that are not used
   * @param anyFresh whether any source was fresh
   * @param silencing whether after all values of that time
   * @param mayBeBelow whether any source stood at or below the lower bound
   * @param mayBeAbove whether any source stood at or above the upper bound
   * @param maximumJumpBps of the terms then
   * @param values last value of each source then
   * @param jumped publish time of each source's value that had jumped; null for a source whose
   *     value had not, or was out of the bounds
   */
  public record Outcome(
      long time,
      Validity validity,
      BigDecimal value,
      boolean provisional,
      BigDecimal lowest,
      BigDecimal highest,
      Set<Doubt> reasons,
      Map<String, Doubt> doubts,
      boolean anyFresh,
      boolean silencing,
      boolean mayBeBelow,
      boolean mayBeAbove,
      int maximumJumpBps,
      Map<String, BigDecimal> values,
      Map<String, Long> jumped) {

    /** Whether a value was accepted for sure. */
    private boolean isFirm() {
      return validity != Validity.HALTED && !provisional;
    }

    /** Whether a value was accepted for sure, and no source was jumping. */
    private boolean isCalm() {
      return isFirm() && jumped.values().stream().allMatch(Objects::isNull);
    }

    private Outcome in(int decimals) {
      return new Outcome(
          time,
          validity,
          value == null ? null : value.setScale(decimals, RoundingMode.HALF_EVEN),
          provisional,
          lowest,
          highest,
          reasons,
          doubts,
          anyFresh,
          silencing,
          mayBeBelow,
          mayBeAbove,
          maximumJumpBps,
          values,
          jumped);
    }
  }

  /** A source has said something, after all that it has said before. */
  public void heard(String source, BigDecimal value, BigDecimal confidence, long publishTime) {
    said.remove(lastButOne(source));
    said.add(new Said(source, value, confidence, publishTime));
  }

  /** A value was accepted without being judged: what was judged before is over. */
  public void accepted(BigDecimal value) {
    outcomes.clear();
    acceptedUnjudged = value;
  }

  /** Values are counted with so many decimals, those that were accepted before too. */
  public void countIn(int decimals) {
    scale = decimals;
    outcomes.replaceAll(one -> one.in(decimals));
    acceptedUnjudged =
        acceptedUnjudged == null
            ? null
            : acceptedUnjudged.setScale(decimals, RoundingMode.HALF_EVEN);
  }

  /**
   * Judges at a time.
   *
   * @param silencing whether after all values of that time, so that what comes of age is silent
   */
  public Outcome judge(JudgingTerms terms, long time, boolean silencing) {
    Outcome outcome = new Pass(terms, time, silencing).outcome();
    remember(outcome);
    return outcome;
  }

  /** Of two calm judgements in a row the first says nothing that the second does not. */
  private void remember(Outcome outcome) {
    int last = outcomes.size() - 1;
    boolean endsHalt = last > 0 && outcomes.get(last - 1).validity() == Validity.HALTED;
    if (last >= 0
        && !endsHalt
        && outcome.isCalm()
        && outcomes.get(last).isCalm()
        && outcome.jumped().keySet().containsAll(outcomes.get(last).jumped().keySet())) {
      outcomes.remove(last);
    }
    outcomes.add(outcome);
  }

  private Said last(String source) {
    Said last = null;
    for (Said one : said) {
      last = one.source().equals(source) ? one : last;
    }
    return last;
  }

  private Said lastButOne(String source) {
    Said last = null;
    Said before = null;
    for (Said one : said) {
      if (one.source().equals(source)) {
        before = last;
        last = one;
      }
    }
    return before;
  }

  /** The last value that was accepted for sure, or null. */
  private BigDecimal base() {
    BigDecimal base = null;
    for (Outcome one : outcomes) {
      base = one.isFirm() ? one.value() : base;
    }
    return base;
  }

  private boolean wasSilentSinceBase() {
    boolean silent = false;
    for (Outcome one : outcomes) {
      silent = !one.isFirm() && (silent || !one.anyFresh());
    }
    return silent;
  }

  private BigDecimal lastValue() {
    return outcomes.isEmpty() ? acceptedUnjudged : outcomes.get(outcomes.size() - 1).value();
  }

  private boolean lastProvisional() {
    return !outcomes.isEmpty() && outcomes.get(outcomes.size() - 1).provisional();
  }

  /** The publish time of the first value of the run of jumps in which a source is, or null. */
  private Long jumpedSince(String source) {
    Long first = null;
    for (Outcome one : outcomes) {
      if (one.jumped().containsKey(source)) {
        Long jump = one.jumped().get(source);
        first = jump == null ? null : first == null ? jump : first;
        if (one.isFirm() && near(one.values().get(source), one.value(), one.maximumJumpBps())) {
          first = null;
        }
      }
    }
    return first;
  }

  /** Whether a time is in the grace after a halt that was silent. */
  private boolean isInGrace(JudgingTerms terms, long time) {
    boolean halted = false;
    boolean silent = false;
    boolean grace = false;
    for (Outcome one : outcomes) {
      if (one.validity() == Validity.HALTED) {
        silent = halted && silent || !one.anyFresh();
        halted = true;
      } else {
        if (halted && silent) {
          grace |= time < one.time() + terms.recoveryGraceMicros();
        }
        halted = false;
        silent = false;
      }
    }
    return grace || halted && silent && terms.recoveryGraceMicros() > 0;
  }

  private static BigDecimal bps(BigDecimal of, int bps) {
    return of.multiply(BigDecimal.valueOf(bps)).divide(TEN_THOUSAND);
  }

  private static boolean near(BigDecimal a, BigDecimal b, int bps) {
    return a.subtract(b).abs().compareTo(bps(b, bps)) <= 0;
  }

  /** One judgement. */
  private final class Pass {
    private final JudgingTerms terms;
    private final long time;
    private final boolean silencing;
    private final Map<String, Doubt> doubts = new HashMap<>();
    private final Map<String, Long> jumped = new HashMap<>();
    private final Map<String, BigDecimal> values = new HashMap<>();
    private final List<String> candidates = new ArrayList<>();
    private final List<String> unsureOfJump = new ArrayList<>();

    Pass(JudgingTerms terms, long time, boolean silencing) {
      this.terms = terms;
      this.time = time;
      boolean silenced = false;
      for (Outcome one : outcomes) {
        silenced |= one.silencing() && one.time() == time;
      }
      this.silencing = silencing || silenced;
    }

    /** Whether any source stands at or beyond a bound: the lower for −1, the upper for 1. */
    private boolean stands(int side) {
      BigDecimal bound = side < 0 ? terms.minimumPrice() : terms.maximumPrice();
      boolean stands = false;
      for (BigDecimal value : values.values()) {
        stands |= bound != null && value.compareTo(bound) * side >= 0;
      }
      return stands;
    }

    Outcome outcome() {
      for (SourceTerms source : terms.sources()) {
        consider(source.source());
      }
      List<String> used = used();
      boolean halted =
          used.isEmpty()
              || weight(used).multiply(BigDecimal.valueOf(2)).compareTo(weight(inside())) <= 0;
      if (halted) {
        used.forEach(source -> doubts.put(source, Doubt.DEVIATION));
        used = List.of();
      }
      boolean provisional =
          halted ? lastProvisional() : used.stream().anyMatch(unsureOfJump::contains);
      BigDecimal value = halted ? lastValue() : rounded(median(used));
      boolean recovering = provisional || isInGrace(terms, time);
      boolean few = used.size() < terms.minimumSources();
      boolean unsure = used.stream().anyMatch(this::isUnsure);
      Validity validity =
          halted
              ? Validity.HALTED
              : recovering
                  ? Validity.RECOVERING
                  : few || unsure ? Validity.DEGRADED : Validity.VALID;
      Set<Doubt> reasons = EnumSet.noneOf(Doubt.class);
      if (halted) {
        reasons.addAll(doubts.values());
      } else if (validity != Validity.VALID) {
        if (few) {
          reasons.add(Doubt.TOO_FEW_SOURCES);
        }
        if (unsure) {
          reasons.add(Doubt.CONFIDENCE);
        }
        if (recovering) {
          reasons.add(Doubt.GRACE);
        }
      }
      BigDecimal lowest = null;
      BigDecimal highest = null;
      if (!halted) {
        lowest = few ? value.subtract(bps(value, terms.maximumJumpBps())) : value;
        highest = few ? value.add(bps(value, terms.maximumJumpBps())) : value;
        for (String source : used) {
          Said last = last(source);
          BigDecimal half = last.confidence() == null ? BigDecimal.ZERO : last.confidence();
          lowest = lowest.min(last.value().subtract(half));
          highest = highest.max(last.value().add(half));
        }
      }
      return new Outcome(
          time,
          validity,
          value,
          provisional,
          lowest,
          highest,
          reasons,
          doubts,
          !fresh().isEmpty(),
          silencing,
          stands(-1),
          stands(1),
          terms.maximumJumpBps(),
          values,
          jumped);
    }

    private BigDecimal rounded(BigDecimal value) {
      scale = scale == PriceScale.UNSTATED ? PriceScale.setBy(value) : scale;
      return value.setScale(scale, RoundingMode.HALF_EVEN);
    }

    private SourceTerms termsOf(String name) {
      return terms.sources().stream()
          .filter(s -> s.source().equals(name))
          .findFirst()
          .orElseThrow();
    }

    private boolean isFresh(String source) {
      Said last = last(source);
      if (last == null) {
        return false;
      }
      long silentAt = last.publishTime() + termsOf(source).maximumAgeMicros();
      return silencing ? time < silentAt : time <= silentAt;
    }

    private boolean isInside(String source) {
      BigDecimal value = last(source).value();
      return (terms.minimumPrice() == null || value.compareTo(terms.minimumPrice()) > 0)
          && (terms.maximumPrice() == null || value.compareTo(terms.maximumPrice()) < 0);
    }

    private List<String> fresh() {
      return terms.sources().stream().map(SourceTerms::source).filter(this::isFresh).toList();
    }

    private List<String> inside() {
      return fresh().stream().filter(this::isInside).toList();
    }

    private void consider(String source) {
      Said last = last(source);
      if (last != null) {
        values.put(source, last.value());
        jumped.put(source, isInside(source) && hasJumped(source) ? last.publishTime() : null);
      }
      if (!isFresh(source)) {
        doubts.put(source, Doubt.STALE);
      } else if (!isInside(source)) {
        doubts.put(source, Doubt.OUT_OF_BOUNDS);
      } else if (!hasJumped(source)) {
        candidates.add(source);
      } else {
        considerJump(source);
      }
    }

    private boolean hasJumped(String source) {
      return base() != null && !near(last(source).value(), base(), terms.maximumJumpBps());
    }

    private void considerJump(String source) {
      boolean soft = near(last(source).value(), base(), terms.hardJumpBps());
      if (anotherConfirms(source) || soft && itselfConfirms(source)) {
        candidates.add(source);
      } else if (soft && wasSilentSinceBase()) {
        candidates.add(source);
        unsureOfJump.add(source);
      } else {
        doubts.put(source, Doubt.UNCONFIRMED_JUMP);
      }
    }

    private boolean anotherConfirms(String source) {
      BigDecimal value = last(source).value();
      return fresh().stream()
          .anyMatch(
              other ->
                  !other.equals(source)
                      && near(last(other).value(), value, terms.maximumDeviationBps()));
    }

    private boolean itselfConfirms(String source) {
      Long first = jumpedSince(source);
      Said before = lastButOne(source);
      return fresh().equals(List.of(source))
          && first != null
          && before != null
          && last(source).publishTime() - first >= SECOND
          && near(last(source).value(), before.value(), terms.maximumJumpBps());
    }

    private List<String> used() {
      if (candidates.isEmpty()) {
        return List.of();
      }
      BigDecimal median = median(candidates);
      List<String> near =
          candidates.stream()
              .filter(c -> near(last(c).value(), median, terms.maximumDeviationBps()))
              .toList();
      if (candidates.size() == 2 && near.size() < 2) {
        near = List.of();
      }
      for (String candidate : candidates) {
        if (!near.contains(candidate)) {
          doubts.put(candidate, Doubt.DEVIATION);
        }
      }
      List<String> sure = near.stream().filter(source -> !isUnsure(source)).toList();
      if (sure.size() < terms.minimumSources()) {
        return near;
      }
      near.stream().filter(this::isUnsure).forEach(s -> doubts.put(s, Doubt.CONFIDENCE));
      return sure;
    }

    private boolean isUnsure(String source) {
      Said last = last(source);
      return last.confidence() != null
          && last.confidence().compareTo(bps(last.value(), terms.maximumConfidenceBps())) > 0;
    }

    private BigDecimal weight(List<String> sources) {
      BigDecimal weight = BigDecimal.ZERO;
      for (String source : sources) {
        weight = weight.add(termsOf(source).weight());
      }
      return weight;
    }

    /** The mean of the least value with at least half below or at it, and with more than half. */
    private BigDecimal median(List<String> sources) {
      BigDecimal half = weight(sources).divide(BigDecimal.valueOf(2));
      BigDecimal atLeast = null;
      BigDecimal more = null;
      for (String source : sources) {
        BigDecimal value = last(source).value();
        BigDecimal below =
            weight(sources.stream().filter(s -> last(s).value().compareTo(value) <= 0).toList());
        if (below.compareTo(half) >= 0) {
          atLeast = atLeast == null ? value : atLeast.min(value);
        }
        if (below.compareTo(half) > 0) {
          more = more == null ? value : more.min(value);
        }
      }
      return atLeast.add(more).divide(BigDecimal.valueOf(2));
    }
  }
}
