package io.breakwater.local.bench.micro;

import io.breakwater.stream.event.MarketEvent;

/** A price as a POJO of Flink. */
public class PlainPrice {
  public long marketSequence;
  public long time;
  public int instrument;
  public long price;
  public int priceScale;
  public long priceSequence;
  public long publishTime;

  /** For the serializer. */
  public PlainPrice() {}

  PlainPrice(MarketEvent.PriceChange change) {
    marketSequence = change.marketSequence();
    time = change.time();
    instrument = change.factor();
    price = change.units();
    priceScale = change.scale();
    priceSequence = change.sequence();
    publishTime = change.publishTime();
  }

  MarketEvent.PriceChange change() {
    return new MarketEvent.PriceChange(
        marketSequence, time, instrument, price, priceScale, priceSequence, publishTime);
  }
}
