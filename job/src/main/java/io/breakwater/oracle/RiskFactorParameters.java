package io.breakwater.oracle;

import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Scheduling;
import io.breakwater.value.Texts;
import java.util.List;

/**
 * One risk factor with the terms in force and those scheduled.
 *
 * @param id the factor
 * @param kind what it measures; fixed once used
 * @param product the two factors that it derives from; null for an observed factor; fixed once used
 * @param version the venue's number of this record
 * @param inForce the terms until the first scheduled change
 * @param scheduled later terms, ordered by their effective times
 */
public record RiskFactorParameters(
    String id,
    FactorKind kind,
    Product product,
    long version,
    FactorTerms inForce,
    List<Scheduled> scheduled)
    implements Scheduling<RiskFactorParameters> {
  /**
   * Terms that come into force later.
   *
   * @param effectiveTime microseconds since the epoch, on the job's clock
   */
  public record Scheduled(long effectiveTime, FactorTerms terms) {}

  /**
   * @throws RefusedException for an empty id, a kind that is unknown or that no rule of this
   *     release rests on, a product of the factor itself or one that is to be judged, or two
   *     scheduled changes at one time
   */
  public RiskFactorParameters {
    id = Texts.id(id, "factor id");
    requireKind(id, kind);
    if (product != null && (product.left().equals(id) || product.right().equals(id))) {
      throw new RefusedException(
          Refusal.CONTRADICTION, "factor " + id + " is a product of itself: name two others.");
    }
    scheduled = Scheduling.ordered(scheduled, Scheduled::effectiveTime, "factor " + id);
    boolean isJudged =
        inForce.isJudged() || scheduled.stream().anyMatch(change -> change.terms().isJudged());
    if (product != null && isJudged) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "factor %s is the product %s and names sources: judge these, its validity follows."
              .formatted(id, product));
    }
  }

  /**
   * Checks that a kind can be used.
   *
   * @throws RefusedException {@link Refusal#UNKNOWN_KIND} for null, {@link Refusal#UNSUPPORTED} for
   *     a kind without rules
   */
  static void requireKind(String id, FactorKind kind) {
    if (kind == null) {
      throw new RefusedException(Refusal.UNKNOWN_KIND, "factor " + id + " has no known kind.");
    }
    if (!kind.hasRules()) {
      throw new RefusedException(
          Refusal.UNSUPPORTED,
          "factor " + id + " is a " + kind + ": this version has no rule that rests on one.");
    }
  }

  /** An observed factor of which nothing is stated but its kind. */
  public static RiskFactorParameters observed(String id, FactorKind kind) {
    return new RiskFactorParameters(id, kind, null, 0, FactorTerms.UNSTATED, List.of());
  }

  /** Whether another record asks for the same: all but the version is equal. */
  public boolean hasTermsOf(RiskFactorParameters other) {
    return equals(
        new RiskFactorParameters(
            other.id, other.kind, other.product, version, other.inForce, other.scheduled));
  }

  /** The same factor with other terms in force and nothing scheduled. */
  public RiskFactorParameters withInForce(FactorTerms terms) {
    return new RiskFactorParameters(id, kind, product, version, terms, List.of());
  }

  /** The same record, with what it schedules, and other terms in force. */
  public RiskFactorParameters withTerms(FactorTerms terms) {
    return new RiskFactorParameters(id, kind, product, version, terms, scheduled);
  }

  @Override
  public Long nextEffectiveTime() {
    return scheduled.isEmpty() ? null : scheduled.get(0).effectiveTime();
  }

  @Override
  public RiskFactorParameters afterNext() {
    return new RiskFactorParameters(
        id,
        kind,
        product,
        version,
        scheduled.get(0).terms(),
        scheduled.subList(1, scheduled.size()));
  }
}
