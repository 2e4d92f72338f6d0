package io.breakwater.stream.event;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;

/**
 * An event that concerns many accounts, with its place in the one order that all subtasks see.
 *
 * <p>Instruments have small integers, given by the sequencer in the order of their first
 * parameters; an {@link InstrumentChange} announces its integer before any {@link PriceChange} uses
 * it.
 */
public sealed interface MarketEvent {
  /** Place in the order: 1, 2, 3, … without gaps. */
  long marketSequence();

  /** When it happens on the job's clock, microseconds since the epoch. */
  long time();

  /** Does what a visitor does with an event of this kind. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /** What is done with an event of each kind. */
  interface Visitor<R, X extends Exception> {
    R price(PriceChange event) throws X;

    R instrument(InstrumentChange event) throws X;

    R policy(PolicyChange event) throws X;

    R epoch(EpochBegun event) throws X;
  }

  /**
   * An accepted price.
   *
   * @param instrument integer of the instrument
   * @param price in units of 10^-priceScale of the numeraire, above 0
   * @param priceScale 0 to 18; the one of the price before, unless parameters have restated it
   * @param priceSequence number at its source
   * @param publishTime microseconds since the epoch
   */
  record PriceChange(
      long marketSequence,
      long time,
      int instrument,
      long price,
      int priceScale,
      long priceSequence,
      long publishTime)
      implements MarketEvent {
    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.price(this);
    }
  }

  /** Parameters that come into force; nothing in them is scheduled any more. */
  record InstrumentChange(
      long marketSequence, long time, int instrument, InstrumentParameters parameters)
      implements MarketEvent {
    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.instrument(this);
    }
  }

  /** A policy that comes into force; nothing in it is scheduled any more. */
  record PolicyChange(long marketSequence, long time, RiskPolicy policy) implements MarketEvent {
    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.policy(this);
    }
  }

  /**
   * The job has started, on the system clock, and may live through another history than the one
   * that readers of triggers have seen: what its triggers say from here on is all that counts.
   *
   * @param epoch above 0, larger than every one before
   */
  record EpochBegun(long marketSequence, long time, long epoch) implements MarketEvent {
    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.epoch(this);
    }
  }
}
