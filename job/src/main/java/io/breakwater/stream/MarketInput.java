package io.breakwater.stream;

import io.breakwater.margin.Origin;
import io.breakwater.oracle.OraclePrice;

/** What the sequencer puts in order: everything that concerns more than one account. */
public sealed interface MarketInput {
  /** Microseconds since the epoch; 0 when unknown. */
  long time();

  /** Where it came from. */
  Origin origin();

  /** A judged price. */
  record OfPrice(OraclePrice price) implements MarketInput {
    @Override
    public long time() {
      return price.publishTime();
    }

    @Override
    public Origin origin() {
      return price.origin();
    }
  }

  /** Parameters of an instrument. */
  record OfInstrument(InstrumentUpdate update) implements MarketInput {
    @Override
    public long time() {
      return update.time();
    }

    @Override
    public Origin origin() {
      return update.origin();
    }
  }

  /** A policy. */
  record OfPolicy(PolicyUpdate update) implements MarketInput {
    @Override
    public long time() {
      return update.time();
    }

    @Override
    public Origin origin() {
      return update.origin();
    }
  }
}
