package io.breakwater.stream;

import io.breakwater.margin.AcceptedPrice;
import io.breakwater.margin.FloatMarket;
import io.breakwater.margin.InstrumentParameters;
import io.breakwater.margin.QuotedMarket;
import io.breakwater.margin.RiskPolicy;
import java.math.BigDecimal;
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
final class MarketView implements QuotedMarket {

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
  private final List<Instrument> bySequencerInteger = new ArrayList<>();
  private MarketEvent.PolicyChange policy;
  private MarketEvent.EpochBegun epoch;
  private long marketSequence;

  /** A view that keeps these numbers up to date. */
  MarketView(FloatMarket numbers) {
    this.numbers = numbers;
  }

  /** The local index of an instrument, known or not. */
  int indexOf(String name) {
    return instrument(name).index;
  }

  String name(int index) {
    return names.get(index);
  }

  private Instrument instrument(String name) {
    Instrument known = byName.get(name);
    if (known != null) {
      return known;
    }
    Instrument added = new Instrument(byIndex.size());
    byName.put(name, added);
    byIndex.add(added);
    names.add(name);
    return added;
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
  long epoch() {
    return epoch == null ? TriggerMessage.NO_EPOCH : epoch.epoch();
  }

  /** The price of an instrument in its scale; 0 while there is none. */
  long scaledPrice(int index) {
    MarketEvent.PriceChange price = byIndex.get(index).price;
    return price == null ? 0 : price.price();
  }

  /** Applies an event. */
  void apply(MarketEvent event) {
    if (event instanceof MarketEvent.PriceChange price) {
      apply(price);
    } else if (event instanceof MarketEvent.InstrumentChange change) {
      apply(change);
    } else if (event instanceof MarketEvent.EpochBegun begun) {
      epoch = begun;
    } else {
      policy = (MarketEvent.PolicyChange) event;
      numbers.setPolicy(policy.policy().inForce());
    }
    marketSequence = event.marketSequence();
  }

  private void apply(MarketEvent.PriceChange price) {
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
  }

  private void apply(MarketEvent.InstrumentChange change) {
    Instrument instrument = instrument(change.parameters().id());
    instrument.change = change;
    while (bySequencerInteger.size() <= change.instrument()) {
      bySequencerInteger.add(null);
    }
    bySequencerInteger.set(change.instrument(), instrument);
    numbers.setParameters(instrument.index, change.parameters().inForce());
    restateScale(instrument);
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
  List<MarketEvent> toEvents() {
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
