package io.breakwater.local.recovery;

import io.breakwater.kafka.AccountUpdateRecords;
import io.breakwater.kafka.InstrumentParametersRecords;
import io.breakwater.kafka.OraclePriceRecords;
import io.breakwater.kafka.RiskFactorParametersRecords;
import io.breakwater.kafka.RiskPolicyRecords;
import io.breakwater.kafka.Topics;
import io.breakwater.local.kafka.TopicWriter;
import io.breakwater.schemas.AccountUpdate;
import io.breakwater.schemas.InstrumentParameters;
import io.breakwater.schemas.OraclePrice;
import io.breakwater.schemas.RiskFactorParameters;
import io.breakwater.schemas.RiskPolicy;
import io.breakwater.stream.event.MarketInput;
import java.util.List;

/** Writes the job's input into its topics. Market and accounts may be written by two threads. */
final class JobInput implements AutoCloseable {
  private final TopicWriter<OraclePrice> prices;
  private final TopicWriter<AccountUpdate> accounts;
  private final TopicWriter<InstrumentParameters> instruments;
  private final TopicWriter<RiskPolicy> policy;
  private final TopicWriter<RiskFactorParameters> factors;

  JobInput(String servers, Topics topics) {
    prices = new TopicWriter<>(servers, topics.prices(), OraclePrice.class);
    accounts = new TopicWriter<>(servers, topics.accounts(), AccountUpdate.class);
    instruments = new TopicWriter<>(servers, topics.instruments(), InstrumentParameters.class);
    policy = new TopicWriter<>(servers, topics.policy(), RiskPolicy.class);
    factors = new TopicWriter<>(servers, topics.riskFactors(), RiskFactorParameters.class);
  }

  void writeMarket(List<MarketInput> inputs) {
    inputs.forEach(this::write);
    factors.flush();
    instruments.flush();
    policy.flush();
    prices.flush();
  }

  private void write(MarketInput input) {
    if (input instanceof MarketInput.OfPrice price) {
      prices.write(price.price().factor(), OraclePriceRecords.toAvro(price.price()));
    } else if (input instanceof MarketInput.OfInstrument instrument) {
      instruments.write(
          instrument.update().parameters().id(),
          InstrumentParametersRecords.toAvro(instrument.update()));
    } else if (input instanceof MarketInput.OfFactor factor) {
      factors.write(
          factor.update().parameters().id(), RiskFactorParametersRecords.toAvro(factor.update()));
    } else {
      MarketInput.OfPolicy terms = (MarketInput.OfPolicy) input;
      policy.write(terms.update().policy().id(), RiskPolicyRecords.toAvro(terms.update()));
    }
  }

  void writeAccounts(List<io.breakwater.margin.account.AccountUpdate> updates) {
    updates.forEach(u -> accounts.write(u.account(), AccountUpdateRecords.toAvro(u)));
    accounts.flush();
  }

  @Override
  public void close() {
    prices.close();
    accounts.close();
    instruments.close();
    policy.close();
    factors.close();
  }
}
