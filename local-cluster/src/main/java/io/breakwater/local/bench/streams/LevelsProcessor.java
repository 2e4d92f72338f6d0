package io.breakwater.local.bench.streams;

import io.breakwater.kafka.HealthTransitionRecords;
import io.breakwater.kafka.LiquidationTriggerRecords;
import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.PeerMarket;
import io.breakwater.local.bench.peer.PeerMessage;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Element;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.model.Decision;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.Episodes;
import io.breakwater.margin.trigger.Occasion;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.TriggerMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * At each price, decides every account of this partition that holds the instrument, found by a
 * prefix of a second store. Decisions and records are the same as the job's; instruments and policy
 * come with the program.
 */
final class LevelsProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final byte[] NOTHING = {};
  private static final ByteArraySerializer BYTES = new ByteArraySerializer();

  private final MarginModel model = MarginModels.all();
  private final PeerMarket market = new PeerMarket();
  private final Episodes episodes = new Episodes(model, market);
  private final Map<String, Integer> numbers = new HashMap<>();
  private final AvroBytes avro = new AvroBytes();
  private final AccountBook book;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<String, AccountRecord> accounts;
  private KeyValueStore<byte[], byte[]> holders;
  private KeyValueStore<Integer, byte[]> prices;

  LevelsProcessor(AccountBook book) {
    this.book = book;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processor) {
    context = processor;
    accounts = context.getStateStore(LevelsTopology.ACCOUNTS);
    holders = context.getStateStore(LevelsTopology.HOLDERS);
    prices = context.getStateStore(LevelsTopology.PRICES);
    for (MarketEvent event : book.opening()) {
      market.apply(event);
      if (event instanceof MarketEvent.InstrumentChange change) {
        numbers.put(change.parameters().id(), change.instrument());
      }
    }
    try (KeyValueIterator<Integer, byte[]> known = prices.all()) {
      known.forEachRemaining(
          price -> market.apply(((PeerMessage.Price) PeerMessage.of(price.value)).change()));
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    PeerMessage.of(record.value()).accept(new Application(record));
  }

  private final class Application implements PeerMessage.Visitor<RuntimeException> {
    private final Record<byte[], byte[]> record;

    Application(Record<byte[], byte[]> record) {
      this.record = record;
    }

    @Override
    public void account(AccountUpdate update) {
      apply(update, record);
    }

    @Override
    public void price(MarketEvent.PriceChange change) {
      apply(change, record);
    }

    @Override
    public void mark(PeerMessage.Mark mark) {
      pass(mark, record);
    }
  }

  private void apply(MarketEvent.PriceChange change, Record<byte[], byte[]> record) {
    String instrument = market.apply(change);
    prices.put(change.factor(), record.value());
    Cause cause = Cause.price(instrument, market.quote(instrument));
    try (KeyValueIterator<byte[], byte[]> held =
        holders.prefixScan(Holder.prefix(change.factor()), BYTES)) {
      while (held.hasNext()) {
        KeyValue<byte[], byte[]> holder = held.next();
        String id = Holder.account(holder.key);
        AccountRecord account = accounts.get(id);
        decide(id, account, account, cause, change.time(), change.marketSequence(), record);
      }
    }
  }

  private void apply(AccountUpdate update, Record<byte[], byte[]> record) {
    String id = update.account();
    AccountRecord known = accounts.get(id);
    AccountRecord account =
        AccountLedger.apply(known == null ? AccountRecord.EMPTY : known, update).account();
    if (known != null) {
      known.positions().forEach(position -> holders.delete(key(position, id)));
    }
    account.positions().forEach(position -> holders.put(key(position, id), NOTHING));
    decide(id, known, account, Cause.account(update.sequence()), update.time(), 0, record);
  }

  private byte[] key(Element<Position> position, String account) {
    return Holder.key(numbers.get(position.value().instrument()), account);
  }

  /** Decides an account, and stores it if it is another than before. */
  private void decide(
      String id,
      AccountRecord before,
      AccountRecord record,
      Cause cause,
      long time,
      long marketSequence,
      Record<byte[], byte[]> input) {
    Account counted = record.account(id);
    Decision decision = model.decide(counted, record.level(), market);
    if (decision.level() == record.level()) {
      if (record != before) {
        accounts.put(id, record);
      }
      return;
    }
    Standing after = record.standing().decided(decision.level(), decision.level(), 0);
    Occasion occasion = new Occasion(time, marketSequence, cause);
    Episodes.Step step = episodes.advance(record, counted, after, decision.valuation(), occasion);
    accounts.put(id, step.account());
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    byte[] change = avro.of(HealthTransitionRecords.toAvro(step.transition()));
    context.forward(input.withKey(key).withValue(change), LevelsTopology.CHANGES);
    step.trigger()
        .ifPresent(
            trigger ->
                context.forward(
                    input
                        .withKey(key)
                        .withValue(
                            avro.of(LiquidationTriggerRecords.toAvro(TriggerMessage.of(trigger)))),
                    LevelsTopology.TRIGGERS));
  }

  /** Passes a mark on behind all that came before it, with the present time in microseconds. */
  private void pass(PeerMessage.Mark mark, Record<byte[], byte[]> record) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    byte[] value =
        ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
            .putInt(mark.number())
            .putLong(micros)
            .array();
    byte[] key = PeerMessage.MARK_KEY.getBytes(StandardCharsets.UTF_8);
    context.forward(record.withKey(key).withValue(value), LevelsTopology.CHANGES);
  }
}
