package io.breakwater.stream.event;

import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.FactorValue;
import io.breakwater.oracle.RiskFactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * All that market events have said so far, and the shortest list of events that says the same: what
 * the sequencer and every subtask keep of the market through a restart. Not thread-safe.
 */
public final class MarketPicture {
  private final List<RiskFactor> factors = new ArrayList<>();
  private final List<FactorValue> values = new ArrayList<>();
  private final List<MarketEvent.PriceChange> prices = new ArrayList<>();
  private final List<MarketEvent.ValidityChange> validities = new ArrayList<>();
  private final List<MarketEvent.FactorChange> factorChanges = new ArrayList<>();
  private final List<MarketEvent.InstrumentChange> instruments = new ArrayList<>();
  private MarketEvent.PolicyChange policy;
  private MarketEvent.EpochBegun epoch;
  private long marketSequence;
  private final Dependents dependents = new Dependents();
  private final Application application = new Application();

  /** Adds what an event says. */
  public void apply(MarketEvent event) {
    event.accept(application);
    marketSequence = Math.max(marketSequence, event.marketSequence());
  }

  private final class Application implements MarketEvent.Visitor<Void, RuntimeException> {
    @Override
    public Void named(MarketEvent.FactorsNamed event) {
      event.factors().forEach(factor -> set(factors, factor.integer(), factor));
      dependents.know(event.factors());
      take(event.values());
      return null;
    }

    @Override
    public Void price(MarketEvent.PriceChange event) {
      set(prices, event.factor(), event);
      set(validities, event.factor(), null);
      set(values, event.factor(), null); // the price says it, until it is counted anew
      take(event.derived());
      return null;
    }

    @Override
    public Void validity(MarketEvent.ValidityChange event) {
      set(validities, event.factor(), event);
      return null;
    }

    @Override
    public Void factor(MarketEvent.FactorChange event) {
      set(factorChanges, event.factor(), event);
      take(event.values());
      return null;
    }

    @Override
    public Void instrument(MarketEvent.InstrumentChange event) {
      set(instruments, event.instrument(), event);
      take(event.values());
      return null;
    }

    @Override
    public Void policy(MarketEvent.PolicyChange event) {
      policy = event;
      return null;
    }

    @Override
    public Void epoch(MarketEvent.EpochBegun event) {
      epoch = event;
      return null;
    }

    @Override
    public Void marker(MarketEvent.IntervalMarker marker) {
      return null;
    }
  }

  private void take(List<FactorValue> moved) {
    for (FactorValue value : moved) {
      set(values, value.factor(), value);
    }
  }

  private static <T> void set(List<T> list, int index, T value) {
    while (list.size() <= index) {
      list.add(null);
    }
    list.set(index, value);
  }

  private static <T> T get(List<T> list, int index) {
    return index < list.size() ? list.get(index) : null;
  }

  /** Number of the last event; 0 before the first. */
  public long marketSequence() {
    return marketSequence;
  }

  /** A factor that was named. */
  public RiskFactor factor(int integer) {
    return factors.get(integer);
  }

  /** Integers of all that derives from a factor, at any depth. */
  public List<Integer> dependents(int factor) {
    return dependents.of(factors.get(factor));
  }

  /** How many factors were named; their integers are below this number. */
  public int factorCount() {
    return factors.size();
  }

  /** Whether a factor has a value. */
  public boolean hasValue(int factor) {
    return get(values, factor) != null || get(prices, factor) != null;
  }

  /** The value of a factor in units of its scale; it must have one. */
  public long units(int factor) {
    FactorValue value = get(values, factor);
    return value == null ? prices.get(factor).units() : value.units();
  }

  /** The value of a factor; null while it has none. */
  public FactorValue value(int factor) {
    FactorValue value = get(values, factor);
    MarketEvent.PriceChange price = get(prices, factor);
    return value != null || price == null
        ? value
        : new FactorValue(factor, price.units(), price.scale(), false);
  }

  /** The values of all factors that have one, in the order of their integers. */
  public List<FactorValue> values() {
    List<FactorValue> known = new ArrayList<>();
    for (int factor = 0; factor < factors.size(); factor++) {
      if (hasValue(factor)) {
        known.add(value(factor));
      }
    }
    return known;
  }

  /** The last accepted value of an observed factor; null for others and before the first. */
  public MarketEvent.PriceChange price(int factor) {
    return get(prices, factor);
  }

  /** How certain the value of an observed factor is. */
  public Certainty certainty(int factor) {
    MarketEvent.ValidityChange newest = get(validities, factor);
    MarketEvent.PriceChange price = get(prices, factor);
    if (newest != null) {
      return newest.certainty();
    }
    return price == null ? Certainty.VALID : price.certainty();
  }

  /** The parameters in force of all factors that have any. */
  public List<MarketEvent.FactorChange> factorChanges() {
    return factorChanges.stream().filter(Objects::nonNull).toList();
  }

  /** The parameters in force of all instruments, in the order of their integers. */
  public List<MarketEvent.InstrumentChange> instruments() {
    return List.copyOf(instruments);
  }

  /** The parameters of an instrument that has an integer. */
  public MarketEvent.InstrumentChange instrument(int integer) {
    return instruments.get(integer);
  }

  /** The policy; null before the first. */
  public MarketEvent.PolicyChange policy() {
    return policy;
  }

  /** The epoch that was begun last; null before the first. */
  public MarketEvent.EpochBegun epoch() {
    return epoch;
  }

  /** Events that make an equal picture when they are applied in this order. */
  public List<MarketEvent> toEvents() {
    List<MarketEvent> events = new ArrayList<>();
    if (!factors.isEmpty()) {
      events.add(new MarketEvent.FactorsNamed(0, 0, factors, values()));
    }
    factorChanges().stream().map(MarketPicture::alone).forEach(events::add);
    instruments.stream().map(MarketPicture::alone).forEach(events::add);
    prices.stream().filter(Objects::nonNull).map(this::present).forEach(events::add);
    validities.stream().filter(Objects::nonNull).forEach(events::add);
    if (policy != null) {
      events.add(policy);
    }
    if (epoch != null) {
      events.add(epoch);
    }
    return events;
  }

  private static MarketEvent.FactorChange alone(MarketEvent.FactorChange change) {
    return new MarketEvent.FactorChange(
        change.marketSequence(), change.time(), change.factor(), change.parameters(), List.of());
  }

  private static MarketEvent.InstrumentChange alone(MarketEvent.InstrumentChange change) {
    return new MarketEvent.InstrumentChange(
        change.marketSequence(), change.time(), change.instrument(), change.parameters());
  }

  /** Where a value came from, with its units as they are counted now. */
  private MarketEvent.PriceChange present(MarketEvent.PriceChange price) {
    FactorValue value = value(price.factor());
    return new MarketEvent.PriceChange(
        price.marketSequence(),
        price.time(),
        price.factor(),
        value.units(),
        value.scale(),
        price.sequence(),
        price.publishTime(),
        price.certainty(),
        price.by(),
        List.of());
  }
}
