package io.breakwater.local.replay;

import io.breakwater.margin.InstrumentParameters;
import io.breakwater.margin.RiskPolicy;
import io.breakwater.oracle.OraclePrice;
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
 * <p>A price is an event when its instrument's parameters are known and it is above 0 once rounded
 * half-even to their scale, in a {@code long}; others are passed over.
 */
final class ReferenceMarket {
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private final Map<String, Instrument> instruments = new HashMap<>();
  private final LongList policyNumbers = new LongList();
  private final LongList policyTimes = new LongList();
  private final List<RiskPolicy> policies = new ArrayList<>();
  private final LongList beforeAccounts = new LongList();
  private final LongList priceTimes = new LongList();
  private long number;

  /** The events of one instrument. */
  static final class Instrument {
    private final LongList parameterNumbers = new LongList();
    private final LongList parameterTimes = new LongList();
    private final List<InstrumentParameters> parameters = new ArrayList<>();
    private final LongList priceNumbers = new LongList();
    private final LongList prices = new LongList();
    private final LongList priceSequences = new LongList();
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

    LongList priceNumbers() {
      return priceNumbers;
    }

    /** In units of the price scale. */
    long price(int index) {
      return prices.get(index);
    }

    long priceSequence(int index) {
      return priceSequences.get(index);
    }

    /** Also when it is applied: prices of a replay happen when they are published. */
    long publishTime(int index) {
      return publishTimes.get(index);
    }
  }

  /** Parameters come into force. */
  void add(InstrumentParameters parameters, long time) {
    Instrument instrument = instruments.computeIfAbsent(parameters.id(), id -> new Instrument());
    instrument.parameterNumbers.add(next(time));
    instrument.parameterTimes.add(time);
    instrument.parameters.add(parameters);
  }

  /** A policy comes into force. */
  void add(RiskPolicy policy, long time) {
    policyNumbers.add(next(time));
    policyTimes.add(time);
    policies.add(policy);
  }

  private long next(long time) {
    beforeAccounts.add(time);
    return ++number;
  }

  /** A price is published. */
  void add(OraclePrice price) {
    Instrument instrument = instruments.get(price.instrument());
    if (instrument == null) {
      return;
    }
    int scale = instrument.parameters.get(instrument.parameters.size() - 1).priceScale();
    BigDecimal rounded = price.value().setScale(scale, RoundingMode.HALF_EVEN);
    if (rounded.signum() <= 0 || rounded.unscaledValue().compareTo(LARGEST) > 0) {
      return;
    }
    instrument.priceNumbers.add(++number);
    instrument.prices.add(rounded.unscaledValue().longValueExact());
    instrument.priceSequences.add(price.sequence());
    instrument.publishTimes.add(price.publishTime());
    priceTimes.add(price.publishTime());
  }

  /** The number of the last event. */
  long size() {
    return number;
  }

  /**
   * The number of the last event before the account updates of a time: parameters and policies of
   * that time come before them, prices after.
   */
  long lastBeforeAccounts(long time) {
    return beforeAccounts.countUpTo(time) + priceTimes.countUpTo(time - 1);
  }

  /** The number of the last event up to a time. */
  long lastUpTo(long time) {
    return beforeAccounts.countUpTo(time) + priceTimes.countUpTo(time);
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
