package io.breakwater.local.replay.reference;

import io.breakwater.local.replay.lines.LongList;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.value.PriceScale;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The market events of a replay in their order, numbered as the job numbers them: 1, 2, 3, … in the
 * order in which they are added.
 *
 * <p>A price is an event when its scale can tell it: once rounded half-even it fits a {@code long}
 * and differs by no more than a millionth; others are passed over. Parameters whose scale cannot
 * tell the last price are passed over too.
 */
public final class ReferenceMarket {
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private final Map<String, Instrument> instruments = new HashMap<>();
  private final LongList policyNumbers = new LongList();
  private final LongList policyTimes = new LongList();
  private final List<RiskPolicy> policies = new ArrayList<>();
  private final LongList times = new LongList();
  private final LongList priceNumbers = new LongList();
  private final LongList priceTimes = new LongList();

  /** The events of one instrument. */
  static final class Instrument {
    private final LongList parameterNumbers = new LongList();
    private final LongList parameterTimes = new LongList();
    private final List<InstrumentParameters> parameters = new ArrayList<>();
    private final LongList scales = new LongList();
    private final LongList priceNumbers = new LongList();
    private final LongList prices = new LongList();
    private final LongList priceScales = new LongList();
    private int scale = PriceScale.UNSTATED;
    private final LongList priceSequences = new LongList();
    private final LongList priceTimes = new LongList();
    private final LongList publishTimes = new LongList();

    private Instrument() {}

    LongList parameterNumbers() {
      return parameterNumbers;
    }

    long parameterTime(int index) {
      return parameterTimes.get(index);
    }

    InstrumentParameters parameters(int index) {
      return parameters.get(index);
    }

    /** A price as it counts under parameters, which may have restated its scale. */
    BigDecimal restated(BigDecimal price, int parametersIndex) {
      int stated = (int) scales.get(parametersIndex);
      return stated == PriceScale.UNSTATED || price.scale() <= stated
          ? price
          : price.setScale(stated, RoundingMode.HALF_EVEN);
    }

    LongList priceNumbers() {
      return priceNumbers;
    }

    /** As it was accepted. */
    BigDecimal price(int index) {
      return BigDecimal.valueOf(prices.get(index), (int) priceScales.get(index));
    }

    private boolean canTell(int stated) {
      return stated == PriceScale.UNSTATED
          || prices.size() == 0
          || rounded(lastPrice(), stated) != null;
    }

    private BigDecimal lastPrice() {
      BigDecimal last = price(prices.size() - 1);
      return last.scale() > scale ? last.setScale(scale, RoundingMode.HALF_EVEN) : last;
    }

    long priceSequence(int index) {
      return priceSequences.get(index);
    }

    /** When it is applied: when it is published, or when parameters come that it waited for. */
    long priceTime(int index) {
      return priceTimes.get(index);
    }

    long publishTime(int index) {
      return publishTimes.get(index);
    }
  }

  /** Parameters come into force; answers false when their scale cannot tell the last price. */
  boolean add(InstrumentParameters parameters, long time) {
    Instrument instrument = instruments.computeIfAbsent(parameters.id(), id -> new Instrument());
    if (!instrument.canTell(parameters.priceScale())) {
      return false;
    }
    if (parameters.statesPriceScale() || instrument.prices.size() == 0) {
      instrument.scale = parameters.priceScale(); // unstated again, where there was no price yet
    }
    instrument.parameterNumbers.add(next(time));
    instrument.parameterTimes.add(time);
    instrument.parameters.add(parameters);
    instrument.scales.add(instrument.scale);
    return true;
  }

  /** A policy comes into force. */
  void add(RiskPolicy policy, long time) {
    policyNumbers.add(next(time));
    policyTimes.add(time);
    policies.add(policy);
  }

  private long next(long time) {
    times.add(time);
    return times.size();
  }

  /** A price of an instrument whose parameters are known is applied. */
  void add(OraclePrice price, long time) {
    Instrument instrument = instruments.get(price.factor());
    boolean first = instrument.scale == PriceScale.UNSTATED;
    int scale = first ? scaleOfFirst(price.value()) : instrument.scale;
    BigDecimal rounded = rounded(price.value(), scale);
    if (rounded == null) {
      return;
    }
    instrument.scale = scale;
    long number = next(time);
    priceNumbers.add(number);
    priceTimes.add(time);
    instrument.priceNumbers.add(number);
    instrument.priceTimes.add(time);
    instrument.prices.add(rounded.unscaledValue().longValueExact());
    instrument.priceScales.add(instrument.scale);
    instrument.priceSequences.add(price.sequence());
    instrument.publishTimes.add(price.publishTime());
  }

  /** Rounded half-even; null where that loses more than a millionth, or no long holds it. */
  private static BigDecimal rounded(BigDecimal value, int scale) {
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_EVEN);
    BigDecimal lost = rounded.subtract(value).abs();
    return lost.multiply(MILLION).compareTo(value) > 0
            || rounded.unscaledValue().compareTo(LARGEST) > 0
        ? null
        : rounded;
  }

  /** The first scale from 18 down at which a hundred thousand times the value fits a long. */
  private static int scaleOfFirst(BigDecimal value) {
    BigInteger grown = value.movePointRight(5).setScale(18, RoundingMode.UP).unscaledValue();
    int scale = 18;
    for (BigInteger ten = BigInteger.TEN; scale > 0 && grown.compareTo(LARGEST) > 0; scale--) {
      grown = grown.add(ten).subtract(BigInteger.ONE).divide(ten);
    }
    return scale;
  }

  /** The number of the last event. */
  long size() {
    return times.size();
  }

  /**
   * The number of the last event before the account updates of a time: parameters and policies of
   * that time come before them, unless after a price, and prices after.
   */
  long lastBeforeAccounts(long time) {
    int before = priceTimes.countUpTo(time - 1);
    boolean pricedThen = before < priceTimes.size() && priceTimes.get(before) == time;
    return pricedThen ? priceNumbers.get(before) - 1 : lastUpTo(time);
  }

  /** The number of the last event up to a time. */
  long lastUpTo(long time) {
    return times.countUpTo(time);
  }

  /** The events of an instrument; null when none of its parameters are known. */
  Instrument instrument(String name) {
    return instruments.get(name);
  }

  LongList policyNumbers() {
    return policyNumbers;
  }

  long policyTime(int index) {
    return policyTimes.get(index);
  }

  RiskPolicy policy(int index) {
    return policies.get(index);
  }
}
