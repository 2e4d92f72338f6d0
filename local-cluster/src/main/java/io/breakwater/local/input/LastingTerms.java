package io.breakwater.local.input;

import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.stream.event.FactorUpdate;

/** Terms of a factor of which nobody says anything after the book: its values stay fresh. */
final class LastingTerms {
  private LastingTerms() {}

  /** The same update with the longest ages, in force and scheduled. */
  static FactorUpdate of(FactorUpdate update) {
    RiskFactorParameters stated = update.parameters();
    RiskFactorParameters lasting =
        new RiskFactorParameters(
            stated.id(),
            stated.kind(),
            stated.product(),
            stated.version(),
            lasting(stated.inForce()),
            stated.scheduled().stream()
                .map(
                    later ->
                        new RiskFactorParameters.Scheduled(
                            later.effectiveTime(), lasting(later.terms())))
                .toList());
    return new FactorUpdate(lasting, update.time(), update.origin());
  }

  private static FactorTerms lasting(FactorTerms terms) {
    return terms.isJudged()
        ? new FactorTerms(terms.scale(), terms.judging().withLongestAges())
        : terms;
  }
}
