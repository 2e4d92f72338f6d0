package io.breakwater.stream.event;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.value.Origin;

/** What the sequencer puts in order: everything that concerns more than one account. */
public sealed interface MarketInput {
  /** Microseconds since the epoch; 0 when unknown. */
  long time();

  /** Where it came from. */
  Origin origin();

  /** Does what a visitor does with an input of this kind. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /** What is done with an input of each kind. */
  interface Visitor<R, X extends Exception> {
    R price(OfPrice input) throws X;

    R verdict(OfVerdict input) throws X;

    R factor(OfFactor input) throws X;

    R instrument(OfInstrument input) throws X;

    R policy(OfPolicy input) throws X;
  }

  /** A value of a factor that is not judged. */
  record OfPrice(OraclePrice price) implements MarketInput {
    @Override
    public long time() {
      return price.publishTime();
    }

    @Override
    public Origin origin() {
      return price.origin();
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.price(this);
    }
  }

  /** What a judgement of a factor says. */
  record OfVerdict(Verdict verdict) implements MarketInput {
    @Override
    public long time() {
      return verdict.time();
    }

    @Override
    public Origin origin() {
      return verdict.origin();
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.verdict(this);
    }
  }

  /** Parameters of a risk factor. */
  record OfFactor(FactorUpdate update) implements MarketInput {
    @Override
    public long time() {
      return update.time();
    }

    @Override
    public Origin origin() {
      return update.origin();
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.factor(this);
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

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.instrument(this);
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

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.policy(this);
    }
  }
}
