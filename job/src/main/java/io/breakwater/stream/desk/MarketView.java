package io.breakwater.stream.desk;

import io.breakwater.margin.fast.FloatMarket;
import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.QuotedMarket;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.Occasion;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.stream.order.KnownInstrument;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The market as one subtask sees it: parameters, accepted prices, policy and epoch after the last
 * applied event. Every subtask applies the same events in the same order.
 *
 * <p>Instruments have a local index here, given when a name is first heard of, from an account or
 * from the sequencer, so that accounts can wait for instruments that are not known yet. The
 * sequencer's own integers are translated on arrival.
 */
public final class MarketView implements QuotedMarket {

  /** What is known of one instrument. */
  private static final class Instrument {
    final int index;
    MarketEvent.InstrumentChange change;
    MarketEvent.PriceChange price;
    AcceptedPrice quote;

    Instrument(int index) {
      this.index = index;
    }
  }

  private final FloatMarket numbers;
  private final Map<String, Instrument> byName = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<Instrument> byIndex = new ArrayList<>();
  private final ArrayDeque<Integer> freeIndexes = new ArrayDeque<>();
  private final List<Instrument> bySequencerInteger = new ArrayList<>();
  private MarketEvent.PolicyChange policy;
  private MarketEvent.EpochBegun epoch;
  private long marketSequence;
  private final Application application = new Application();
  private final Causes causes = new Causes();

  /** A view that keeps these numbers up to date. */
  public MarketView(FloatMarket numbers) {
    this.numbers = numbers;
  }

  /** The local index of an instrument, known or not. */
  public int indexOf(String name) {
    return known(name).index;
  }

  String name(int index) {
    return names.get(index);
  }

  private Instrument known(String name) {
    Instrument known = byName.get(name);
    if (known != null) {
      return known;
    }
    Integer free = freeIndexes.poll();
    Instrument added = new Instrument(free == null ? byIndex.size() : free);
    byName.put(name, added);
    if (free == null) {
      byIndex.add(added);
      names.add(name);
    } else {
      byIndex.set(free, added);
      names.set(free, name);
    }
    return added;
  }

  /**
   * Forgets an instrument that no account waits for any more, unless its parameters are known: ids
   * that only accounts name must not stay for ever. Its index goes to another.
   */
  public void forgetUnlessKnown(int index) {
    if (byIndex.get(index).change == null) {
      byName.remove(names.get(index));
      freeIndexes.add(index);
    }
  }

  /** The local index of an instrument by the integer that the sequencer gave it. */
  int indexOfSequenced(int sequencerInteger) {
    return bySequencerInteger.get(sequencerInteger).index;
  }

  /** Number of the last applied event; 0 before the first. */
  long marketSequence() {
    return marketSequence;
  }

  /** The epoch that triggers belong to. */
  public long epoch() {
    return epoch == null ? TriggerMessage.NO_EPOCH : epoch.epoch();
  }

  /** The price of an instrument in its scale; 0 while there is none. */
  long scaledPrice(int index) {
    MarketEvent.PriceChange price = byIndex.get(index).price;
    return price == null ? 0 : price.price();
  }

  /** Applies an event. */
  void apply(MarketEvent event) {
    event.accept(application);
    marketSequence = event.marketSequence();
  }

  private final class Application implements MarketEvent.Visitor<Void, RuntimeException> {
    @Override
    public Void price(MarketEvent.PriceChange price) {
      Instrument instrument = bySequencerInteger.get(price.instrument());
      if (instrument.price != null) {
        numbers
            .moves()
            .add(
                instrument.index,
                instrument.price.price(),
                price.price(),
                price.time() - instrument.price.time());
      }
      instrument.price = price;
      instrument.quote = null;
      numbers.setPrice(instrument.index, price.price(), price.priceScale());
      return null;
    }

    @Override
    public Void instrument(MarketEvent.InstrumentChange change) {
      Instrument instrument = known(change.parameters().id());
      instrument.change = change;
      while (bySequencerInteger.size() <= change.instrument()) {
        bySequencerInteger.add(null);
      }
      bySequencerInteger.set(change.instrument(), instrument);
      numbers.setParameters(instrument.index, change.parameters().inForce());
      restateScale(instrument);
      return null;
    }

    @Override
    public Void policy(MarketEvent.PolicyChange change) {
      policy = change;
      numbers.setPolicy(change.policy().inForce());
      return null;
    }

    @Override
    public Void epoch(MarketEvent.EpochBegun begun) {
      epoch = begun;
      return null;
    }
  }

  private void restateScale(Instrument instrument) {
    MarketEvent.PriceChange price = instrument.price;
    if (price == null) {
      return;
    }
    instrument.price = KnownInstrument.inScaleOf(price, instrument.change.parameters());
    if (instrument.price != price) {
      instrument.quote = null;
      numbers.setPrice(instrument.index, instrument.price.price(), instrument.price.priceScale());
    }
  }

  /**
   * The occasion of what a cause leads to now.
   *
   * @param time on the job's clock, microseconds since the epoch
   */
  Occasion occasion(Cause cause, long time) {
    return new Occasion(time, marketSequence, cause);
  }

  /** The occasion of what an event leads to, once it is applied. */
  Occasion occasion(MarketEvent event) {
    return occasion(causeOf(event), event.time());
  }

  /** The event as the cause of decisions, once it is applied. */
  Cause causeOf(MarketEvent event) {
    return event.accept(causes);
  }

  private final class Causes implements MarketEvent.Visitor<Cause, RuntimeException> {
    @Override
    public Cause price(MarketEvent.PriceChange price) {
      String name = name(indexOfSequenced(price.instrument()));
      return Cause.price(name, quote(name));
    }

    @Override
    public Cause instrument(MarketEvent.InstrumentChange change) {
      return Cause.parameters(change.parameters().id(), change.parameters().version());
    }

    @Override
    public Cause policy(MarketEvent.PolicyChange change) {
      return Cause.policy(change.policy().version());
    }

    @Override
    public Cause epoch(MarketEvent.EpochBegun begun) {
      return Cause.epoch(begun.epoch());
    }
  }

  @Override
  public InstrumentParameters parameters(String name) {
    Instrument instrument = byName.get(name);
    return instrument == null || instrument.change == null ? null : instrument.change.parameters();
  }

  @Override
  public AcceptedPrice quote(String name) {
    Instrument instrument = byName.get(name);
    if (instrument == null || instrument.price == null) {
      return null;
    }
    if (instrument.quote == null) {
      MarketEvent.PriceChange price = instrument.price;
      instrument.quote =
          new AcceptedPrice(
              BigDecimal.valueOf(price.price(), price.priceScale()),
              price.priceSequence(),
              price.publishTime());
    }
    return instrument.quote;
  }

  @Override
  public RiskPolicy policy() {
    return policy == null ? null : policy.policy();
  }

  /** Events that make an equal view when they are applied in this order. */
  public List<MarketEvent> toEvents() {
    List<MarketEvent> events = new ArrayList<>();
    for (Instrument instrument : bySequencerInteger) {
      if (instrument != null) {
        events.add(instrument.change);
        if (instrument.price != null) {
          events.add(instrument.price);
        }
      }
    }
    if (policy != null) {
      events.add(policy);
    }
    if (epoch != null) {
      events.add(epoch);
    }
    return events;
  }

  /** Applies the {@link #toEvents} of another view. */
  void restore(List<MarketEvent> events) {
    events.forEach(this::apply);
    marketSequence =
        events.stream().map(MarketEvent::marketSequence).max(Comparator.naturalOrder()).orElse(0L);
  }
}
