package io.breakwater.local.input;

import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an instrument's parameters is allowed, and yet hardly meant: a rate that looks like per
 * cent, and rules that have no effect on its kind.
 */
final class ParameterWarnings {
  private static final BigDecimal SUSPICIOUS_RATE = new BigDecimal("0.5");

  private ParameterWarnings() {}

  /** Sentences that say what it means and what to do, for the rules in force and to come. */
  static List<String> of(InstrumentParameters parameters) {
    List<String> warnings = new ArrayList<>();
    warn(parameters, parameters.inForce(), warnings);
    parameters.scheduled().forEach(later -> warn(parameters, later.parameters(), warnings));
    return warnings.stream().distinct().toList();
  }

  private static void warn(
      InstrumentParameters instrument, MarginParameters rules, List<String> warnings) {
    if (instrument.kind().isAsset()) {
      warnNoEffect(instrument, ofContracts(rules), "is an ASSET", warnings);
    } else {
      warnNoEffect(instrument, ofAssets(rules), "is a contract", warnings);
      if (instrument.kind() == InstrumentKind.INVERSE_PERPETUAL) {
        warnNoEffect(instrument, ofLinear(rules), "is sized in the numeraire", warnings);
      }
      warnRate(instrument, rules.tiers().tiers().get(0), warnings);
    }
  }

  private static void warnRate(
      InstrumentParameters instrument, MarginTier first, List<String> warnings) {
    if (first.rate().compareTo(SUSPICIOUS_RATE) >= 0) {
      warnings.add(
          "instrument %s has a first maintenance rate of %s, which is %s %% of the notional: rates are fractions; write 0.5 %% as 0.005."
              .formatted(
                  instrument.id(),
                  first.rate().toPlainString(),
                  first.rate().movePointRight(2).stripTrailingZeros().toPlainString()));
    }
  }

  private static void warnNoEffect(
      InstrumentParameters instrument, List<String> fields, String kind, List<String> warnings) {
    if (!fields.isEmpty()) {
      warnings.add(
          "instrument %s %s, on which %s has no effect: leave it out."
              .formatted(instrument.id(), kind, String.join(", ", fields)));
    }
  }

  /** Rules that only contracts follow, where they say something. */
  private static List<String> ofContracts(MarginParameters rules) {
    List<String> fields = new ArrayList<>();
    addIf(!rules.tiers().tiers().isEmpty(), "tiers", fields);
    addIf(rules.marginBasis() == MarginBasis.ENTRY, "marginBasis", fields);
    addIf(rules.closingFeeRate().signum() != 0, "closingFeeRate", fields);
    addIf(rules.flatMargin().signum() != 0, "flatMargin", fields);
    return fields;
  }

  /** Rules that only linear contracts follow, where they say something. */
  private static List<String> ofLinear(MarginParameters rules) {
    List<String> fields = new ArrayList<>();
    addIf(rules.marginBasis() == MarginBasis.ENTRY, "marginBasis", fields);
    return fields;
  }

  /** Rules that only assets follow, where they say something. */
  private static List<String> ofAssets(MarginParameters rules) {
    List<String> fields = new ArrayList<>();
    addIf(rules.depositWeight().compareTo(BigDecimal.ONE) != 0, "depositWeight", fields);
    addIf(rules.debtWeight().compareTo(BigDecimal.ONE) != 0, "debtWeight", fields);
    return fields;
  }

  private static void addIf(boolean says, String field, List<String> fields) {
    if (says) {
      fields.add(field);
    }
  }
}
