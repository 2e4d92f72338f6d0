package io.breakwater.stream.event;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Short words for the inputs that stream tests are made of; times in microseconds. */
public final class Inputs {
  public static final String POLICY = "default";
  public static final int SCALE = 2;
  public static final MarginParameters LOW = rules("0.01");
  public static final MarginParameters HIGH = rules("0.05");

  private Inputs() {}

  public static MarginParameters rules(String rate) {
    return Samples.parameters(Samples.tiers("0", rate));
  }

  public static Origin origin(String topic, long offset) {
    return new Origin(topic, 0, offset, new byte[] {1});
  }

  public static MarketInput price(String factor, String value, long time, long sequence) {
    return priceOf("source", factor, value, time, sequence);
  }

  public static MarketInput priceOf(
      String source, String factor, String value, long time, long sequence) {
    return new MarketInput.OfPrice(oracle(source, factor, value, time, sequence));
  }

  public static OraclePrice oracle(
      String source, String factor, String value, long time, long sequence) {
    return new OraclePrice(
        factor,
        null,
        source,
        new BigDecimal(value),
        null,
        time,
        sequence,
        origin("prices", sequence));
  }

  public static MarketInput factor(RiskFactorParameters parameters, long time) {
    return new MarketInput.OfFactor(
        new FactorUpdate(parameters, time, origin("risk-factors", parameters.version())));
  }

  public static MarketInput instrument(String id, long time, long version) {
    return instrument(id, time, version, LOW);
  }

  public static MarketInput instrument(
      String id,
      long time,
      long version,
      MarginParameters inForce,
      InstrumentParameters.Scheduled... scheduled) {
    InstrumentParameters parameters =
        new InstrumentParameters(
            id, InstrumentKind.PERPETUAL, SCALE, version, inForce, Arrays.asList(scheduled));
    return instrument(parameters, time);
  }

  public static MarketInput instrument(InstrumentParameters parameters, long time) {
    return new MarketInput.OfInstrument(
        new InstrumentUpdate(parameters, time, origin("instruments", parameters.version())));
  }

  public static InstrumentParameters.Scheduled scheduled(long time, MarginParameters parameters) {
    return new InstrumentParameters.Scheduled(time, parameters);
  }

  public static MarketInput policy(long time, long version) {
    return policy(POLICY, time, version, PolicyTerms.DEFAULT);
  }

  public static MarketInput policy(
      String id, long time, long version, PolicyTerms inForce, RiskPolicy.Scheduled... scheduled) {
    return new MarketInput.OfPolicy(
        new PolicyUpdate(
            new RiskPolicy(id, version, inForce, Arrays.asList(scheduled)),
            time,
            origin("policy", version)));
  }

  public static MarketEvent priceChange(long time) {
    return new MarketEvent.PriceChange(3, time, 0, 100, SCALE, 1, time);
  }

  public static MarketEvent instrumentChange(long time) {
    InstrumentParameters parameters =
        new InstrumentParameters("A", InstrumentKind.PERPETUAL, SCALE, 1, LOW, List.of());
    return new MarketEvent.InstrumentChange(1, time, 0, parameters);
  }

  public static MarketEvent policyChange(long time) {
    return new MarketEvent.PolicyChange(
        2, time, new RiskPolicy(POLICY, 1, PolicyTerms.DEFAULT, List.of()));
  }

  public static AccountUpdate cash(String account, long time, long sequence) {
    return update(account, time, sequence, AccountChange.Parts.of(BigDecimal.valueOf(sequence)));
  }

  public static AccountUpdate snapshot(
      String account, long time, long sequence, String cash, Position... positions) {
    return update(
        account,
        time,
        sequence,
        new AccountChange.Snapshot(new BigDecimal(cash), List.of(), Arrays.asList(positions)));
  }

  public static AccountUpdate closed(String account, long time, long sequence) {
    return update(account, time, sequence, new AccountChange.Closed());
  }

  public static AccountUpdate update(
      String account, long time, long sequence, AccountChange change) {
    return new AccountUpdate(account, sequence, time, change, origin("accounts", sequence));
  }
}
