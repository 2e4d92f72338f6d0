package io.breakwater.local.bench.figure;

import io.breakwater.kafka.AccountUpdateRecords;
import io.breakwater.kafka.InstrumentParametersRecords;
import io.breakwater.kafka.OraclePriceRecords;
import io.breakwater.kafka.RiskPolicyRecords;
import io.breakwater.kafka.Topics;
import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.kafka.TopicWriter;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Position;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes a book, and then prices, into the topics that the job reads. */
final class KafkaBook implements AutoCloseable {
  /** Begins the ids of accounts that are insolvent from the start. */
  static final String SENTINEL = "sentinel-";

  /** So many that every subtask gets some from every partition. */
  static final int SENTINELS = 256;

  private static final int OPENING_SEQUENCE = 0;
  private static final String ONLY_SOURCE = "";
  private static final BigDecimal DEBT = BigDecimal.valueOf(-1_000_000);

  private final AccountBook book;
  private final TopicWriter<io.breakwater.schemas.OraclePrice> prices;
  private final TopicWriter<io.breakwater.schemas.AccountUpdate> accounts;
  private final TopicWriter<io.breakwater.schemas.InstrumentParameters> instruments;
  private final TopicWriter<io.breakwater.schemas.RiskPolicy> policy;

  KafkaBook(AccountBook book, String servers, Topics topics) {
    this.book = book;
    this.prices =
        new TopicWriter<>(
            servers,
            topics.prices(),
            io.breakwater.schemas.OraclePrice.class,
            TopicWriter.NO_LINGER);
    this.accounts =
        new TopicWriter<>(servers, topics.accounts(), io.breakwater.schemas.AccountUpdate.class);
    this.instruments =
        new TopicWriter<>(
            servers, topics.instruments(), io.breakwater.schemas.InstrumentParameters.class);
    this.policy =
        new TopicWriter<>(servers, topics.policy(), io.breakwater.schemas.RiskPolicy.class);
  }

  /** Writes the opening market, the accounts, and after them the sentinels. */
  void write(int count) {
    writeMarket();
    for (int i = 0; i < count; i++) {
      write(book.account(i));
    }
    accounts.flush();
    writeSentinels(0);
  }

  /** Writes as many sentinels again, from a number on. */
  void writeSentinels(int from) {
    prices.flush();
    for (int i = 0; i < SENTINELS; i++) {
      write(sentinel(from + i));
    }
    accounts.flush();
  }

  /** Factors need no records of their own: prices name them. */
  private final class Opening extends MarketEvent.PartialVisitor<Void, RuntimeException> {
    @Override
    public Void price(MarketEvent.PriceChange change) {
      writePrice(change.factor(), change.units(), OPENING_SEQUENCE, now());
      return null;
    }

    @Override
    public Void instrument(MarketEvent.InstrumentChange change) {
      instruments.write(
          change.parameters().id(),
          InstrumentParametersRecords.toAvro(
              new InstrumentUpdate(change.parameters(), now(), Origin.NONE)));
      return null;
    }

    @Override
    public Void policy(MarketEvent.PolicyChange change) {
      policy.write(
          change.policy().id(),
          RiskPolicyRecords.toAvro(new PolicyUpdate(change.policy(), now(), Origin.NONE)));
      return null;
    }
  }

  private void writeMarket() {
    book.opening().forEach(event -> event.accept(new Opening()));
    policy.flush();
    instruments.flush();
    prices.flush();
  }

  private static AccountUpdate sentinel(int number) {
    List<Position> positions =
        List.of(Position.of(AccountBook.instrument(0), BigDecimal.ONE, BigDecimal.ONE));
    return new AccountUpdate(
        SENTINEL + number,
        1,
        now(),
        new AccountChange.Snapshot(DEBT, List.of(), positions),
        Origin.NONE);
  }

  private void write(AccountUpdate update) {
    accounts.write(update.account(), AccountUpdateRecords.toAvro(update));
  }

  /**
   * Writes a price.
   *
   * @param units in the instrument's scale
   * @param publishTime microseconds since the epoch
   */
  void writePrice(int instrument, long units, long sequence, long publishTime) {
    String name = AccountBook.instrument(instrument);
    OraclePrice price =
        new OraclePrice(
            name,
            null,
            ONLY_SOURCE,
            book.price(instrument, units),
            null,
            publishTime,
            sequence,
            Origin.NONE);
    prices.write(name, OraclePriceRecords.toAvro(price));
  }

  /** Microseconds since the epoch, by the wall clock. */
  static long now() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
  }

  @Override
  public void close() {
    prices.close();
    accounts.close();
    instruments.close();
    policy.close();
  }
}
