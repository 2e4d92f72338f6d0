package io.breakwater.local.bench.load;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.FactorValue;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.stream.event.MarketEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The opening market of a workload and its accounts, each made anew from the seed and its number
 * when it is asked for, so that a million need no memory.
 */
public abstract class AccountBook {
  /** When the market opens, microseconds since the epoch. */
  static final long OPENING = 1_744_000_000_000_000L;

  /** Id of the one policy. */
  static final String POLICY = "default";

  static final int PRICE_DIGITS = 6;
  static final int CASH_SCALE = 6;
  static final double WARNING = 1.25;
  static final int INSTRUMENT_STREAM = -2;

  private final Workload workload;
  private final int[] priceScales;
  private final long[] openingPrices;

  AccountBook(Workload workload) {
    this.workload = workload;
    priceScales = new int[workload.instruments()];
    openingPrices = new long[workload.instruments()];
  }

  /** The book of a workload. */
  public static AccountBook of(Workload workload) {
    return switch (workload.book()) {
      case CONTRACTS -> new ContractBook(workload);
      case LENDING -> new LendingBook(workload);
    };
  }

  /** The name of the instrument with an index, in a book of contracts. */
  public static String instrument(int index) {
    return ContractBook.PREFIX + index;
  }

  /** Length of every account id, in bytes. */
  public static int idBytes() {
    return id(0).length();
  }

  static String id(long number) {
    String digits = Long.toString(number);
    return "account-" + "00000000".substring(digits.length()) + digits;
  }

  /** What the book is made from. */
  public Workload workload() {
    return workload;
  }

  /** How many factors are observed: in a book of contracts, each prices one. */
  public int instruments() {
    return workload.instruments();
  }

  /** How many elements each account has. */
  public int positions() {
    return workload.positions();
  }

  /** Says at which value a factor opens. */
  void open(int factor, long units, int scale) {
    openingPrices[factor] = units;
    priceScales[factor] = scale;
  }

  /** The opening value of an observed factor in its scale. */
  public long openingPrice(int factor) {
    return openingPrices[factor];
  }

  int priceScale(int factor) {
    return priceScales[factor];
  }

  /** The scales of the observed factors, by their integers. */
  int[] priceScales() {
    return priceScales.clone();
  }

  /** An amount of units of a factor, as a decimal. */
  public BigDecimal price(int factor, long units) {
    return BigDecimal.valueOf(units, priceScales[factor]);
  }

  /** By how much of the workload's moves an observed factor moves. */
  double swing(int factor) {
    return 1;
  }

  /** By what share an observed factor grows from one of its ticks to the next. */
  double growth(int factor) {
    return 0;
  }

  /** What derives from an observed factor, of which there is one at most. */
  Derivation derivation(int factor) {
    return null;
  }

  /**
   * A derived factor.
   *
   * @param integer its own
   * @param left observed
   * @param right observed
   * @param scale of its value
   */
  record Derivation(int integer, int left, int right, int scale) {
    /** Its value at these of its operands. */
    long units(BigDecimal leftValue, BigDecimal rightValue) {
      return leftValue
          .multiply(rightValue)
          .setScale(scale, RoundingMode.HALF_EVEN)
          .unscaledValue()
          .longValueExact();
    }
  }

  /** Names, policy, instruments and opening values, numbered from 1. */
  public List<MarketEvent> opening() {
    List<MarketEvent> events = new ArrayList<>();
    events.add(new MarketEvent.FactorsNamed(1, OPENING, factors(), List.of()));
    events.add(
        new MarketEvent.PolicyChange(
            2, OPENING, new RiskPolicy(POLICY, 1, PolicyTerms.DEFAULT, List.of())));
    for (InstrumentParameters instrument : parameters()) {
      int integer = events.size() - 2;
      events.add(new MarketEvent.InstrumentChange(events.size() + 1, OPENING, integer, instrument));
    }
    for (int i = 0; i < workload.instruments(); i++) {
      events.add(
          new MarketEvent.PriceChange(
              events.size() + 1,
              OPENING,
              i,
              openingPrices[i],
              priceScales[i],
              0,
              OPENING,
              openingDerived(i)));
    }
    return events;
  }

  /** What derives has a value from its second operand on. */
  private List<FactorValue> openingDerived(int factor) {
    Derivation derived = derivation(factor);
    if (derived == null || factor != Math.max(derived.left(), derived.right())) {
      return List.of();
    }
    long units =
        derived.units(
            price(derived.left(), openingPrices[derived.left()]),
            price(derived.right(), openingPrices[derived.right()]));
    return List.of(new FactorValue(derived.integer(), units, derived.scale(), false));
  }

  /** The opening prices among the events of {@link #opening}, by instrument. */
  public List<MarketEvent> openingPrices() {
    return opening().stream().filter(MarketEvent.PriceChange.class::isInstance).toList();
  }

  /** All factors by their integers, the observed ones first. */
  abstract List<RiskFactor> factors();

  /** All instruments by their integers. */
  abstract List<InstrumentParameters> parameters();

  /** The account of a number from 0. */
  public abstract AccountUpdate account(long number);
}
