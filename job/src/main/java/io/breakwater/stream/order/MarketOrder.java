package io.breakwater.stream.order;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.terms.Scheduling;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one order of all market events: numbers them from 1, gives instruments their integers,
 * counts prices in their scale, brings scheduled changes into force, and begins epochs.
 *
 * <p>Of parameters and policies the largest version counts: an older record is dropped, and so is
 * the last one when it comes again. A record of the same version with other terms is taken for the
 * newer one, as a compacted topic would.
 *
 * <p>A scheduled change waits in the same queue as inputs that are not due: as an update made by
 * the job itself ({@link Origin#NONE}), with the terms in force from its time and the ones
 * scheduled after it. A newer record for the same instrument or policy replaces all that was
 * scheduled. The newest price of an instrument without parameters waits for them.
 */
public final class MarketOrder {

  /** What becomes of inputs. */
  public interface Output {
    /** An event with its number. */
    void event(MarketEvent event);

    /** An input that cannot be used. */
    void rejected(RejectedRecord rejected);

    /** Parameters or a policy of an older version than the last. */
    void older();

    /** Parameters or a policy that are the last ones again. */
    void repeated();

    /** A price of an instrument without parameters, of which none was kept before. */
    void unknownInstrument(OraclePrice price);
  }

  private final String policyId;
  private final Output output;
  private final ArrivalQueue<MarketInput> queue = new ArrivalQueue<>(EventOrder.MARKET);
  private final Map<String, KnownInstrument> instruments = new LinkedHashMap<>();
  private final WaitingPrices waiting = new WaitingPrices();
  private PolicyUpdate policyRecord;
  private long sequence;
  private long epoch = TriggerMessage.NO_EPOCH;

  /**
   * @param policyId the policy that this job follows
   * @param output where numbered events go, and inputs that cannot be used
   */
  public MarketOrder(String policyId, Output output) {
    this.policyId = policyId;
    this.output = output;
  }

  /**
   * Begins a new epoch.
   *
   * <p>It is named after the time: two starts from the same checkpoint know the same last epoch,
   * and must not begin the same new one. Where the clock shows less than the last epoch, the next
   * number is taken.
   *
   * <p>Where that is wrong: readers would skip all that an epoch says if a start before it had a
   * larger one. That takes two starts between which no checkpoint completed and the clock went
   * back, as it may on another machine, by more than the time between them.
   *
   * @param time on the system clock, microseconds since the epoch of time
   */
  public void beginEpoch(long time) {
    epoch = Math.max(epoch + 1, time);
    output.event(new MarketEvent.EpochBegun(++sequence, time, epoch));
  }

  /** Keeps an input until its time is due. */
  public void defer(MarketInput input) {
    queue.add(input);
  }

  /** Applies, in order, all that is kept and whose time in milliseconds is at most this. */
  public void applyDue(long millis) {
    while (!queue.isEmpty() && EventOrder.millis(queue.peek().time()) <= millis) {
      MarketInput input = queue.remove();
      apply(input, input.time());
    }
  }

  /**
   * Applies, in order, all inputs that are kept, as when no more will come; of the scheduled
   * changes only those up to the time of the last input, or up to a later time that has passed.
   *
   * @param passed microseconds since the epoch; the smallest number where none is known
   * @return the time up to which all is applied, microseconds since the epoch; the smallest number
   *     when there was no input and no time is known
   */
  public long applyInputs(long passed) {
    long last =
        queue.toList().stream()
            .filter(input -> !isScheduled(input))
            .mapToLong(MarketInput::time)
            .reduce(passed, Math::max);
    while (!queue.isEmpty() && queue.peek().time() <= last) {
      MarketInput input = queue.remove();
      apply(input, input.time());
    }
    return last;
  }

  /** Time of the first that is kept, microseconds since the epoch; null when nothing is. */
  public Long nextTime() {
    return queue.isEmpty() ? null : queue.peek().time();
  }

  /**
   * Applies an input now.
   *
   * @param time on the job's clock, microseconds since the epoch
   */
  public void apply(MarketInput input, long time) {
    input.accept(new Application(time));
  }

  private final class Application implements MarketInput.Visitor<Void, RuntimeException> {
    private final long time;

    Application(long time) {
      this.time = time;
    }

    @Override
    public Void price(MarketInput.OfPrice input) {
      applyPrice(input.price(), time);
      return null;
    }

    @Override
    public Void instrument(MarketInput.OfInstrument input) {
      applyInstrument(input.update(), time);
      return null;
    }

    @Override
    public Void policy(MarketInput.OfPolicy input) {
      applyPolicy(input.update(), time);
      return null;
    }
  }

  private void applyPrice(OraclePrice price, long time) {
    KnownInstrument instrument = instruments.get(price.instrument());
    if (instrument == null) {
      keepWaiting(price);
      return;
    }
    try {
      MarketEvent.PriceChange change =
          new MarketEvent.PriceChange(
              sequence + 1,
              time,
              instrument.integer(),
              instrument.units(price.value()),
              instrument.scaleFor(price.value()),
              price.sequence(),
              price.publishTime());
      instrument.setPrice(change);
      emit(change);
    } catch (RefusedException e) {
      reject(price.origin(), e.reason(), e.getMessage(), price.publishTime());
    }
  }

  private void keepWaiting(OraclePrice price) {
    boolean first = !waiting.has(price.instrument());
    if (!waiting.keep(price)) {
      reject(
          price.origin(),
          Refusal.UNKNOWN_INSTRUMENT,
          "no parameters of instrument %s have come, and prices of %d others wait for theirs already: send its parameters first."
              .formatted(price.instrument(), WaitingPrices.MOST),
          price.publishTime());
    } else if (first) {
      output.unknownInstrument(price);
    }
  }

  private void applyInstrument(InstrumentUpdate update, long time) {
    KnownInstrument known = instruments.get(update.parameters().id());
    if (isScheduled(update.origin())) {
      bringIntoForce(known, update, time);
    } else if (known == null || isNews(known, update.parameters())) {
      applyRecord(known, update, time);
    }
  }

  private boolean isNews(KnownInstrument known, InstrumentParameters parameters) {
    InstrumentParameters last = known.record().parameters();
    return isNews(
        parameters.version(), last.version(), parameters.hasTermsOf(last), parameters.id());
  }

  private boolean isNews(long version, long last, boolean sameTerms, String id) {
    if (version < last) {
      output.older();
      return false;
    }
    if (version == last && sameTerms) {
      output.repeated();
      return false;
    }
    return true;
  }

  private void applyRecord(KnownInstrument known, InstrumentUpdate update, long time) {
    InstrumentParameters parameters = update.parameters();
    if (known != null && known.inForce().parameters().kind() != parameters.kind()) {
      reject(
          update.origin(),
          Refusal.CONTRADICTION,
          "instrument "
              + parameters.id()
              + " cannot change its kind once it is used: give it a new id.",
          update.time());
      return;
    }
    KnownInstrument instrument = known == null ? new KnownInstrument(instruments.size()) : known;
    InstrumentParameters current = Scheduling.at(parameters, time);
    try {
      instrument.bringIntoForce(change(instrument, current, time));
    } catch (RefusedException e) {
      reject(
          update.origin(),
          e.reason(),
          "the parameters of instrument " + parameters.id() + " are not used: " + e.getMessage(),
          update.time());
      return;
    }
    forgetScheduled(parameters.id(), MarketInput.OfInstrument.class);
    instrument.setRecord(
        new InstrumentUpdate(parameters, update.time(), update.origin().withoutBytes()));
    instruments.put(parameters.id(), instrument);
    emit(instrument.inForce());
    scheduleNext(current);
    MarketInput.OfPrice kept = waiting.take(parameters.id());
    if (kept != null) {
      applyPrice(kept.price(), time);
    }
  }

  /** A scheduled change states no other scale than the record that scheduled it. */
  private void bringIntoForce(KnownInstrument known, InstrumentUpdate update, long time) {
    InstrumentParameters current = Scheduling.at(update.parameters(), time);
    known.bringIntoForce(change(known, current, time));
    emit(known.inForce());
    scheduleNext(current);
  }

  private MarketEvent.InstrumentChange change(
      KnownInstrument instrument, InstrumentParameters current, long time) {
    return new MarketEvent.InstrumentChange(
        sequence + 1, time, instrument.integer(), current.withInForce(current.inForce()));
  }

  private void emit(MarketEvent event) {
    sequence = event.marketSequence();
    output.event(event);
  }

  private void scheduleNext(InstrumentParameters current) {
    Long time = current.nextEffectiveTime();
    if (time != null) {
      defer(
          new MarketInput.OfInstrument(
              new InstrumentUpdate(current.afterNext(), time, Origin.NONE)));
    }
  }

  private void applyPolicy(PolicyUpdate update, long time) {
    if (isScheduled(update.origin())) {
      bringIntoForce(update.policy(), time);
    } else if (!update.policy().id().equals(policyId)) {
      reject(
          update.origin(),
          Refusal.UNKNOWN_POLICY,
          "this job follows the policy '"
              + policyId
              + "', not '"
              + update.policy().id()
              + "': correct the id, or the job's option.",
          update.time());
    } else if (policyRecord == null || isNews(update.policy())) {
      forgetScheduled(policyId, MarketInput.OfPolicy.class);
      policyRecord =
          new PolicyUpdate(update.policy(), update.time(), update.origin().withoutBytes());
      bringIntoForce(update.policy(), time);
    }
  }

  private boolean isNews(RiskPolicy policy) {
    RiskPolicy last = policyRecord.policy();
    return isNews(policy.version(), last.version(), policy.hasTermsOf(last), policy.id());
  }

  private void bringIntoForce(RiskPolicy policy, long time) {
    RiskPolicy current = Scheduling.at(policy, time);
    emit(new MarketEvent.PolicyChange(sequence + 1, time, current.withInForce(current.inForce())));
    Long next = current.nextEffectiveTime();
    if (next != null) {
      defer(new MarketInput.OfPolicy(new PolicyUpdate(current.afterNext(), next, Origin.NONE)));
    }
  }

  private static boolean isScheduled(MarketInput input) {
    return isScheduled(input.origin());
  }

  private static boolean isScheduled(Origin origin) {
    return origin.equals(Origin.NONE);
  }

  private void forgetScheduled(String key, Class<? extends MarketInput> kind) {
    queue.removeIf(
        input -> kind.isInstance(input) && isScheduled(input) && EventOrder.key(input).equals(key));
  }

  private void reject(Origin origin, Refusal reason, String message, long time) {
    output.rejected(new RejectedRecord(origin, reason, message, null, time));
  }

  /** Number of the last event. */
  public long sequence() {
    return sequence;
  }

  /** The epoch that was begun last; {@link TriggerMessage#NO_EPOCH} before the first. */
  public long epoch() {
    return epoch;
  }

  /** All that is kept because it is not due, in the order in which it becomes due. */
  public List<MarketInput> deferred() {
    return queue.toList();
  }

  /** How many are kept because they are not due. */
  public int deferredCount() {
    return queue.size();
  }

  /** The newest prices of instruments without parameters. */
  public Collection<MarketInput> waitingPrices() {
    return waiting.all();
  }

  /** How many instruments without parameters have a price. */
  public int waitingCount() {
    return waiting.size();
  }

  /** The last records that were used: of each instrument, and of the policy. */
  public List<MarketInput> records() {
    List<MarketInput> records = new ArrayList<>();
    instruments.values().forEach(i -> records.add(new MarketInput.OfInstrument(i.record())));
    if (policyRecord != null) {
      records.add(new MarketInput.OfPolicy(policyRecord));
    }
    return records;
  }

  /** Of each instrument the parameters in force, with its integer, and its last price. */
  public List<MarketEvent> instruments() {
    List<MarketEvent> events = new ArrayList<>();
    for (KnownInstrument instrument : instruments.values()) {
      events.add(instrument.inForce());
      if (instrument.price() != null) {
        events.add(instrument.price());
      }
    }
    return events;
  }

  /** Takes over what another order was. */
  public void restore(
      long lastSequence,
      long lastEpoch,
      Iterable<MarketInput> deferred,
      Iterable<MarketInput> waitingPrices,
      Iterable<MarketInput> records,
      Iterable<MarketEvent> knownInstruments) {
    sequence = lastSequence;
    epoch = lastEpoch;
    deferred.forEach(queue::add);
    waitingPrices.forEach(waiting::restore);
    KnownInstrument last = null;
    for (MarketEvent event : knownInstruments) {
      if (event instanceof MarketEvent.InstrumentChange change) {
        last = new KnownInstrument(change.instrument());
        last.bringIntoForce(change);
        instruments.put(change.parameters().id(), last);
      } else if (last != null) {
        last.setPrice((MarketEvent.PriceChange) event);
      }
    }
    records.forEach(this::restoreRecord);
  }

  private void restoreRecord(MarketInput input) {
    if (input instanceof MarketInput.OfInstrument instrument) {
      instruments.get(instrument.update().parameters().id()).setRecord(instrument.update());
    } else {
      policyRecord = ((MarketInput.OfPolicy) input).update();
    }
  }
}
