package io.breakwater.stream.order;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.value.PriceScale;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;

/** An instrument as the sequencer knows it: its last record, what is in force, its last price. */
public final class KnownInstrument {
  private final int integer;
  private InstrumentUpdate record;
  private MarketEvent.InstrumentChange inForce;
  private MarketEvent.PriceChange price;

  KnownInstrument(int integer) {
    this.integer = integer;
  }

  int integer() {
    return integer;
  }

  /** The last record that was used, with all that it scheduled. */
  InstrumentUpdate record() {
    return record;
  }

  MarketEvent.InstrumentChange inForce() {
    return inForce;
  }

  /** The last accepted price; null before the first. */
  MarketEvent.PriceChange price() {
    return price;
  }

  void setRecord(InstrumentUpdate used) {
    record = used;
  }

  /**
   * Brings parameters into force; a price that was accepted before is counted in their scale.
   *
   * @throws RefusedException when their scale cannot tell the last accepted price; nothing has
   *     changed then
   */
  void bringIntoForce(MarketEvent.InstrumentChange change) {
    if (price != null) {
      price = inScaleOf(price, change.parameters());
    }
    inForce = change;
  }

  void setPrice(MarketEvent.PriceChange accepted) {
    price = accepted;
  }

  /**
   * A price in units of the scale of its instrument.
   *
   * @throws RefusedException when the scale cannot tell it
   */
  long units(BigDecimal value) {
    return PriceScale.units(value, scaleFor(value), inForce.parameters().id());
  }

  /** The scale of the next price. */
  int scaleFor(BigDecimal value) {
    if (price != null) {
      return price.priceScale();
    }
    InstrumentParameters parameters = inForce.parameters();
    return parameters.statesPriceScale() ? parameters.priceScale() : PriceScale.setBy(value);
  }

  /**
   * An accepted price in the scale that parameters state; itself where they state none.
   *
   * @throws RefusedException when their scale cannot tell it
   */
  public static MarketEvent.PriceChange inScaleOf(
      MarketEvent.PriceChange price, InstrumentParameters parameters) {
    if (!parameters.statesPriceScale() || parameters.priceScale() == price.priceScale()) {
      return price;
    }
    return new MarketEvent.PriceChange(
        price.marketSequence(),
        price.time(),
        price.instrument(),
        PriceScale.restated(
            price.price(), price.priceScale(), parameters.priceScale(), parameters.id()),
        parameters.priceScale(),
        price.priceSequence(),
        price.publishTime());
  }
}
