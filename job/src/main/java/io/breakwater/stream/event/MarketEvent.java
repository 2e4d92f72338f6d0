package io.breakwater.stream.event;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.FactorValue;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.judge.JudgedBy;
import java.util.List;

/**
 * An event that concerns many accounts, with its place in the one order that all subtasks see.
 *
 * <p>Factors and instruments have small integers, given by the sequencer in the order in which it
 * hears of them. {@link FactorsNamed} announces those of factors before any other event uses them,
 * and an {@link InstrumentChange} that of its instrument.
 */
public sealed interface MarketEvent {
  /**
   * Place in the order: 1, 2, 3, … without gaps; {@link FactorsNamed} has that of the event after
   * it, {@link IntervalMarker} that of the event before it.
   */
  long marketSequence();

  /** When it happens on the job's clock, microseconds since the epoch. */
  long time();

  /** Whether it is an event, and not a part of the one that follows it. */
  default boolean isWhole() {
    return true;
  }

  /** Does what a visitor does with an event of this kind. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /** What is done with an event of each kind. */
  interface Visitor<R, X extends Exception> {
    R named(FactorsNamed event) throws X;

    R price(PriceChange event) throws X;

    R validity(ValidityChange event) throws X;

    R factor(FactorChange event) throws X;

    R instrument(InstrumentChange event) throws X;

    R policy(PolicyChange event) throws X;

    R epoch(EpochBegun event) throws X;

    R marker(IntervalMarker event) throws X;
  }

  /**
   * For who asks for some kinds only: the answer to all others is null. A new kind is added here
   * after a look at who extends it.
   */
  abstract class PartialVisitor<R, X extends Exception> implements Visitor<R, X> {
    @Override
    public R price(PriceChange event) throws X {
      return null;
    }

    @Override
    public R validity(ValidityChange event) throws X {
      return null;
    }

    @Override
    public R named(FactorsNamed event) throws X {
      return null;
    }

    @Override
    public R factor(FactorChange event) throws X {
      return null;
    }

    @Override
    public R instrument(InstrumentChange event) throws X {
      return null;
    }

    @Override
    public R policy(PolicyChange event) throws X {
      return null;
    }

    @Override
    public R epoch(EpochBegun event) throws X {
      return null;
    }

    @Override
    public R marker(IntervalMarker event) throws X {
      return null;
    }
  }

  /**
   * Factors that no event has named before, or that are known only now to derive from others: no
   * event of its own, but a part of the next.
   *
   * @param factors in the order of their integers
   * @param values of those that have one already, where it is a picture that is told; else none
   */
  record FactorsNamed(
      long marketSequence, long time, List<RiskFactor> factors, List<FactorValue> values)
      implements MarketEvent {
    public FactorsNamed {
      factors = List.copyOf(factors);
      values = List.copyOf(values);
    }

    @Override
    public boolean isWhole() {
      return false;
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.named(this);
    }
  }

  /**
   * An accepted value of an observed factor, and all that has moved with it.
   *
   * @param factor integer of the factor
   * @param units of 10^-scale, above 0
   * @param scale 0 to 18; the one of the value before, unless parameters have restated it
   * @param sequence number at its source
   * @param publishTime microseconds since the epoch
   * @param certainty how certain it is
   * @param by what it was judged for
   * @param derived new values of the factors that derive from it
   */
  record PriceChange(
      long marketSequence,
      long time,
      int factor,
      long units,
      int scale,
      long sequence,
      long publishTime,
      Certainty certainty,
      JudgedBy by,
      List<FactorValue> derived)
      implements MarketEvent {
    public PriceChange {
      derived = List.copyOf(derived);
    }

    /** A value that nobody judges. */
    public PriceChange(
        long marketSequence,
        long time,
        int factor,
        long units,
        int scale,
        long sequence,
        long publishTime,
        List<FactorValue> derived) {
      this(
          marketSequence,
          time,
          factor,
          units,
          scale,
          sequence,
          publishTime,
          Certainty.VALID,
          JudgedBy.VALUE,
          derived);
    }

    /** A value that nobody judges, from which nothing derives. */
    public PriceChange(
        long marketSequence,
        long time,
        int factor,
        long units,
        int scale,
        long sequence,
        long publishTime) {
      this(marketSequence, time, factor, units, scale, sequence, publishTime, List.of());
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.price(this);
    }
  }

  /**
   * The accepted value of an observed factor stays, and is more or less certain.
   *
   * @param factor integer of the factor, which has a value
   * @param certainty how certain it is from now on
   * @param by what it was judged for
   */
  record ValidityChange(
      long marketSequence, long time, int factor, Certainty certainty, JudgedBy by)
      implements MarketEvent {
    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.validity(this);
    }
  }

  /**
   * Parameters of a factor that come into force; nothing in them is scheduled any more.
   *
   * @param factor integer of the factor
   * @param values of factors that are counted anew or have one for the first time, and of all that
   *     has moved with them
   */
  record FactorChange(
      long marketSequence,
      long time,
      int factor,
      RiskFactorParameters parameters,
      List<FactorValue> values)
      implements MarketEvent {
    public FactorChange {
      values = List.copyOf(values);
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.factor(this);
    }
  }

  /**
   * Parameters of an instrument that come into force; nothing in them is scheduled any more.
   *
   * @param instrument integer of the instrument
   * @param values of factors that are counted anew or have one for the first time, and of all that
   *     has moved with them
   */
  record InstrumentChange(
      long marketSequence,
      long time,
      int instrument,
      InstrumentParameters parameters,
      List<FactorValue> values)
      implements MarketEvent {
    public InstrumentChange {
      values = List.copyOf(values);
    }

    /** By which no value is counted anew. */
    public InstrumentChange(
        long marketSequence, long time, int instrument, InstrumentParameters parameters) {
      this(marketSequence, time, instrument, parameters, List.of());
    }

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

  /**
   * An interval of the job's clock is over, after all that happens up to its end: what aggregates
   * cover. No event of its own: it changes nothing, and has the number of the last one before it.
   *
   * @param time end of the interval, included in it
   * @param spreads of the judged factors, in the order of their integers
   */
  record IntervalMarker(long marketSequence, long time, List<FactorSpread> spreads)
      implements MarketEvent {
    public IntervalMarker {
      spreads = List.copyOf(spreads);
    }

    @Override
    public boolean isWhole() {
      return false;
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.marker(this);
    }
  }
}
