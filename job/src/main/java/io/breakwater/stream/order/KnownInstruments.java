package io.breakwater.stream.order;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.oracle.FactorValue;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.value.Limits;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Scheduling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The instruments as the sequencer knows them: their integers and the last record of each. */
final class KnownInstruments {
  private final Numbering numbering;
  private final Agenda agenda;
  private final KnownFactors factors;
  private final Map<String, Known> known = new LinkedHashMap<>();

  private record Known(int integer, InstrumentUpdate record) {
    InstrumentParameters parameters() {
      return record.parameters();
    }
  }

  KnownInstruments(Numbering numbering, Agenda agenda, KnownFactors factors) {
    this.numbering = numbering;
    this.agenda = agenda;
    this.factors = factors;
  }

  /** Applies parameters of an instrument. */
  void apply(InstrumentUpdate update, long time) {
    InstrumentParameters parameters = update.parameters();
    Known last = known.get(parameters.id());
    if (Agenda.isScheduled(update.origin())) {
      InstrumentParameters current = Scheduling.at(parameters, time);
      bringIntoForce(last.integer(), current, List.of(), time);
    } else if (last == null
        || numbering.isNews(
            parameters.version(),
            last.parameters().version(),
            parameters.hasTermsOf(last.parameters()))) {
      applyRecord(last, update, time);
    }
  }

  private void applyRecord(Known last, InstrumentUpdate update, long time) {
    InstrumentParameters current = Scheduling.at(update.parameters(), time);
    List<FactorValue> values;
    try {
      requireRoom(last);
      requireSame(last, current);
      factors.requirePricing(current);
      values = factors.price(current);
    } catch (RefusedException e) {
      String message =
          "the parameters of instrument " + current.id() + " are not used: " + e.getMessage();
      numbering.reject(update.origin(), e, message, update.time());
      return;
    }
    int integer = last == null ? known.size() : last.integer();
    agenda.forgetScheduled(MarketInput.OfInstrument.class, current.id());
    known.put(
        current.id(),
        new Known(
            integer,
            new InstrumentUpdate(
                update.parameters(), update.time(), update.origin().withoutBytes())));
    List<RiskFactor> named = factors.announce(time);
    bringIntoForce(integer, current, values, time);
    factors.applyWaiting(named, time);
  }

  private void requireRoom(Known last) {
    int after = last == null ? known.size() + 1 : known.size();
    Limits.require(after, Limits.INSTRUMENTS, "instruments", "use one of these again");
  }

  private static void requireSame(Known last, InstrumentParameters parameters) {
    if (last == null) {
      return;
    }
    if (last.parameters().kind() != parameters.kind()) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "an instrument cannot change its kind once it is used: give it a new id.");
    }
    if (!last.parameters().factors().equals(parameters.factors())) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "an instrument cannot change the factors that price it once it is used: give it a new id.");
    }
  }

  private void bringIntoForce(
      int integer, InstrumentParameters current, List<FactorValue> values, long time) {
    numbering.emit(
        new MarketEvent.InstrumentChange(
            numbering.next(), time, integer, current.withInForce(current.inForce()), values));
    Long next = current.nextEffectiveTime();
    if (next != null) {
      agenda.add(
          new MarketInput.OfInstrument(
              new InstrumentUpdate(current.afterNext(), next, Origin.NONE)));
    }
  }

  /** The last records that were used. */
  List<MarketInput> records() {
    return known.values().stream()
        .<MarketInput>map(each -> new MarketInput.OfInstrument(each.record()))
        .toList();
  }

  /** Takes over a record; they come in the order of the integers. */
  void restore(InstrumentUpdate record) {
    known.put(record.parameters().id(), new Known(known.size(), record));
  }
}
