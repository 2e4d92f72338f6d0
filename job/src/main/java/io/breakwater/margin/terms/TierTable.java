package io.breakwater.margin.terms;

import io.breakwater.value.Decimals;
import io.breakwater.value.Limits;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Progressive maintenance margin on a notional N: in tier t, rate_t · N − deduction_t.
 *
 * <p>Deductions are derived so that the function is continuous: deduction_0 = 0 and deduction_t =
 * deduction_{t−1} + from_t · (rate_t − rate_{t−1}). With rates that never fall it is convex, and
 * equals the maximum over the tiers of rate_t · N − deduction_t. They are derived once: every
 * decision asks for them.
 */
public final class TierTable {
  public static final TierTable EMPTY = new TierTable(List.of());

  private final List<MarginTier> tiers;
  private final List<BigDecimal> deductions;

  /**
   * A table.
   *
   * @param tiers ordered by their lower bounds, the first at 0; empty for instruments without one
   * @throws RefusedException {@link Refusal#TOO_LARGE} for more than {@link Limits#TIERS}, {@link
   *     Refusal#INVALID_PARAMETERS} for bounds that do not start at 0 or do not rise, for rates
   *     that fall or lie outside of [0, 1), and for stated deductions that make the margin jump
   */
  public TierTable(List<MarginTier> tiers) {
    Limits.require(tiers.size(), Limits.TIERS, "tiers in a table", "join those that differ least");
    this.tiers = List.copyOf(tiers);
    for (int t = 0; t < tiers.size(); t++) {
      checkTier(tiers, t);
    }
    this.deductions = derive(tiers);
    checkContinuity(tiers, deductions);
  }

  private static void checkContinuity(List<MarginTier> tiers, List<BigDecimal> derived) {
    for (int t = 0; t < tiers.size(); t++) {
      BigDecimal stated = tiers.get(t).deduction();
      if (stated != null && stated.compareTo(derived.get(t)) != 0) {
        throw invalid(
            "tier "
                + (t + 1)
                + " states the deduction "
                + stated.toPlainString()
                + ", but the margin is continuous only with "
                + derived.get(t).toPlainString()
                + ": a table that jumps in notional is refused; leave deductions out or mend them.");
      }
    }
  }

  private static void checkTier(List<MarginTier> tiers, int t) {
    MarginTier tier = tiers.get(t);
    String where = "tier " + (t + 1) + " (from " + tier.notionalFrom().toPlainString() + ")";
    if (tier.rate().signum() < 0 || tier.rate().compareTo(BigDecimal.ONE) >= 0) {
      throw invalid(where + " has rate " + tier.rate().toPlainString() + ": rates lie in [0, 1).");
    }
    if (t == 0) {
      if (tier.notionalFrom().signum() != 0) {
        throw invalid(where + " is the first: the margin would jump there; start the table at 0.");
      }
      return;
    }
    MarginTier below = tiers.get(t - 1);
    int order = tier.notionalFrom().compareTo(below.notionalFrom());
    if (order == 0) {
      throw invalid(where + " repeats the bound of the tier before it: give each bound once.");
    }
    if (order < 0) {
      throw invalid(where + " lies below the tier before it: order tiers by rising bounds.");
    }
    if (tier.rate().compareTo(below.rate()) < 0) {
      throw invalid(where + " has a lower rate than the tier before it: rates must not fall.");
    }
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(Refusal.INVALID_PARAMETERS, message);
  }

  /** The tiers, by rising bounds. */
  public List<MarginTier> tiers() {
    return tiers;
  }

  /** The deduction of each tier, numeraire, in the order of the tiers. */
  public List<BigDecimal> deductions() {
    return deductions;
  }

  private static List<BigDecimal> derive(List<MarginTier> tiers) {
    List<BigDecimal> deductions = new ArrayList<>(tiers.size());
    BigDecimal deduction = BigDecimal.ZERO;
    for (int t = 0; t < tiers.size(); t++) {
      if (t > 0) {
        BigDecimal step = tiers.get(t).rate().subtract(tiers.get(t - 1).rate());
        deduction = deduction.add(tiers.get(t).notionalFrom().multiply(step));
      }
      deductions.add(Decimals.canonical(deduction));
    }
    return List.copyOf(deductions);
  }

  /** The tier in which a notional of 0 or more lies; at a bound, the one that starts there. */
  public int tierOf(BigDecimal notional) {
    int low = 0;
    int high = tiers.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (notional.compareTo(tiers.get(middle).notionalFrom()) < 0) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /** Two tables are equal when their tiers are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TierTable that && tiers.equals(that.tiers);
  }

  @Override
  public int hashCode() {
    return tiers.hashCode();
  }

  @Override
  public String toString() {
    return "TierTable" + tiers;
  }
}
