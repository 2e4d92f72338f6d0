package io.breakwater.stream.order;

import io.breakwater.margin.terms.FactorGroups;
import io.breakwater.oracle.FactorGraph;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Makes one order of all market events: numbers them from 1, gives factors and instruments their
 * integers, counts values in their scale and takes what derives from them, brings scheduled changes
 * into force, and begins epochs.
 *
 * <p>Of parameters and policies the largest version counts: an older record is dropped, and so is
 * the last one when it comes again. A record of the same version with other terms is taken for the
 * newer one, as a compacted topic would. A newer record for the same factor, instrument or policy
 * replaces all that was scheduled. The newest value of a factor that nobody has named waits.
 */
public final class MarketOrder {
  /** What becomes of inputs. */
  public interface Output {
    /** An event with its number. */
    void event(MarketEvent event);

    /** What is told of the quality of a value, after the event that it belongs to. */
    void quality(PriceQuality quality);

    /** An input that cannot be used. */
    void rejected(RejectedRecord rejected);

    /** Parameters or a policy of an older version than the last. */
    void older();

    /** Parameters or a policy that are the last ones again. */
    void repeated();

    /** A value of a factor that nobody has named, of which none was kept before. */
    void unknownInstrument(OraclePrice price);
  }

  /** No time at all. */
  public static final long NEVER = Markers.NONE;

  private final Agenda agenda = new Agenda();
  private final Markers markers;
  private final Numbering numbering;
  private final KnownFactors factors;
  private final KnownInstruments instruments;
  private final KnownPolicy policy;
  private long epoch = TriggerMessage.NO_EPOCH;

  /**
   * @param policyId the policy that this job follows
   * @param interval at whose multiples since 1970 markers stand, microseconds; 0 for none
   * @param output where numbered events go, and inputs that cannot be used
   */
  public MarketOrder(String policyId, long interval, Output output) {
    markers = new Markers(interval);
    numbering = new Numbering(output, markers);
    FactorGraph graph = new FactorGraph();
    FactorGroups groups = new FactorGroups(graph);
    factors = new KnownFactors(numbering, agenda, graph, groups);
    instruments = new KnownInstruments(numbering, agenda, factors);
    policy = new KnownPolicy(policyId, numbering, agenda, groups);
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
    numbering.begin(new MarketEvent.EpochBegun(numbering.next(), time, epoch));
  }

  /** Keeps an input until its time is due. */
  public void defer(MarketInput input) {
    agenda.add(input);
  }

  /** Applies, in order, all that is kept and whose time in milliseconds is at most this. */
  public void applyDue(long millis) {
    while (agenda.first() != null && EventOrder.millis(agenda.first().time()) <= millis) {
      applyFirst();
    }
  }

  /** All that happens up to the end of these milliseconds has been applied. */
  public void hasPassed(long millis) {
    if (markers.open() <= EventOrder.lastMicros(millis)) {
      numbering.mark(factors.spreads());
    }
  }

  /** Ends the interval that is open, as when nothing more will happen. */
  public void endInterval() {
    if (markers.open() != Markers.NONE) {
      numbering.mark(factors.spreads());
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
        agenda.toList().stream()
            .filter(input -> !Agenda.isScheduled(input.origin()))
            .mapToLong(MarketInput::time)
            .reduce(passed, Math::max);
    while (agenda.first() != null && agenda.first().time() <= last) {
      applyFirst();
    }
    return last;
  }

  private void applyFirst() {
    MarketInput input = agenda.removeFirst();
    apply(input, input.time());
  }

  /**
   * The first time at which something happens by itself, microseconds since the epoch: an input
   * that is kept is due, or an interval ends; {@link #NEVER} when nothing will.
   */
  public long nextTime() {
    MarketInput first = agenda.first();
    return first == null ? markers.open() : Math.min(first.time(), markers.open());
  }

  /**
   * Applies an input now.
   *
   * @param time on the job's clock, microseconds since the epoch
   */
  public void apply(MarketInput input, long time) {
    if (markers.open() < time) {
      numbering.mark(factors.spreads());
    }
    input.accept(new Application(time));
  }

  private final class Application implements MarketInput.Visitor<Void, RuntimeException> {
    private final long time;

    Application(long time) {
      this.time = time;
    }

    @Override
    public Void price(MarketInput.OfPrice input) {
      factors.apply(input.price(), time);
      return null;
    }

    @Override
    public Void verdict(MarketInput.OfVerdict input) {
      factors.apply(input.verdict(), time);
      return null;
    }

    @Override
    public Void factor(MarketInput.OfFactor input) {
      factors.apply(input.update(), time);
      return null;
    }

    @Override
    public Void instrument(MarketInput.OfInstrument input) {
      instruments.apply(input.update(), time);
      return null;
    }

    @Override
    public Void policy(MarketInput.OfPolicy input) {
      policy.apply(input.update(), time);
      return null;
    }

    @Override
    public Void naming(MarketInput.OfNaming input) {
      throw notPassedOn();
    }
  }

  private static IllegalArgumentException notPassedOn() {
    return new IllegalArgumentException("that a factor is named is for the judge alone");
  }

  /** Number of the last event. */
  public long sequence() {
    return numbering.sequence();
  }

  /** The epoch that was begun last; {@link TriggerMessage#NO_EPOCH} before the first. */
  public long epoch() {
    return epoch;
  }

  /** All that is kept because it is not due, in the order in which it becomes due. */
  public List<MarketInput> deferred() {
    return agenda.toList();
  }

  /** Where intervals stand. */
  public List<Long> markers() {
    return markers.toState();
  }

  /** How many are kept because they are not due. */
  public int deferredCount() {
    return agenda.size();
  }

  /** The newest values of factors that nobody has named. */
  public Collection<MarketInput> waitingPrices() {
    return factors.waitingPrices();
  }

  /** How many factors that nobody has named have a value. */
  public int waitingCount() {
    return factors.waitingCount();
  }

  /** The last records that were used: of each factor and instrument, and of the policy. */
  public List<MarketInput> records() {
    List<MarketInput> records = new ArrayList<>(factors.records());
    records.addAll(instruments.records());
    records.addAll(policy.records());
    return records;
  }

  /** What the events so far have said of the market. */
  public List<MarketEvent> picture() {
    List<MarketEvent> events = new ArrayList<>(numbering.picture().toEvents());
    events.add(new MarketEvent.IntervalMarker(sequence(), 0, factors.spreads()));
    return events;
  }

  /** Takes over what another order was. */
  public void restore(
      long lastSequence,
      long lastEpoch,
      List<Long> intervals,
      Iterable<MarketInput> deferred,
      Iterable<MarketInput> waitingPrices,
      Iterable<MarketInput> records,
      Iterable<MarketEvent> picture) {
    List<MarketEvent> events = new ArrayList<>();
    picture.forEach(events::add);
    numbering.restore(lastSequence, events);
    epoch = lastEpoch;
    markers.restore(intervals);
    deferred.forEach(agenda::add);
    factors.restore(numbering.picture());
    events.forEach(event -> event.accept(spreads));
    Restoration restoration = new Restoration();
    records.forEach(record -> record.accept(restoration));
    waitingPrices.forEach(price -> price.accept(restoration));
  }

  /** Takes over how sources lay apart. */
  private final MarketEvent.Visitor<Void, RuntimeException> spreads =
      new MarketEvent.PartialVisitor<>() {
        @Override
        public Void marker(MarketEvent.IntervalMarker marker) {
          factors.restoreSpreads(marker.spreads());
          return null;
        }
      };

  private final class Restoration implements MarketInput.Visitor<Void, RuntimeException> {
    @Override
    public Void price(MarketInput.OfPrice input) {
      factors.restoreWaiting(input);
      return null;
    }

    @Override
    public Void verdict(MarketInput.OfVerdict input) {
      throw new IllegalArgumentException("no verdict waits, and none is a record");
    }

    @Override
    public Void factor(MarketInput.OfFactor input) {
      factors.restore(input.update());
      return null;
    }

    @Override
    public Void instrument(MarketInput.OfInstrument input) {
      instruments.restore(input.update());
      return null;
    }

    @Override
    public Void policy(MarketInput.OfPolicy input) {
      policy.restore(input.update());
      return null;
    }

    @Override
    public Void naming(MarketInput.OfNaming input) {
      throw notPassedOn();
    }
  }
}
