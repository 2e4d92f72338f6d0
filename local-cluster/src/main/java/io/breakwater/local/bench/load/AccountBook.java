package io.breakwater.local.bench.load;

import io.breakwater.local.feed.Draw;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.MarginTier;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The opening market of a workload and its accounts, each made anew from the seed and its number
 * when it is asked for, so that a million need no memory.
 */
public final class AccountBook {
  /** When the market opens, microseconds since the epoch. */
  static final long OPENING = 1_744_000_000_000_000L;

  static final List<MarginTier> TIERS =
      List.of(
          MarginTier.of("0", "0.005"),
          MarginTier.of("50000", "0.01"),
          MarginTier.of("250000", "0.025"),
          MarginTier.of("1000000", "0.05"));

  private static final TierTable TABLE = new TierTable(TIERS);
  private static final double WARNING = 1.25;
  private static final double MEDIAN_NOTIONAL = 20_000;
  private static final double NOTIONAL_SPREAD = 1.2;
  private static final int PRICE_DIGITS = 6;
  private static final MathContext SIZE_DIGITS = new MathContext(5);
  private static final int CASH_SCALE = 6;
  private static final long INSTRUMENT_STREAM = -2;

  private final Workload workload;
  private final int[] priceScales;
  private final long[] openingPrices;

  public AccountBook(Workload workload) {
    this.workload = workload;
    Draw draw = new Draw(workload.seed(), INSTRUMENT_STREAM);
    priceScales = new int[workload.instruments()];
    openingPrices = new long[workload.instruments()];
    for (int i = 0; i < workload.instruments(); i++) {
      int magnitude = draw.integer(-1, 4);
      priceScales[i] = PRICE_DIGITS - magnitude;
      openingPrices[i] = draw.integer(1_000_000, 9_999_999);
    }
  }

  /** The name of the instrument with an index. */
  public static String instrument(int index) {
    return "PERP-" + index;
  }

  /** Length of every account id, in bytes. */
  public static int idBytes() {
    return id(0).length();
  }

  private static String id(long number) {
    String digits = Long.toString(number);
    return "account-" + "00000000".substring(digits.length()) + digits;
  }

  /** What the book is made from. */
  public Workload workload() {
    return workload;
  }

  /** How many instruments there are. */
  public int instruments() {
    return workload.instruments();
  }

  /** How many positions each account has. */
  public int positions() {
    return workload.positions();
  }

  /** The opening price of an instrument in its scale. */
  public long openingPrice(int instrument) {
    return openingPrices[instrument];
  }

  /** The price scales of the instruments, by their integers. */
  int[] priceScales() {
    return priceScales.clone();
  }

  /** An amount of price units of an instrument, as a decimal. */
  public BigDecimal price(int instrument, long units) {
    return BigDecimal.valueOf(units, priceScales[instrument]);
  }

  /** Policy, instruments and opening prices, numbered from 1. */
  public List<MarketEvent> opening() {
    List<MarketEvent> events = new ArrayList<>();
    List<RiskFactor> factors =
        IntStream.range(0, workload.instruments())
            .mapToObj(i -> new RiskFactor(i, instrument(i), null))
            .toList();
    events.add(new MarketEvent.FactorsNamed(1, OPENING, factors, List.of()));
    events.add(
        new MarketEvent.PolicyChange(
            2, OPENING, new RiskPolicy("default", 1, PolicyTerms.DEFAULT, List.of())));
    for (int i = 0; i < workload.instruments(); i++) {
      events.add(new MarketEvent.InstrumentChange(events.size() + 1, OPENING, i, parameters(i)));
    }
    for (int i = 0; i < workload.instruments(); i++) {
      events.add(
          new MarketEvent.PriceChange(
              events.size() + 1, OPENING, i, openingPrices[i], priceScales[i], 0, OPENING));
    }
    return events;
  }

  /** The opening prices among the events of {@link #opening}, by instrument. */
  public List<MarketEvent> openingPrices() {
    return opening().stream().filter(MarketEvent.PriceChange.class::isInstance).toList();
  }

  private InstrumentParameters parameters(int instrument) {
    BigDecimal none = BigDecimal.ZERO;
    MarginParameters rules =
        new MarginParameters(
            TABLE, MarginBasis.MARK, none, none, BigDecimal.ONE, BigDecimal.ONE, none);
    return new InstrumentParameters(
        instrument(instrument),
        InstrumentKind.PERPETUAL,
        priceScales[instrument],
        1,
        rules,
        List.of());
  }

  /** The account of a number from 0. */
  public AccountUpdate account(long number) {
    Draw draw = new Draw(workload.seed(), number);
    int[] instruments = distinct(draw);
    List<Position> positions = new ArrayList<>(instruments.length);
    double gross = 0;
    double requirement = 0;
    for (int instrument : instruments) {
      BigDecimal price = price(instrument, openingPrices[instrument]);
      double notional = draw.logNormal(MEDIAN_NOTIONAL, NOTIONAL_SPREAD);
      BigDecimal size = BigDecimal.valueOf(notional / price.doubleValue()).round(SIZE_DIGITS);
      positions.add(
          Position.of(instrument(instrument), draw.withChance(0.5) ? size : size.negate(), price));
      gross += notional;
      requirement += requirement(notional);
    }
    double buffer = workload.nearest() + draw.logNormal(workload.median(), workload.spread());
    BigDecimal cash =
        BigDecimal.valueOf(WARNING * requirement + buffer * gross)
            .setScale(CASH_SCALE, RoundingMode.HALF_EVEN);
    AccountChange state = new AccountChange.Snapshot(cash, List.of(), positions);
    return new AccountUpdate(id(number), 1, OPENING, state, Origin.NONE);
  }

  private int[] distinct(Draw draw) {
    int[] instruments = new int[workload.positions()];
    for (int i = 0; i < instruments.length; ) {
      int instrument = draw.integer(0, workload.instruments() - 1);
      boolean taken = false;
      for (int k = 0; k < i; k++) {
        taken |= instruments[k] == instrument;
      }
      if (!taken) {
        instruments[i++] = instrument;
      }
    }
    return instruments;
  }

  /** The greatest over the tiers of rate · N − deduction, which for convex tables is the margin. */
  private static double requirement(double notional) {
    double most = 0;
    List<BigDecimal> deductions = TABLE.deductions();
    for (int t = 0; t < TIERS.size(); t++) {
      double margin =
          TIERS.get(t).rate().doubleValue() * notional - deductions.get(t).doubleValue();
      most = Math.max(most, margin);
    }
    return most;
  }
}
