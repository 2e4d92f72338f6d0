package io.breakwater.margin;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.terms.TierTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Short words for the values that tests are made of; numbers are given as they would be written.
 */
public final class Samples {
  /** Decimals of the accepted prices of every sample instrument. */
  public static final int PRICE_SCALE = 8;

  /** Default multipliers; a health of zero is not below. */
  public static final PolicyTerms STRICT = PolicyTerms.DEFAULT;

  /** Default multipliers; a health of zero is below. */
  public static final PolicyTerms AT_EQUALITY = withEquality(STRICT);

  private Samples() {}

  public static PolicyTerms withEquality(PolicyTerms terms) {
    return new PolicyTerms(
        terms.warning(),
        terms.liquidatable(),
        terms.severe(),
        terms.bankrupt(),
        true,
        terms.closeOut());
  }

  public static PolicyTerms.Threshold threshold(String entry, String exit) {
    return new PolicyTerms.Threshold(new BigDecimal(entry), new BigDecimal(exit));
  }

  public static RiskPolicy policy(PolicyTerms terms) {
    return new RiskPolicy("policy", 1, terms, List.of());
  }

  /** A table from bounds and rates in turn: {@code "0", "0.004", "50000", "0.005"}. */
  public static TierTable tiers(String... boundsAndRates) {
    List<MarginTier> tiers = new ArrayList<>();
    for (int i = 0; i < boundsAndRates.length; i += 2) {
      tiers.add(MarginTier.of(boundsAndRates[i], boundsAndRates[i + 1]));
    }
    return new TierTable(tiers);
  }

  /** Margin on the mark, no fee, no flat amount, weights of 1. */
  public static MarginParameters parameters(TierTable tiers) {
    return parameters(tiers, MarginBasis.MARK, "0", "0");
  }

  public static MarginParameters parameters(
      TierTable tiers, MarginBasis basis, String closingFeeRate, String flatMargin) {
    return new MarginParameters(
        tiers,
        basis,
        new BigDecimal(closingFeeRate),
        new BigDecimal(flatMargin),
        BigDecimal.ONE,
        BigDecimal.ONE,
        BigDecimal.ZERO);
  }

  public static InstrumentParameters instrument(
      String id, InstrumentKind kind, MarginParameters parameters) {
    return new InstrumentParameters(id, kind, PRICE_SCALE, 1, parameters, List.of());
  }

  public static InstrumentParameters perpetual(String id, String... boundsAndRates) {
    return instrument(id, InstrumentKind.PERPETUAL, parameters(tiers(boundsAndRates)));
  }

  public static InstrumentParameters inverse(String id, String... boundsAndRates) {
    return instrument(id, InstrumentKind.INVERSE_PERPETUAL, parameters(tiers(boundsAndRates)));
  }

  public static InstrumentParameters asset(String id, String depositWeight, String debtWeight) {
    MarginParameters parameters =
        new MarginParameters(
            TierTable.EMPTY,
            MarginBasis.MARK,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            new BigDecimal(depositWeight),
            new BigDecimal(debtWeight),
            BigDecimal.ZERO);
    return instrument(id, InstrumentKind.ASSET, parameters);
  }

  public static Position position(String instrument, String size, String entryPrice) {
    return Position.of(instrument, new BigDecimal(size), new BigDecimal(entryPrice));
  }

  public static Position leg(String instrument, String leg, String size, String entryPrice) {
    return new Position(instrument, leg, new BigDecimal(size), new BigDecimal(entryPrice), null);
  }

  public static Balance deposit(String instrument, String amount) {
    return Balance.of(instrument, BalanceSide.DEPOSIT, new BigDecimal(amount));
  }

  public static Balance debt(String instrument, String amount) {
    return Balance.of(instrument, BalanceSide.DEBT, new BigDecimal(amount));
  }

  /** An account of positions and cash. */
  public static Account trader(String cash, Position... positions) {
    return new Account("trader", new BigDecimal(cash), List.of(), Arrays.asList(positions));
  }

  /** An account of balances and cash. */
  public static Account borrower(String cash, Balance... balances) {
    return new Account("borrower", new BigDecimal(cash), Arrays.asList(balances), List.of());
  }
}
