package io.breakwater.stream.event;

import io.breakwater.oracle.RiskFactor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names the own factor of an instrument before its first parameters, by the instrument's integer,
 * as the sequencer would where nothing else is named: for tests that make market events by hand.
 */
public final class Naming {
  private final Set<String> named = new HashSet<>();

  /** The event, and before it what it needs to be named. */
  public List<MarketEvent> of(MarketEvent event) {
    if (event instanceof MarketEvent.FactorsNamed names) {
      names.factors().forEach(factor -> named.add(factor.id()));
    } else if (event instanceof MarketEvent.InstrumentChange change
        && change.parameters().factors().price().equals(change.parameters().id())
        && named.add(change.parameters().id())) {
      RiskFactor own = new RiskFactor(change.instrument(), change.parameters().id(), null);
      return List.of(
          new MarketEvent.FactorsNamed(
              event.marketSequence(), event.time(), List.of(own), List.of()),
          event);
    }
    return List.of(event);
  }
}
