package io.breakwater.local.recovery;

import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.util.List;

/** Inputs about one contract and accounts that are long one of it; each newer than the last. */
public final class OneContract {
  public static final String HIGH = "100";
  public static final String LOW = "80";
  private static final String CONTRACT = "BTC";

  private long sequence;

  /** Its rules: a rate of 1 % of the notional. */
  public MarketInput rules() {
    MarginParameters inForce =
        new MarginParameters(
            new TierTable(List.of(MarginTier.of("0", "0.01"))),
            MarginBasis.MARK,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ZERO);
    InstrumentParameters parameters =
        new InstrumentParameters(
            CONTRACT, InstrumentKind.PERPETUAL, 2, ++sequence, inForce, List.of());
    return new MarketInput.OfInstrument(new InstrumentUpdate(parameters, sequence, Origin.NONE));
  }

  /** The default policy. */
  public MarketInput policy() {
    RiskPolicy policy = new RiskPolicy("default", ++sequence, PolicyTerms.DEFAULT, List.of());
    return new MarketInput.OfPolicy(new PolicyUpdate(policy, sequence, Origin.NONE));
  }

  /** Its price. */
  public MarketInput price(String value) {
    return new MarketInput.OfPrice(
        new OraclePrice(
            CONTRACT, null, "", new BigDecimal(value), null, ++sequence, sequence, Origin.NONE));
  }

  /**
   * One contract, long from the high price: equity there is the cash, and 20 less at the low one.
   */
  public AccountUpdate holding(String account, String cash) {
    Position position = Position.of(CONTRACT, BigDecimal.ONE, new BigDecimal(HIGH));
    return new AccountUpdate(
        account,
        ++sequence,
        sequence,
        new AccountChange.Snapshot(new BigDecimal(cash), List.of(), List.of(position)),
        Origin.NONE);
  }
}
