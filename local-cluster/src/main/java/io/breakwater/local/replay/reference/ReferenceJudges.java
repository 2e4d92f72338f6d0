package io.breakwater.local.replay.reference;

import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.judge.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Judges all observed factors of a replay through time. At one instant parameters come first, then
 * what they make of judged values, by factor; then values, then what time makes of them, by factor.
 */
final class ReferenceJudges {
  private final ReferenceMarket market;
  private final Map<String, JudgedFactor> factors = new HashMap<>();
  private final TreeMap<String, JudgedFactor> judged = new TreeMap<>();
  private final TreeMap<String, List<Verdict>> rejudged = new TreeMap<>();

  /** The newest values of factors that nobody has named. */
  private final Map<String, OraclePrice> waiting = new HashMap<>();

  /**
   * @param market where what is accepted is added
   */
  ReferenceJudges(ReferenceMarket market) {
    this.market = market;
  }

  private JudgedFactor factor(String id) {
    return factors.computeIfAbsent(id, name -> new JudgedFactor(name, market.scale(name)));
  }

  /** A source says something, at its publish time. */
  void price(OraclePrice price) {
    JudgedFactor factor = factor(price.factor());
    if (!factor.isNews(price)) {
      return;
    }
    if (!factor.isJudged()) {
      unjudged(factor, price);
    } else if (factor.names(price.source()) && market.canTell(price)) {
      factor.heard(price);
      factor.judgeValue(price).ifPresent(market::add);
    }
  }

  private void unjudged(JudgedFactor factor, OraclePrice price) {
    if (!market.isNamed(price.factor())) {
      waiting.put(price.factor(), price);
      factor.heard(price);
    } else if (accept(factor, price, price.publishTime())) {
      factor.heard(price);
    }
  }

  private boolean accept(JudgedFactor factor, OraclePrice price, long time) {
    if (!market.add(price, time)) {
      return false;
    }
    factor.countIn(market.scale(price.factor()));
    factor.acceptedUnjudged(market.factor(price.factor()).value());
    return true;
  }

  /** A factor is named and judged: what has waited for that was not judged, and is not used. */
  void forgetWaiting(String id) {
    waiting.remove(id);
  }

  /** Factors are named for the first time: what has waited for that is accepted. */
  void named(List<String> news, long time) {
    for (String name : news) {
      OraclePrice kept = waiting.remove(name);
      if (kept != null) {
        accept(factor(name), kept, time);
      }
    }
  }

  /**
   * Terms of a factor are in force, as an event of the market says.
   *
   * @param terms null where it is not judged
   */
  void bringIntoForce(String id, JudgingTerms terms, long time) {
    JudgedFactor factor = factor(id);
    boolean counted = factor.countIn(market.scale(id));
    note(id, factor.bringIntoForce(terms, counted, time));
    if (terms == null) {
      judged.remove(id);
    } else {
      judged.put(id, factor);
    }
  }

  /** An instrument states the scale of its own factor. */
  void counted(String id, long time) {
    JudgedFactor factor = judged.get(id);
    if (factor == null) {
      factor(id).countIn(market.scale(id));
    } else {
      note(id, factor.countedAnew(factor.countIn(market.scale(id)), time));
    }
  }

  private void note(String id, Optional<Verdict> verdict) {
    verdict.ifPresent(told -> rejudged.computeIfAbsent(id, name -> new ArrayList<>()).add(told));
  }

  /** All parameters of an instant have come into force: what they make of judged values. */
  void endParameters() {
    rejudged.values().forEach(verdicts -> verdicts.forEach(market::add));
    rejudged.clear();
  }

  /** When time alone calls for a judgement; {@link JudgedFactor#NEVER} for never. */
  long nextTime() {
    long next = JudgedFactor.NEVER;
    for (JudgedFactor factor : judged.values()) {
      next = Math.min(next, factor.nextTime());
    }
    return next;
  }

  /** {@link #nextTime} has come, and all values of that time. */
  void timeIsUp() {
    long time = nextTime();
    for (JudgedFactor factor : judged.values()) {
      if (factor.nextTime() == time) {
        factor.timeIsUp().ifPresent(market::add);
      }
    }
  }
}
