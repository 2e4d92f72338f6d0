package io.breakwater.oracle.judge;

import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.Validity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is kept of a factor from one judgement to the next.
 *
 * @param sources by name, those that were ever heard
 * @param scale decimals of accepted values; null before the first where none is stated
 * @param accepted the accepted value; null before the first
 * @param provisional whether that was taken unconfirmed after a silence
 * @param confirmed the last accepted value that is not provisional, from which jumps are measured;
 *     null before the first
 * @param silentSince whether, since that, there was a moment without any fresh source
 * @param certainty that the last judgement gave; null before the first
 * @param haltedInSilence whether it is HALTED and has been without any fresh source meanwhile
 * @param backSince when the last such halt was over; {@link #NEVER} before the first
 * @param silencedAt the last time at which time itself was the cause of a judgement: what came of
 *     age then stays silent, whatever else comes at that time; {@link #NEVER} before the first
 * @param used sources of which the last judgement made its value
 */
public record JudgeState(
    Map<String, SourceState> sources,
    Integer scale,
    BigDecimal accepted,
    boolean provisional,
    BigDecimal confirmed,
    boolean silentSince,
    Certainty certainty,
    boolean haltedInSilence,
    long backSince,
    long silencedAt,
    Set<String> used) {
  /** At no time. */
  static final long NEVER = Long.MIN_VALUE;

  /** Nothing was heard. */
  public static final JudgeState EMPTY =
      new JudgeState(Map.of(), null, null, false, null, false, null, false, NEVER, NEVER, Set.of());

  public JudgeState {
    sources =
        sources.size() > 1
            ? Collections.unmodifiableMap(new TreeMap<>(sources))
            : Map.copyOf(sources);
    used = used.size() > 1 ? Collections.unmodifiableSet(new TreeSet<>(used)) : Set.copyOf(used);
  }

  /** Validity by the last judgement; null before the first. */
  public Validity validity() {
    return certainty == null ? null : certainty.validity();
  }

  /**
   * A value was accepted without being judged: jumps are not measured from it.
   *
   * @param unjudged rounded to the scale
   */
  JudgeState accepted(BigDecimal unjudged, Integer itsScale) {
    return new JudgeState(
        sources, itsScale, unjudged, false, null, false, null, false, NEVER, NEVER, Set.of());
  }

  /** Nothing has been judged, but what was heard and accepted is known. */
  JudgeState unjudged() {
    return accepted(accepted, scale);
  }

  /** Without what is of times after the latest that there can be. */
  JudgeState possible(long latest) {
    Map<String, SourceState> possible = new TreeMap<>(sources);
    possible.values().removeIf(source -> source.publishTime() > latest);
    return new JudgeState(
        possible,
        scale,
        accepted,
        provisional,
        confirmed,
        silentSince,
        certainty,
        haltedInSilence,
        backSince > latest ? NEVER : backSince,
        silencedAt > latest ? NEVER : silencedAt,
        used);
  }

  /**
   * With accepted values in another scale, rounded half to even.
   *
   * @param stated null for none, where no value was accepted
   */
  JudgeState restated(Integer stated) {
    return new JudgeState(
        sources,
        stated,
        rounded(accepted, stated),
        provisional,
        rounded(confirmed, stated),
        silentSince,
        certainty,
        haltedInSilence,
        backSince,
        silencedAt,
        used);
  }

  private static BigDecimal rounded(BigDecimal value, Integer scale) {
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_EVEN);
  }

  /** Up to when, exclusive, it is RECOVERING in any case. */
  long graceUntil(JudgingTerms terms) {
    return backSince == NEVER ? NEVER : backSince + terms.recoveryGraceMicros();
  }

  /** Whether what a source says would come after what is known of it: as {@code compareTo}. */
  public int order(String source, long publishTime, long sequence) {
    SourceState known = sources.get(source);
    return known == null ? 1 : known.compareTo(publishTime, sequence);
  }

  /** A source has said something that comes after what is known of it. */
  public JudgeState heard(
      String source, BigDecimal value, BigDecimal confidence, long publishTime, long sequence) {
    SourceState known = sources.get(source);
    return with(
        source,
        new SourceState(
            value,
            confidence,
            publishTime,
            sequence,
            known == null ? null : known.value(),
            known == null ? null : known.firstJump()));
  }

  /** With something else known of a source. */
  JudgeState with(String source, SourceState state) {
    return new JudgeState(
        changed(source, state),
        scale,
        accepted,
        provisional,
        confirmed,
        silentSince,
        certainty,
        haltedInSilence,
        backSince,
        silencedAt,
        used);
  }

  private Map<String, SourceState> changed(String source, SourceState state) {
    boolean isOnly = sources.isEmpty() || sources.size() == 1 && sources.containsKey(source);
    if (isOnly) {
      return Map.of(source, state);
    }
    Map<String, SourceState> changed = new TreeMap<>(sources);
    changed.put(source, state);
    return changed;
  }
}
