package io.breakwater.local.replay.reference;

import io.breakwater.local.replay.lines.LongList;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.QuotedMarket;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.trigger.Cause;
import io.breakwater.oracle.Certainty;
import io.breakwater.oracle.Interval;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.Validity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The market after one event, and which later events concern an account. */
final class ReferenceView implements QuotedMarket {
  /** Stands for no event. */
  static final long NEVER = Long.MAX_VALUE;

  private final ReferenceMarket market;
  private final List<Stream> streams = new ArrayList<>();
  private final Set<String> watched = new HashSet<>();
  private long number;

  ReferenceView(ReferenceMarket market) {
    this.market = market;
  }

  /** Events that concern the account, by their numbers. */
  private static final class Stream {
    private final LongList numbers;
    private final int limit;
    private int passed;

    Stream(LongList numbers, int limit, long from) {
      this.numbers = numbers;
      this.limit = limit;
      this.passed = numbers.countUpTo(from);
    }

    /** The number of the first event after one; {@link #NEVER} when there is none. */
    long after(long last) {
      while (passed < limit && numbers.get(passed) <= last) {
        passed++;
      }
      return passed < limit ? numbers.get(passed) : NEVER;
    }
  }

  /** The number of the event that this is the market after; 0 before the first. */
  long number() {
    return number;
  }

  void moveTo(long event) {
    number = event;
  }

  /** Looks at what an account holds, from the present event on. */
  void watch(Account account) {
    streams.clear();
    watched.clear();
    add(market.policies().newsNumbers);
    for (Balance balance : account.balances()) {
      InstrumentFactors factors = factors(balance.instrument());
      if (factors != null) {
        watchValue(factors.of(balance.side()));
      }
    }
    for (Position position : account.positions()) {
      InstrumentFactors factors = factors(position.instrument());
      if (factors != null) {
        watchValue(factors.price());
      }
    }
  }

  /** Which factors value an instrument is fixed: of later parameters the same is true. */
  private InstrumentFactors factors(String name) {
    ReferenceMarket.Instrument instrument = market.instrument(name);
    if (instrument == null) {
      return null;
    }
    if (watched.add("instrument " + name)) {
      add(instrument.terms.newsNumbers);
    }
    return instrument.any().factors();
  }

  /**
   * Every change of a factor that values something and of what is in it, and of how certain that
   * is.
   */
  private void watchValue(String name) {
    ReferenceFactor factor = market.factor(name);
    if (watched.add("value " + name)) {
      add(factor.numbers);
      add(factor.certaintyNumbers);
      watchFirst(factor);
      if (factor.product() != null) {
        watchValue(factor.product().left());
        watchValue(factor.product().right());
      }
    }
  }

  private void watchFirst(ReferenceFactor factor) {
    if (watched.add("first " + factor.name)) {
      streams.add(new Stream(factor.numbers, Math.min(1, factor.numbers.size()), number));
      if (factor.product() != null) {
        watchFirst(market.factor(factor.product().left()));
        watchFirst(market.factor(factor.product().right()));
      }
    }
  }

  private void add(LongList numbers) {
    streams.add(new Stream(numbers, numbers.size(), number));
  }

  /** The number of the next event that concerns the account; {@link #NEVER} when there is none. */
  long next() {
    long next = NEVER;
    for (Stream stream : streams) {
      next = Math.min(next, stream.after(number));
    }
    return next;
  }

  /** The present event as a cause. */
  Cause cause() {
    Cause cause = market.causeUnlessObserved(number);
    if (cause != null) {
      return cause;
    }
    String factor = market.observedBy(number);
    return market.isOfValidity(number)
        ? Cause.validity(factor, quote(factor))
        : Cause.price(factor, quote(factor));
  }

  @Override
  public InstrumentParameters parameters(String name) {
    ReferenceMarket.Instrument instrument = market.instrument(name);
    return instrument == null ? null : instrument.terms.at(number);
  }

  @Override
  public Product product(String name) {
    ReferenceFactor factor = market.factor(name);
    return factor == null ? null : factor.productAt(number);
  }

  @Override
  public BigDecimal value(String name) {
    ReferenceFactor factor = market.factor(name);
    int count = factor == null ? 0 : factor.numbers.countUpTo(number);
    return count == 0 ? null : factor.value(count - 1);
  }

  @Override
  public AcceptedPrice quote(String name) {
    ReferenceFactor factor = market.factor(name);
    int count = factor == null ? 0 : factor.numbers.countUpTo(number);
    if (count == 0) {
      return null;
    }
    ReferenceFactor newest = newestIn(factor);
    return new AcceptedPrice(
        factor.value(count - 1),
        validity(factor),
        newest.sequenceAt(number),
        newest.publishTimeAt(number));
  }

  /** The worst of all that it rests on; HALTED where the value of a derived one is an earlier. */
  private Validity validity(ReferenceFactor factor) {
    if (factor.product() == null) {
      return factor.certaintyAt(number).validity();
    }
    Validity left = validity(market.factor(factor.product().left()));
    Validity right = validity(market.factor(factor.product().right()));
    return isUntold(factor) ? Validity.HALTED : left.compareTo(right) > 0 ? left : right;
  }

  /** Whether the value of a derived factor is an earlier one. */
  private boolean isUntold(ReferenceFactor factor) {
    return factor.isHalted(factor.numbers.countUpTo(number) - 1);
  }

  @Override
  public boolean isCertain(String name) {
    ReferenceFactor factor = market.factor(name);
    return factor.product() == null
        ? factor.certaintyAt(number).validity() == Validity.VALID
        : !isUntold(factor);
  }

  @Override
  public Interval interval(String name, Level level) {
    ReferenceFactor factor = market.factor(name);
    PolicyTerms terms = policy().inForce();
    return ReferenceInterval.of(
        isUntold(factor) ? Certainty.UNTOLD : factor.certaintyAt(number),
        factor.value(factor.numbers.countUpTo(number) - 1),
        terms,
        terms.recoveringLevel().isWorseThan(level));
  }

  /** The observed factor in a factor whose value was published last; of equals, the first. */
  private ReferenceFactor newestIn(ReferenceFactor factor) {
    if (factor.product() == null) {
      return factor;
    }
    ReferenceFactor left = newestIn(market.factor(factor.product().left()));
    ReferenceFactor right = newestIn(market.factor(factor.product().right()));
    return right.publishTimeAt(number) > left.publishTimeAt(number) ? right : left;
  }

  @Override
  public RiskPolicy policy() {
    return market.policies().at(number);
  }
}
