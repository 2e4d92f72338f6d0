package io.breakwater.margin.terms;

import io.breakwater.value.Decimals;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;

/**
 * The risk policy as it stands at one time: with which multiple m of the requirement each level is
 * entered, and with which it ends.
 *
 * <p>A level is entered when H_m = equity − m · requirement is below zero, where "below" is H &lt;
 * 0, or H ≤ 0 for WARNING, LIQUIDATABLE and SEVERE if {@code liquidateAtEquality}. BANKRUPT is
 * entered at m = 0, always strictly.
 *
 * @param warning entry and exit multiplier of WARNING
 * @param liquidatable entry and exit multiplier of LIQUIDATABLE
 * @param severe entry and exit multiplier of SEVERE
 * @param bankrupt entry (always 0) and exit multiplier of BANKRUPT
 * @param liquidateAtEquality whether a health of exactly zero is below
 * @param closeOut how much a trigger says to close
 * @param haltedFactor k: the true value of a HALTED factor is taken to lie from its last accepted
 *     value / k to that · k; above 1, at most 1000
 * @param recoveringLevel while a factor is RECOVERING, levels from this one on may be triggered as
 *     if it were DEGRADED, better ones only as if it were HALTED; WARNING to BANKRUPT
 * @param cascade what the systemic-cascade aggregates ask about; no level follows from it
 */
public record PolicyTerms(
    Threshold warning,
    Threshold liquidatable,
    Threshold severe,
    Threshold bankrupt,
    boolean liquidateAtEquality,
    CloseOutRule closeOut,
    BigDecimal haltedFactor,
    Level recoveringLevel,
    CascadeTerms cascade) {
  public static final BigDecimal DEFAULT_HALTED_FACTOR = BigDecimal.valueOf(2);
  public static final Level DEFAULT_RECOVERING_LEVEL = Level.BANKRUPT;

  private static final BigDecimal LARGEST_HALTED_FACTOR = BigDecimal.valueOf(1000);

  /**
   * 1.25, 1, 0.666666666666666667 and 0, no hysteresis, strict, FULL, and the default rules for
   * values in doubt and for cascades.
   */
  public static final PolicyTerms DEFAULT =
      new PolicyTerms(
          Threshold.of("1.25"),
          Threshold.of("1"),
          Threshold.of("0.666666666666666667"),
          Threshold.of("0"),
          false,
          CloseOutRule.FULL);

  /** With the default rules for values in doubt and for cascades. */
  public PolicyTerms(
      Threshold warning,
      Threshold liquidatable,
      Threshold severe,
      Threshold bankrupt,
      boolean liquidateAtEquality,
      CloseOutRule closeOut) {
    this(
        warning,
        liquidatable,
        severe,
        bankrupt,
        liquidateAtEquality,
        closeOut,
        DEFAULT_HALTED_FACTOR,
        DEFAULT_RECOVERING_LEVEL,
        CascadeTerms.DEFAULT);
  }

  /**
   * The multipliers of one level.
   *
   * @param entry m, decimal in [0, 5]
   * @param exit x ≥ m, decimal in [0, 5]; equal to entry where there is no hysteresis
   */
  public record Threshold(BigDecimal entry, BigDecimal exit) {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(5);

    public Threshold {
      entry = multiplier(entry, "an entry multiplier");
      exit = exit == null ? entry : multiplier(exit, "an exit multiplier");
      if (exit.compareTo(entry) < 0) {
        throw invalid(
            "exit multiplier "
                + exit.toPlainString()
                + " lies below the entry multiplier "
                + entry.toPlainString()
                + ": it must be at least as large.");
      }
    }

    /** Without hysteresis. */
    public static Threshold of(String entry) {
      return new Threshold(new BigDecimal(entry), null);
    }

    private static BigDecimal multiplier(BigDecimal value, String name) {
      BigDecimal multiplier = Decimals.checkedNotNegative(value, name);
      if (multiplier.compareTo(LARGEST) > 0) {
        throw invalid(name + " is " + multiplier.toPlainString() + ": multipliers lie in [0, 5].");
      }
      return multiplier;
    }
  }

  /**
   * @throws RefusedException {@link Refusal#INVALID_PARAMETERS} unless entry multipliers fall with
   *     severity, exit multipliers do not rise with it, BANKRUPT is entered at 0, and the rules for
   *     values in doubt are in their ranges
   */
  public PolicyTerms {
    if (closeOut == null) {
      throw new RefusedException(
          Refusal.UNKNOWN_KIND, "the close-out rule is not known: use FULL.");
    }
    Threshold[] byRank = {warning, liquidatable, severe, bankrupt};
    for (int i = 1; i < byRank.length; i++) {
      if (byRank[i].entry().compareTo(byRank[i - 1].entry()) >= 0) {
        throw invalid("multipliers must fall with severity: warning > liquidatable > severe > 0.");
      }
      if (byRank[i].exit().compareTo(byRank[i - 1].exit()) > 0) {
        throw invalid("exit multipliers must not rise with severity.");
      }
    }
    if (bankrupt.entry().signum() != 0) {
      throw invalid("the bankrupt entry multiplier is 0.");
    }
    haltedFactor = Decimals.checked(haltedFactor, "the halted factor");
    if (haltedFactor.compareTo(BigDecimal.ONE) <= 0
        || haltedFactor.compareTo(LARGEST_HALTED_FACTOR) > 0) {
      throw invalid(
          "the halted factor is %s: it lies above 1, and is at most 1000."
              .formatted(haltedFactor.toPlainString()));
    }
    if (recoveringLevel == null
        || recoveringLevel == Level.HEALTHY
        || recoveringLevel == Level.BAD_DEBT) {
      throw invalid("the recovering level is one of WARNING to BANKRUPT.");
    }
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(Refusal.INVALID_PARAMETERS, message);
  }

  /** The same with other terms for cascades. */
  public PolicyTerms withCascade(CascadeTerms other) {
    return new PolicyTerms(
        warning,
        liquidatable,
        severe,
        bankrupt,
        liquidateAtEquality,
        closeOut,
        haltedFactor,
        recoveringLevel,
        other);
  }

  /** Whether all decisions are the same by other terms: all but those for cascades are equal. */
  public boolean decidesLike(PolicyTerms other) {
    return withCascade(other.cascade).equals(other);
  }

  /**
   * The multipliers of a level; BAD_DEBT has those of BANKRUPT.
   *
   * @throws IllegalArgumentException for HEALTHY, which has none
   */
  public Threshold threshold(Level level) {
    return switch (level) {
      case HEALTHY -> throw new IllegalArgumentException("HEALTHY has no threshold");
      case WARNING -> warning;
      case LIQUIDATABLE -> liquidatable;
      case SEVERE -> severe;
      case BANKRUPT, BAD_DEBT -> bankrupt;
    };
  }

  /**
   * The multiplier below which an account is at a level or worse: the exit multiplier where that
   * has been reached.
   *
   * @param remembered the previous level
   */
  public BigDecimal held(Level level, Level remembered) {
    Threshold threshold = threshold(level);
    return level.isWorseThan(remembered) ? threshold.entry() : threshold.exit();
  }

  /** Whether a health of exactly zero counts as below for this level. */
  public boolean belowAtZero(Level level) {
    return liquidateAtEquality && level.compareTo(Level.BANKRUPT) < 0;
  }
}
