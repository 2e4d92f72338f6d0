package io.breakwater.margin.terms;

import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Scheduling;
import io.breakwater.value.Texts;
import java.util.List;

/**
 * One instrument with the parameters in force and those scheduled.
 *
 * @param id the instrument
 * @param kind what it is; fixed once used
 * @param factors the risk factors that price it; fixed once used
 * @param priceScale decimals of its own factor's accepted values, 0 to 18; {@link
 *     PriceScale#UNSTATED} where the first accepted value sets it, and where it stays as it is
 * @param version the venue's number of this record; triggers quote it
 * @param inForce the rules until the first scheduled change
 * @param scheduled later rules, ordered by their effective times
 */
public record InstrumentParameters(
    String id,
    InstrumentKind kind,
    InstrumentFactors factors,
    int priceScale,
    long version,
    MarginParameters inForce,
    List<Scheduled> scheduled)
    implements Scheduling<InstrumentParameters> {

  /**
   * Rules that come into force later.
   *
   * @param effectiveTime microseconds since the epoch, on the job's clock
   */
  public record Scheduled(long effectiveTime, MarginParameters parameters) {}

  /** An instrument that its own factor prices. */
  public InstrumentParameters(
      String id,
      InstrumentKind kind,
      int priceScale,
      long version,
      MarginParameters inForce,
      List<Scheduled> scheduled) {
    this(
        id,
        kind,
        InstrumentFactors.own(Texts.id(id, "instrument id")),
        priceScale,
        version,
        inForce,
        scheduled);
  }

  /**
   * @throws RefusedException for an empty id, a price scale outside of 0 to 18 or of an instrument
   *     that another factor prices, indexes of what is no asset, a derivative without tiers, or two
   *     scheduled changes at one time
   */
  public InstrumentParameters {
    id = Texts.id(id, "instrument id");
    if (kind == null) {
      throw new RefusedException(Refusal.UNKNOWN_KIND, "instrument " + id + " has no known kind.");
    }
    if (priceScale != PriceScale.UNSTATED && !PriceScale.isStated(priceScale)) {
      throw new RefusedException(
          Refusal.INVALID_PARAMETERS,
          "instrument "
              + id
              + " has priceScale "
              + priceScale
              + ": it lies in 0 to 18, or is left out.");
    }
    requireFactors(id, kind, factors, priceScale);
    scheduled = Scheduling.ordered(scheduled, Scheduled::effectiveTime, "instrument " + id);
    requireTiers(id, kind, inForce);
    for (Scheduled change : scheduled) {
      requireTiers(id, kind, change.parameters());
    }
  }

  private static void requireFactors(
      String id, InstrumentKind kind, InstrumentFactors factors, int priceScale) {
    if (priceScale != PriceScale.UNSTATED && !factors.price().equals(id)) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "instrument %s states a priceScale, but the factor %s prices it: state the scale of that factor."
              .formatted(id, factors.price()));
    }
    if (!kind.isAsset() && (factors.borrowIndex() != null || factors.supplyIndex() != null)) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "instrument %s is a %s and names a borrowIndex or supplyIndex: only balances of assets grow by one."
              .formatted(id, kind));
    }
  }

  private static void requireTiers(String id, InstrumentKind kind, MarginParameters parameters) {
    if (!kind.isAsset() && parameters.tiers().tiers().isEmpty()) {
      throw new RefusedException(
          Refusal.INVALID_PARAMETERS,
          "instrument " + id + " has no tiers: give at least one, from notional 0.");
    }
  }

  /** Whether the record says to how many decimals prices are rounded. */
  public boolean statesPriceScale() {
    return priceScale != PriceScale.UNSTATED;
  }

  /** Whether another record asks for the same: all but the version is equal. */
  public boolean hasTermsOf(InstrumentParameters other) {
    return id.equals(other.id)
        && kind == other.kind
        && factors.equals(other.factors)
        && priceScale == other.priceScale
        && inForce.equals(other.inForce)
        && scheduled.equals(other.scheduled);
  }

  /**
   * Whether the rules in force decide every account as those of another record of the instrument
   * do.
   */
  public boolean decidesLike(InstrumentParameters other) {
    return id.equals(other.id)
        && kind == other.kind
        && factors.equals(other.factors)
        && priceScale == other.priceScale
        && inForce.decidesLike(other.inForce);
  }

  /** The same instrument with other rules in force and nothing scheduled. */
  public InstrumentParameters withInForce(MarginParameters parameters) {
    return new InstrumentParameters(id, kind, factors, priceScale, version, parameters, List.of());
  }

  @Override
  public Long nextEffectiveTime() {
    return scheduled.isEmpty() ? null : scheduled.get(0).effectiveTime();
  }

  @Override
  public InstrumentParameters afterNext() {
    return new InstrumentParameters(
        id,
        kind,
        factors,
        priceScale,
        version,
        scheduled.get(0).parameters(),
        scheduled.subList(1, scheduled.size()));
  }
}
