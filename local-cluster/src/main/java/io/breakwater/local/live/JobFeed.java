package io.breakwater.local.live;

import io.breakwater.kafka.AccountUpdateRecords;
import io.breakwater.kafka.InstrumentParametersRecords;
import io.breakwater.kafka.OraclePriceRecords;
import io.breakwater.kafka.RiskFactorParametersRecords;
import io.breakwater.kafka.RiskPolicyRecords;
import io.breakwater.kafka.Topics;
import io.breakwater.local.input.Recording;
import io.breakwater.local.kafka.TopicWriter;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.PolicyUpdate;

/** Writes a recording into the topics that the job reads. */
final class JobFeed implements AutoCloseable {
  /**
   * Sequences in topics start at 0; an account's book state comes before all that a keeper writes.
   */
  private static final long BOOK_SEQUENCE = 0;

  private final TopicWriter<io.breakwater.schemas.OraclePrice> prices;
  private final TopicWriter<io.breakwater.schemas.AccountUpdate> accounts;
  private final TopicWriter<io.breakwater.schemas.RiskFactorParameters> factors;
  private final TopicWriter<io.breakwater.schemas.InstrumentParameters> instruments;
  private final TopicWriter<io.breakwater.schemas.RiskPolicy> policy;

  JobFeed(String bootstrapServers, Topics topics) {
    this.prices =
        new TopicWriter<>(
            bootstrapServers, topics.prices(), io.breakwater.schemas.OraclePrice.class);
    this.accounts =
        new TopicWriter<>(
            bootstrapServers, topics.accounts(), io.breakwater.schemas.AccountUpdate.class);
    this.factors =
        new TopicWriter<>(
            bootstrapServers,
            topics.riskFactors(),
            io.breakwater.schemas.RiskFactorParameters.class);
    this.instruments =
        new TopicWriter<>(
            bootstrapServers,
            topics.instruments(),
            io.breakwater.schemas.InstrumentParameters.class);
    this.policy =
        new TopicWriter<>(
            bootstrapServers, topics.policy(), io.breakwater.schemas.RiskPolicy.class);
  }

  /** Writes the book: factors, instruments, policy, accounts and its prices. */
  void writeBook(Recording recording) {
    for (FactorUpdate factor : recording.factors()) {
      factors.write(factor.parameters().id(), RiskFactorParametersRecords.toAvro(factor));
    }
    for (InstrumentUpdate instrument : recording.instruments()) {
      instruments.write(
          instrument.parameters().id(), InstrumentParametersRecords.toAvro(instrument));
    }
    PolicyUpdate terms = recording.policy();
    policy.write(terms.policy().id(), RiskPolicyRecords.toAvro(terms));
    recording.bookAccounts().forEach(this::writeAccount);
    recording.bookPrices().forEach(this::write);
    factors.flush();
    instruments.flush();
    policy.flush();
    accounts.flush();
    prices.flush();
  }

  private void writeAccount(AccountUpdate update) {
    AccountUpdate first =
        new AccountUpdate(
            update.account(), BOOK_SEQUENCE, update.time(), update.change(), update.origin());
    accounts.write(first.account(), AccountUpdateRecords.toAvro(first));
  }

  /** Writes a price. */
  void write(OraclePrice price) {
    prices.write(price.factor(), OraclePriceRecords.toAvro(price));
  }

  /** Writes a price, or a line that is none as it is: the job rejects it, and says why. */
  void write(Inbound<OraclePrice> next) {
    if (next.rejected() == null) {
      write(next.value());
    } else {
      prices.write(next.rejected().origin().topic(), next.rejected().origin().raw());
    }
  }

  /** Waits until all prices are written. */
  void flushPrices() {
    prices.flush();
  }

  @Override
  public void close() {
    prices.close();
    accounts.close();
    factors.close();
    instruments.close();
    policy.close();
  }
}
