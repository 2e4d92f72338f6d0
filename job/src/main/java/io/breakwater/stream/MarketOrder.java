package io.breakwater.stream;

import io.breakwater.margin.InstrumentParameters;
import io.breakwater.margin.Origin;
import io.breakwater.margin.Refusal;
import io.breakwater.margin.RiskPolicy;
import io.breakwater.oracle.OraclePrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes one order of all market events: numbers them from 1, gives instruments their integers,
 * rounds prices to their scale, brings scheduled changes into force, and begins epochs.
 *
 * <p>A scheduled change waits in the same queue as inputs that are not due: as an update made by
 * the job itself ({@link Origin#NONE}), with the terms in force from its time and the ones
 * scheduled after it. A newer record for the same instrument or policy replaces all that was
 * scheduled. The newest price of an instrument without parameters waits for them.
 */
final class MarketOrder {
  private static final BigDecimal LARGEST_PRICE = BigDecimal.valueOf(Long.MAX_VALUE);

  private final String policyId;
  private final Consumer<MarketEvent> events;
  private final Consumer<RejectedRecord> rejected;
  private final ArrivalQueue<MarketInput> queue = new ArrivalQueue<>(EventOrder.MARKET);
  private final Map<String, MarketEvent.InstrumentChange> instruments = new LinkedHashMap<>();
  private final Map<String, MarketInput.OfPrice> unpriceable = new HashMap<>();
  private long sequence;
  private long epoch = TriggerMessage.NO_EPOCH;

  /**
   * @param policyId the policy that this job follows
   * @param events where numbered events go
   * @param rejected where inputs go that cannot be used
   */
  MarketOrder(String policyId, Consumer<MarketEvent> events, Consumer<RejectedRecord> rejected) {
    this.policyId = policyId;
    this.events = events;
    this.rejected = rejected;
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
  void beginEpoch(long time) {
    epoch = Math.max(epoch + 1, time);
    events.accept(new MarketEvent.EpochBegun(++sequence, time, epoch));
  }

  /** Keeps an input until its time is due. */
  void defer(MarketInput input) {
    queue.add(input);
  }

  /** Applies, in order, all that is kept and whose time in milliseconds is at most this. */
  void applyDue(long millis) {
    while (!queue.isEmpty() && EventOrder.millis(queue.peek().time()) <= millis) {
      MarketInput input = queue.remove();
      apply(input, input.time());
    }
  }

  /** Time of the first that is kept, microseconds since the epoch; null when nothing is. */
  Long nextTime() {
    return queue.isEmpty() ? null : queue.peek().time();
  }

  /**
   * Applies an input now.
   *
   * @param time on the job's clock, microseconds since the epoch
   */
  void apply(MarketInput input, long time) {
    input.accept(new Application(time));
  }

  private final class Application implements MarketInput.Visitor<Void, RuntimeException> {
    private final long time;

    Application(long time) {
      this.time = time;
    }

    @Override
    public Void price(MarketInput.OfPrice input) {
      apply(input, time);
      return null;
    }

    @Override
    public Void instrument(MarketInput.OfInstrument input) {
      apply(input.update(), time);
      return null;
    }

    @Override
    public Void policy(MarketInput.OfPolicy input) {
      apply(input.update(), time);
      return null;
    }
  }

  private void apply(MarketInput.OfPrice input, long time) {
    OraclePrice price = input.price();
    MarketEvent.InstrumentChange instrument = instruments.get(price.instrument());
    if (instrument == null) {
      unpriceable.put(price.instrument(), input);
      return;
    }
    int scale = instrument.parameters().priceScale();
    BigDecimal units = price.value().setScale(scale, RoundingMode.HALF_EVEN).movePointRight(scale);
    if (units.signum() == 0) {
      reject(
          price.origin(),
          Refusal.NON_POSITIVE_PRICE,
          "the price of "
              + price.instrument()
              + " rounds to 0 at its price scale "
              + scale
              + ": raise the scale of the instrument.",
          price.publishTime());
    } else if (units.compareTo(LARGEST_PRICE) > 0) {
      reject(
          price.origin(),
          Refusal.OUT_OF_RANGE,
          "the price of "
              + price.instrument()
              + " exceeds 2^63 units at its price scale "
              + scale
              + ": lower the scale of the instrument.",
          price.publishTime());
    } else {
      events.accept(
          new MarketEvent.PriceChange(
              ++sequence,
              time,
              instrument.instrument(),
              units.longValueExact(),
              price.sequence(),
              price.publishTime()));
    }
  }

  private void apply(InstrumentUpdate update, long time) {
    InstrumentParameters parameters = update.parameters();
    MarketEvent.InstrumentChange known = instruments.get(parameters.id());
    if (known != null && !keepsIdentity(known.parameters(), parameters)) {
      reject(
          update.origin(),
          Refusal.CONTRADICTION,
          "instrument "
              + parameters.id()
              + " cannot change its kind or price scale once it is used: give it a new id.",
          update.time());
      return;
    }
    forgetScheduled(parameters.id(), MarketInput.OfInstrument.class);
    InstrumentUpdate current = inForceAt(update, time);
    int integer = known == null ? instruments.size() : known.instrument();
    MarketEvent.InstrumentChange change =
        new MarketEvent.InstrumentChange(
            ++sequence,
            time,
            integer,
            current.parameters().withInForce(current.parameters().inForce()));
    instruments.put(parameters.id(), change);
    events.accept(change);
    scheduleNext(current);
    MarketInput.OfPrice waiting = unpriceable.remove(parameters.id());
    if (waiting != null) {
      apply(waiting, time);
    }
  }

  private static boolean keepsIdentity(InstrumentParameters known, InstrumentParameters update) {
    return known.kind() == update.kind() && known.priceScale() == update.priceScale();
  }

  /** The update as if it had been sent after the last scheduled change that is due. */
  private static InstrumentUpdate inForceAt(InstrumentUpdate update, long time) {
    InstrumentParameters parameters = update.parameters();
    List<InstrumentParameters.Scheduled> later = parameters.scheduled();
    InstrumentUpdate current = update;
    while (!later.isEmpty() && later.get(0).effectiveTime() <= time) {
      current = afterFirst(parameters, later);
      later = current.parameters().scheduled();
    }
    return current;
  }

  private static InstrumentUpdate afterFirst(
      InstrumentParameters parameters, List<InstrumentParameters.Scheduled> scheduled) {
    InstrumentParameters.Scheduled first = scheduled.get(0);
    return new InstrumentUpdate(
        new InstrumentParameters(
            parameters.id(),
            parameters.kind(),
            parameters.priceScale(),
            parameters.version(),
            first.parameters(),
            scheduled.subList(1, scheduled.size())),
        first.effectiveTime(),
        Origin.NONE);
  }

  private void scheduleNext(InstrumentUpdate update) {
    List<InstrumentParameters.Scheduled> scheduled = update.parameters().scheduled();
    if (!scheduled.isEmpty()) {
      defer(new MarketInput.OfInstrument(afterFirst(update.parameters(), scheduled)));
    }
  }

  private void apply(PolicyUpdate update, long time) {
    RiskPolicy policy = update.policy();
    if (!policy.id().equals(policyId)) {
      reject(
          update.origin(),
          Refusal.UNKNOWN_POLICY,
          "this job follows the policy '"
              + policyId
              + "', not '"
              + policy.id()
              + "': correct the id, or the job's option.",
          update.time());
      return;
    }
    forgetScheduled(policyId, MarketInput.OfPolicy.class);
    RiskPolicy current = inForceAt(policy, time);
    events.accept(
        new MarketEvent.PolicyChange(++sequence, time, current.withInForce(current.inForce())));
    if (!current.scheduled().isEmpty()) {
      defer(afterFirst(current));
    }
  }

  private static RiskPolicy inForceAt(RiskPolicy policy, long time) {
    RiskPolicy current = policy;
    while (!current.scheduled().isEmpty() && current.scheduled().get(0).effectiveTime() <= time) {
      current = afterFirst(current).update().policy();
    }
    return current;
  }

  private static MarketInput.OfPolicy afterFirst(RiskPolicy policy) {
    RiskPolicy.Scheduled first = policy.scheduled().get(0);
    RiskPolicy later =
        new RiskPolicy(
            policy.id(),
            policy.version(),
            first.terms(),
            policy.scheduled().subList(1, policy.scheduled().size()));
    return new MarketInput.OfPolicy(new PolicyUpdate(later, first.effectiveTime(), Origin.NONE));
  }

  private void forgetScheduled(String key, Class<? extends MarketInput> kind) {
    queue.removeIf(
        input ->
            kind.isInstance(input)
                && input.origin().equals(Origin.NONE)
                && EventOrder.key(input).equals(key));
  }

  private void reject(Origin origin, Refusal reason, String message, long time) {
    rejected.accept(new RejectedRecord(origin, reason, message, null, time));
  }

  /** Number of the last event. */
  long sequence() {
    return sequence;
  }

  /** The epoch that was begun last; {@link TriggerMessage#NO_EPOCH} before the first. */
  long epoch() {
    return epoch;
  }

  /** All that is kept because it is not due, in the order in which it becomes due. */
  List<MarketInput> deferred() {
    return queue.toList();
  }

  /** How many are kept because they are not due. */
  int deferredCount() {
    return queue.size();
  }

  /** The newest prices of instruments without parameters. */
  Collection<MarketInput> waitingPrices() {
    return List.copyOf(unpriceable.values());
  }

  /** The parameters in force with the integers of their instruments. */
  List<MarketEvent> instruments() {
    return new ArrayList<>(instruments.values());
  }

  /** Takes over what another order was. */
  void restore(
      long lastSequence,
      long lastEpoch,
      Iterable<MarketInput> deferred,
      Iterable<MarketInput> waitingPrices,
      Iterable<MarketEvent> knownInstruments) {
    sequence = lastSequence;
    epoch = lastEpoch;
    deferred.forEach(queue::add);
    for (MarketInput input : waitingPrices) {
      MarketInput.OfPrice price = (MarketInput.OfPrice) input;
      unpriceable.put(price.price().instrument(), price);
    }
    for (MarketEvent event : knownInstruments) {
      MarketEvent.InstrumentChange change = (MarketEvent.InstrumentChange) event;
      instruments.put(change.parameters().id(), change);
    }
  }
}
