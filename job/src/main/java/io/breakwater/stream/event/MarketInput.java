package io.breakwater.stream.event;

import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.value.Origin;
import java.util.List;
import java.util.stream.Stream;

/** What the sequencer puts in order: everything that concerns more than one account. */
public sealed interface MarketInput {
  /** Microseconds since the epoch; 0 when unknown. */
  long time();

  /** Where it came from. */
  Origin origin();

  /** Whether whoever keeps the order of the market hears of it: of all but namings. */
  default boolean isPassedOn() {
    return true;
  }

  /** The factors that it names besides one with its own id. */
  default List<OfNaming> namings() {
    return List.of();
  }

  /** Does what a visitor does with an input of this kind. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /** What is done with an input of each kind. */
  interface Visitor<R, X extends Exception> {
    R price(OfPrice input) throws X;

    R verdict(OfVerdict input) throws X;

    R factor(OfFactor input) throws X;

    R instrument(OfInstrument input) throws X;

    R policy(OfPolicy input) throws X;

    R naming(OfNaming input) throws X;
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
    public List<OfNaming> namings() {
      Product product = update.parameters().product();
      return product == null
          ? List.of()
          : List.of(new OfNaming(product.left(), time()), new OfNaming(product.right(), time()));
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
    public List<OfNaming> namings() {
      InstrumentFactors factors = update.parameters().factors();
      return Stream.of(factors.price(), factors.borrowIndex(), factors.supplyIndex())
          .filter(factor -> factor != null && !factor.equals(update.parameters().id()))
          .map(factor -> new OfNaming(factor, time()))
          .toList();
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

  /**
   * That parameters name a factor. Only the judge hears of it, where the factor's values are: they
   * are no longer those of a factor that nobody knows.
   *
   * @param factor that is named
   * @param time of the parameters, microseconds since the epoch
   */
  record OfNaming(String factor, long time) implements MarketInput {
    @Override
    public Origin origin() {
      return Origin.NONE;
    }

    @Override
    public boolean isPassedOn() {
      return false;
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.naming(this);
    }
  }
}
