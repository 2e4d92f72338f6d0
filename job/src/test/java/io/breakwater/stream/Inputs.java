package io.breakwater.stream;

import io.breakwater.margin.AccountChange;
import io.breakwater.margin.AccountUpdate;
import io.breakwater.margin.InstrumentKind;
import io.breakwater.margin.InstrumentParameters;
import io.breakwater.margin.MarginParameters;
import io.breakwater.margin.Origin;
import io.breakwater.margin.PolicyTerms;
import io.breakwater.margin.Position;
import io.breakwater.margin.RiskPolicy;
import io.breakwater.margin.Samples;
import io.breakwater.oracle.OraclePrice;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Short words for the inputs that stream tests are made of; times in microseconds. */
final class Inputs {
  static final String POLICY = "default";
  static final int SCALE = 2;
  static final MarginParameters LOW = rules("0.01");
  static final MarginParameters HIGH = rules("0.05");

  private Inputs() {}

  static MarginParameters rules(String rate) {
    return Samples.parameters(Samples.tiers("0", rate));
  }

  static Origin origin(String topic, long offset) {
    return new Origin(topic, 0, offset, new byte[] {1});
  }

  static MarketInput price(String instrument, String value, long time, long sequence) {
    return priceOf("source", instrument, value, time, sequence);
  }

  static MarketInput priceOf(
      String source, String instrument, String value, long time, long sequence) {
    return new MarketInput.OfPrice(oracle(source, instrument, value, time, sequence));
  }

  static OraclePrice oracle(
      String source, String instrument, String value, long time, long sequence) {
    return new OraclePrice(
        instrument,
        source,
        new BigDecimal(value),
        null,
        time,
        sequence,
        origin("prices", sequence));
  }

  static MarketInput instrument(String id, long time, long version) {
    return instrument(id, time, version, LOW);
  }

  static MarketInput instrument(
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

  static MarketInput instrument(InstrumentParameters parameters, long time) {
    return new MarketInput.OfInstrument(
        new InstrumentUpdate(parameters, time, origin("instruments", parameters.version())));
  }

  static InstrumentParameters.Scheduled scheduled(long time, MarginParameters parameters) {
    return new InstrumentParameters.Scheduled(time, parameters);
  }

  static MarketInput policy(long time, long version) {
    return policy(POLICY, time, version, PolicyTerms.DEFAULT);
  }

  static MarketInput policy(
      String id, long time, long version, PolicyTerms inForce, RiskPolicy.Scheduled... scheduled) {
    return new MarketInput.OfPolicy(
        new PolicyUpdate(
            new RiskPolicy(id, version, inForce, Arrays.asList(scheduled)),
            time,
            origin("policy", version)));
  }

  static MarketEvent priceChange(long time) {
    return new MarketEvent.PriceChange(3, time, 0, 100, SCALE, 1, time);
  }

  static MarketEvent instrumentChange(long time) {
    InstrumentParameters parameters =
        new InstrumentParameters("A", InstrumentKind.PERPETUAL, SCALE, 1, LOW, List.of());
    return new MarketEvent.InstrumentChange(1, time, 0, parameters);
  }

  static MarketEvent policyChange(long time) {
    return new MarketEvent.PolicyChange(
        2, time, new RiskPolicy(POLICY, 1, PolicyTerms.DEFAULT, List.of()));
  }

  static AccountUpdate cash(String account, long time, long sequence) {
    return update(account, time, sequence, AccountChange.Parts.of(BigDecimal.valueOf(sequence)));
  }

  static AccountUpdate snapshot(
      String account, long time, long sequence, String cash, Position... positions) {
    return update(
        account,
        time,
        sequence,
        new AccountChange.Snapshot(new BigDecimal(cash), List.of(), Arrays.asList(positions)));
  }

  static AccountUpdate closed(String account, long time, long sequence) {
    return update(account, time, sequence, new AccountChange.Closed());
  }

  static AccountUpdate update(String account, long time, long sequence, AccountChange change) {
    return new AccountUpdate(account, sequence, time, change, origin("accounts", sequence));
  }
}
