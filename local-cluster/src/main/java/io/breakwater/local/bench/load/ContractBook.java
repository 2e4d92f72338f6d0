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
import io.breakwater.margin.terms.TierTable;
import io.breakwater.oracle.RiskFactor;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Accounts with positions in contracts, each of which has a factor of its own. */
final class ContractBook extends AccountBook {
  static final String PREFIX = "PERP-";

  static final List<MarginTier> TIERS =
      List.of(
          MarginTier.of("0", "0.005"),
          MarginTier.of("50000", "0.01"),
          MarginTier.of("250000", "0.025"),
          MarginTier.of("1000000", "0.05"));

  private static final TierTable TABLE = new TierTable(TIERS);
  private static final double MEDIAN_NOTIONAL = 20_000;
  private static final double NOTIONAL_SPREAD = 1.2;
  private static final MathContext SIZE_DIGITS = new MathContext(5);

  ContractBook(Workload workload) {
    super(workload);
    Draw draw = new Draw(workload.seed(), INSTRUMENT_STREAM);
    for (int i = 0; i < workload.instruments(); i++) {
      int magnitude = draw.integer(-1, 4);
      open(i, draw.integer(1_000_000, 9_999_999), PRICE_DIGITS - magnitude);
    }
  }

  @Override
  List<RiskFactor> factors() {
    return IntStream.range(0, instruments())
        .mapToObj(i -> new RiskFactor(i, instrument(i), null))
        .toList();
  }

  @Override
  List<InstrumentParameters> parameters() {
    return IntStream.range(0, instruments()).mapToObj(this::parameters).toList();
  }

  private InstrumentParameters parameters(int instrument) {
    BigDecimal none = BigDecimal.ZERO;
    MarginParameters rules =
        new MarginParameters(
            TABLE, MarginBasis.MARK, none, none, BigDecimal.ONE, BigDecimal.ONE, none);
    return new InstrumentParameters(
        instrument(instrument),
        InstrumentKind.PERPETUAL,
        priceScale(instrument),
        1,
        rules,
        List.of());
  }

  /** The account of a number from 0. */
  @Override
  public AccountUpdate account(long number) {
    Draw draw = new Draw(workload().seed(), number);
    int[] instruments = distinct(draw);
    List<Position> positions = new ArrayList<>(instruments.length);
    double gross = 0;
    double requirement = 0;
    for (int instrument : instruments) {
      BigDecimal price = price(instrument, openingPrice(instrument));
      double notional = draw.logNormal(MEDIAN_NOTIONAL, NOTIONAL_SPREAD);
      BigDecimal size = BigDecimal.valueOf(notional / price.doubleValue()).round(SIZE_DIGITS);
      positions.add(
          Position.of(instrument(instrument), draw.withChance(0.5) ? size : size.negate(), price));
      gross += notional;
      requirement += requirement(notional);
    }
    double buffer = workload().nearest() + draw.logNormal(workload().median(), workload().spread());
    BigDecimal cash =
        BigDecimal.valueOf(WARNING * requirement + buffer * gross)
            .setScale(CASH_SCALE, RoundingMode.HALF_EVEN);
    AccountChange state = new AccountChange.Snapshot(cash, List.of(), positions);
    return new AccountUpdate(id(number), 1, OPENING, state, Origin.NONE);
  }

  private int[] distinct(Draw draw) {
    int[] instruments = new int[workload().positions()];
    for (int i = 0; i < instruments.length; ) {
      int instrument = draw.integer(0, workload().instruments() - 1);
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
