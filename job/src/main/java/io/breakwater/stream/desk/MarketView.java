package io.breakwater.stream.desk;

import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.QuotedMarket;
import io.breakwater.margin.model.UnitBox;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.margin.trigger.Occasion;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.FactorValue;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.oracle.Validity;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketPicture;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The market as one subtask sees it: parameters, accepted values, policy and epoch after the last
 * applied event. Every subtask applies the same events in the same order.
 *
 * <p>Factors have the integers that the sequencer gave them. Instruments have a local index, given
 * when a name is first heard of, from an account or from the sequencer, so that accounts can wait
 * for instruments that are not known yet.
 */
public final class MarketView implements QuotedMarket, UnitBox.Units {
  /** Stands for no factor: nobody has named it. */
  static final int UNKNOWN = -1;

  private final FloatMarket numbers;
  private final MarketPicture picture = new MarketPicture();
  private final Names instruments = new Names();
  private final List<MarketEvent.InstrumentChange> byIndex = new ArrayList<>();
  private final Map<String, Integer> factors = new HashMap<>();
  private final List<AcceptedPrice> quotes = new ArrayList<>();
  private final List<BigDecimal> decimals = new ArrayList<>();
  private final Application application = new Application();
  private final Causes causes = new Causes();

  /** A view that keeps these numbers up to date. */
  public MarketView(FloatMarket numbers) {
    this.numbers = numbers;
  }

  /** The local index of an instrument, known or not. */
  public int indexOf(String instrument) {
    return instruments.indexOf(instrument);
  }

  /**
   * Forgets an instrument that no account waits for any more, unless its parameters are known: ids
   * that only accounts name must not stay for ever. Its index goes to another.
   */
  public void forgetUnlessKnown(int index) {
    if (change(index) == null) {
      instruments.forget(index);
    }
  }

  private MarketEvent.InstrumentChange change(int index) {
    return index < byIndex.size() ? byIndex.get(index) : null;
  }

  /** The integer of a factor; {@link #UNKNOWN} while nobody has named it. */
  int factor(String id) {
    return factors.getOrDefault(id, UNKNOWN);
  }

  /**
   * The pricing of elements that a known factor values.
   *
   * @param instrument a known one, or null for elements of none
   */
  int pricing(String factor, String instrument) {
    int index = instrument == null ? FloatMarket.NO_INSTRUMENT : indexOf(instrument);
    return numbers.pricing(factors.get(factor), index);
  }

  FloatMarket numbers() {
    return numbers;
  }

  /** What the events so far have said. */
  MarketPicture picture() {
    return picture;
  }

  /** The parameters in force of an instrument with a local index; null while none are known. */
  InstrumentParameters parameters(int index) {
    MarketEvent.InstrumentChange change = change(index);
    return change == null ? null : change.parameters();
  }

  /** Number of the last applied event; 0 before the first. */
  long marketSequence() {
    return picture.marketSequence();
  }

  /** The epoch that triggers belong to. */
  public long epoch() {
    return picture.epoch() == null ? TriggerMessage.NO_EPOCH : picture.epoch().epoch();
  }

  /** Whether a factor has a value. */
  boolean hasValue(int factor) {
    return picture.hasValue(factor);
  }

  /** The value of a factor that has one, in units of its scale. */
  long units(int factor) {
    return picture.units(factor);
  }

  @Override
  public int integer(String factor) {
    return factors.get(factor);
  }

  @Override
  public long now(int factor) {
    return units(factor);
  }

  @Override
  public int scale(int factor) {
    return picture.value(factor).scale();
  }

  /** Whether the value of a factor, and of all that it derives from, is what it is. */
  boolean isCertain(int factor) {
    return validity(factor) == Validity.VALID;
  }

  /** Integers of all that derives from a factor. */
  List<Integer> dependents(int factor) {
    return picture.dependents(factor);
  }

  /** Applies an event. */
  void apply(MarketEvent event) {
    event.accept(application);
    picture.apply(event);
  }

  private final class Application implements MarketEvent.Visitor<Void, RuntimeException> {
    @Override
    public Void named(MarketEvent.FactorsNamed event) {
      for (RiskFactor factor : event.factors()) {
        factors.put(factor.id(), factor.integer());
        while (quotes.size() <= factor.integer()) {
          quotes.add(null);
          decimals.add(null);
        }
      }
      set(event.values());
      return null;
    }

    @Override
    public Void price(MarketEvent.PriceChange event) {
      move(event.factor(), event.units(), event.scale(), event.time());
      for (FactorValue value : event.derived()) {
        move(value.factor(), value.units(), value.scale(), event.time());
      }
      return null;
    }

    @Override
    public Void validity(MarketEvent.ValidityChange event) {
      quotes.set(event.factor(), null);
      return null;
    }

    @Override
    public Void factor(MarketEvent.FactorChange event) {
      set(event.values());
      return null;
    }

    @Override
    public Void instrument(MarketEvent.InstrumentChange event) {
      int index = indexOf(event.parameters().id());
      while (byIndex.size() <= index) {
        byIndex.add(null);
      }
      byIndex.set(index, event);
      numbers.setParameters(index, event.parameters().inForce());
      set(event.values());
      return null;
    }

    @Override
    public Void policy(MarketEvent.PolicyChange event) {
      numbers.setPolicy(event.policy().inForce());
      return null;
    }

    @Override
    public Void epoch(MarketEvent.EpochBegun begun) {
      return null;
    }

    @Override
    public Void marker(MarketEvent.IntervalMarker marker) {
      return null;
    }
  }

  private void move(int factor, long units, int scale, long time) {
    double before = picture.hasValue(factor) ? numbers.value(factor) : 0;
    numbers.setValue(factor, units, scale);
    numbers.moves().moved(factor, numbers.value(factor) - before, time);
    quotes.set(factor, null);
    decimals.set(factor, null);
  }

  /** Values that are counted anew, or are the first: no moves. */
  private void set(List<FactorValue> values) {
    for (FactorValue value : values) {
      numbers.setValue(value.factor(), value.units(), value.scale());
      quotes.set(value.factor(), null);
      decimals.set(value.factor(), null);
    }
  }

  /**
   * The occasion of what a cause leads to now.
   *
   * @param time on the job's clock, microseconds since the epoch
   */
  Occasion occasion(Cause cause, long time) {
    return new Occasion(time, marketSequence(), cause);
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
    public Cause named(MarketEvent.FactorsNamed event) {
      throw new IllegalArgumentException("factors are named for another event");
    }

    @Override
    public Cause price(MarketEvent.PriceChange event) {
      String factor = picture.factor(event.factor()).id();
      return Cause.price(factor, quote(factor));
    }

    @Override
    public Cause validity(MarketEvent.ValidityChange event) {
      String factor = picture.factor(event.factor()).id();
      return Cause.validity(factor, quote(factor));
    }

    @Override
    public Cause factor(MarketEvent.FactorChange event) {
      return Cause.parameters(event.parameters().id(), event.parameters().version());
    }

    @Override
    public Cause instrument(MarketEvent.InstrumentChange event) {
      return Cause.parameters(event.parameters().id(), event.parameters().version());
    }

    @Override
    public Cause policy(MarketEvent.PolicyChange event) {
      return Cause.policy(event.policy().version());
    }

    @Override
    public Cause epoch(MarketEvent.EpochBegun event) {
      return Cause.epoch(event.epoch());
    }

    @Override
    public Cause marker(MarketEvent.IntervalMarker event) {
      throw new IllegalArgumentException("the end of an interval decides nobody");
    }
  }

  @Override
  public InstrumentParameters parameters(String instrument) {
    int index = instruments.find(instrument);
    MarketEvent.InstrumentChange change = index == Names.ABSENT ? null : change(index);
    return change == null ? null : change.parameters();
  }

  @Override
  public Product product(String factor) {
    int integer = factor(factor);
    return integer == UNKNOWN ? null : picture.factor(integer).product();
  }

  /** Decisions ask for values alone: where they come from is looked up for what is told. */
  @Override
  public BigDecimal value(String factor) {
    int integer = factor(factor);
    return integer == UNKNOWN || !picture.hasValue(integer) ? null : decimal(integer);
  }

  private BigDecimal decimal(int factor) {
    BigDecimal known = decimals.get(factor);
    if (known == null) {
      FactorValue value = picture.value(factor);
      known = Decimals.canonical(BigDecimal.valueOf(value.units(), value.scale()));
      decimals.set(factor, known);
    }
    return known;
  }

  @Override
  public AcceptedPrice quote(String factor) {
    int integer = factor(factor);
    if (integer == UNKNOWN || !picture.hasValue(integer)) {
      return null;
    }
    if (picture.factor(integer).product() != null) {
      return quoted(integer); // where it came from changes while its units stay
    }
    if (quotes.get(integer) == null) {
      quotes.set(integer, quoted(integer));
    }
    return quotes.get(integer);
  }

  private AcceptedPrice quoted(int factor) {
    MarketEvent.PriceChange newest = newestIn(factor);
    return new AcceptedPrice(
        decimal(factor), validity(factor), newest.sequence(), newest.publishTime());
  }

  /** The validity of what derives is the worse of its operands'. */
  private Validity validity(int factor) {
    Product product = picture.factor(factor).product();
    if (product == null) {
      return picture.certainty(factor).validity();
    }
    return picture.value(factor).halted()
        ? Validity.HALTED
        : Validity.worse(
            validity(factors.get(product.left())), validity(factors.get(product.right())));
  }

  @Override
  public boolean isCertain(String factor) {
    int integer = factors.get(factor);
    return picture.factor(integer).product() == null
        ? picture.certainty(integer).isValid()
        : !picture.value(integer).halted();
  }

  @Override
  public Interval interval(String factor, Level level) {
    int integer = factors.get(factor);
    FactorValue value = picture.value(integer);
    PolicyTerms policy = policy().inForce();
    Certainty certainty = value.halted() ? Certainty.UNTOLD : picture.certainty(integer);
    return level.compareTo(policy.recoveringLevel()) >= 0
        ? certainty.narrow(decimal(integer), value.scale(), policy.haltedFactor())
        : certainty.wide(decimal(integer), value.scale(), policy.haltedFactor());
  }

  /** The accepted value, of all observed factors in a factor, that was published last. */
  private MarketEvent.PriceChange newestIn(int factor) {
    Product product = picture.factor(factor).product();
    if (product == null) {
      return picture.price(factor);
    }
    MarketEvent.PriceChange left = newestIn(factors.get(product.left()));
    MarketEvent.PriceChange right = newestIn(factors.get(product.right()));
    return right.publishTime() > left.publishTime() ? right : left;
  }

  @Override
  public RiskPolicy policy() {
    return picture.policy() == null ? null : picture.policy().policy();
  }

  /** Events that make an equal view when they are applied in this order. */
  public List<MarketEvent> toEvents() {
    return picture.toEvents();
  }

  /** Applies the {@link #toEvents} of another view. */
  void restore(List<MarketEvent> events) {
    events.forEach(this::apply);
  }
}
