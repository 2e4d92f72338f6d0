package io.breakwater.cascade;

import io.breakwater.margin.Samples;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import io.breakwater.margin.terms.TierTable;
import io.breakwater.value.PriceScale;
import java.math.BigDecimal;
import java.util.List;

/** Assets whose liquidators get a bonus, and contracts whose liquidators get a fee. */
public final class Lending {
  private Lending() {}

  public static InstrumentParameters asset(String id, String weight, String bonus) {
    return new InstrumentParameters(
        id,
        InstrumentKind.ASSET,
        Samples.PRICE_SCALE,
        1,
        parameters(TierTable.EMPTY, weight, bonus),
        List.of());
  }

  public static InstrumentParameters asset(
      String id, InstrumentFactors factors, String weight, String bonus) {
    return new InstrumentParameters(
        id,
        InstrumentKind.ASSET,
        factors,
        PriceScale.UNSTATED,
        1,
        parameters(TierTable.EMPTY, weight, bonus),
        List.of());
  }

  /** A contract that a factor prices. */
  public static InstrumentParameters contract(
      String id, InstrumentKind kind, String factor, String fee, String... boundsAndRates) {
    return new InstrumentParameters(
        id,
        kind,
        new InstrumentFactors(factor, null, null),
        PriceScale.UNSTATED,
        1,
        parameters(Samples.tiers(boundsAndRates), "1", fee),
        List.of());
  }

  private static MarginParameters parameters(TierTable tiers, String weight, String incentive) {
    return new MarginParameters(
        tiers,
        MarginBasis.MARK,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        new BigDecimal(weight),
        BigDecimal.ONE,
        new BigDecimal(incentive));
  }
}
