package io.breakwater.local.bench.micro;

import io.breakwater.margin.account.AccountRecord;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.wire.Codecs;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Written and read again: the record that is broadcast, and what is kept of an account; by the
 * job's own formats, by Flink's for POJOs, and a price by Avro's generic one.
 */
public class SerializerBenchmark extends MicroSettings {
  final MarketEvent.PriceChange price =
      new MarketEvent.PriceChange(
          1_234_567, 1_744_000_617_283_500L, 42, 5_432_109, 2, 1_234_366, 1_744_000_617_283_500L);
  final PlainPrice plainPrice = new PlainPrice(price);
  final GenericRecord avroPrice = AvroPrices.record(price);
  final AccountRecord account = new MicroBook().records[0];
  final PlainAccount plainAccount = new PlainAccount(account);

  private final RoundTrip<MarketEvent> prices = new RoundTrip<>(Codecs.MARKET_EVENT);
  private final RoundTrip<PlainPrice> plainPrices = new RoundTrip<>(Types.POJO(PlainPrice.class));
  private final AvroPrices avroPrices = new AvroPrices();
  private final RoundTrip<AccountRecord> accounts = new RoundTrip<>(Codecs.ACCOUNT_RECORD);
  private final RoundTrip<PlainAccount> plainAccounts = new RoundTrip<>(PlainAccount.TYPE);

  @Benchmark
  public MarketEvent priceCodec() {
    return prices.of(price);
  }

  @Benchmark
  public PlainPrice pricePojo() {
    return plainPrices.of(plainPrice);
  }

  @Benchmark
  public GenericRecord priceAvro() {
    return avroPrices.roundTrip(avroPrice);
  }

  @Benchmark
  public AccountRecord accountCodec() {
    return accounts.of(account);
  }

  @Benchmark
  public PlainAccount accountPojo() {
    return plainAccounts.of(plainAccount);
  }
}
