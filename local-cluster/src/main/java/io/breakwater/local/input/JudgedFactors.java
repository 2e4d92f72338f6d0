package io.breakwater.local.input;

import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Scheduling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * By which terms factors are judged, and so whose a value is that names no source: at each time
 * those of the last record, with what of its changes has come into force by then.
 */
final class JudgedFactors {
  /** Nothing is judged. */
  static final JudgedFactors NONE = new JudgedFactors();

  /** By factor, the terms from each time on, microseconds since the epoch. */
  private final Map<String, NavigableMap<Long, FactorTerms>> terms = new HashMap<>();

  private JudgedFactors() {}

  /**
   * The terms that records state.
   *
   * @param updates by time, then in the order in which they count
   */
  static JudgedFactors of(List<FactorUpdate> updates) {
    JudgedFactors judged = new JudgedFactors();
    updates.forEach(judged::add);
    return judged;
  }

  private void add(FactorUpdate update) {
    RiskFactorParameters stated = Scheduling.at(update.parameters(), update.time());
    NavigableMap<Long, FactorTerms> ofFactor =
        terms.computeIfAbsent(stated.id(), id -> new TreeMap<>());
    ofFactor.tailMap(update.time(), true).clear();
    ofFactor.put(update.time(), stated.inForce());
    stated.scheduled().forEach(later -> ofFactor.put(later.effectiveTime(), later.terms()));
  }

  /**
   * The sources that count of a factor, in the order of its terms; none where it is not judged.
   *
   * @param micros when, since the epoch
   */
  List<String> sources(String factor, long micros) {
    NavigableMap<Long, FactorTerms> ofFactor = terms.get(factor);
    Map.Entry<Long, FactorTerms> inForce = ofFactor == null ? null : ofFactor.floorEntry(micros);
    return inForce == null ? List.of() : sources(inForce.getValue());
  }

  private static List<String> sources(FactorTerms terms) {
    JudgingTerms judging = terms.judging();
    return judging == null
        ? List.of()
        : judging.sources().stream().map(SourceTerms::source).toList();
  }

  /** Whether several sources of a factor count, at some time. */
  boolean hasSeveralSources(String factor) {
    NavigableMap<Long, FactorTerms> ofFactor = terms.get(factor);
    return ofFactor != null
        && ofFactor.values().stream().anyMatch(stated -> sources(stated).size() > 1);
  }

  /** The shortest maximum age of any source at any time, microseconds; the largest long of none. */
  long shortestAge() {
    return terms.values().stream()
        .flatMap(ofFactor -> ofFactor.values().stream())
        .filter(FactorTerms::isJudged)
        .flatMap(stated -> stated.judging().sources().stream())
        .mapToLong(SourceTerms::maximumAgeMicros)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /**
   * The tick with its source: that which it names, else the only one that counts at its time.
   *
   * @throws RefusedException for one that names none where several count
   */
  Tick attributed(Tick tick) {
    if (tick.namesSource()) {
      return tick;
    }
    List<String> sources = sources(tick.factor(), tick.timeMicros());
    if (sources.size() > 1) {
      throw new RefusedException(
          Refusal.MISSING_VALUE,
          "no source is named, and %s is judged by several: name one of %s, in a column source of ticks."
              .formatted(tick.factor(), String.join(", ", sources)));
    }
    return sources.isEmpty() ? tick : tick.from(sources.get(0));
  }
}
