package io.breakwater.cascade.record;

/**
 * The values of an aggregate. Money is in the numeraire, 6 decimals; sizes in units of the price's
 * factor, 8 decimals; ratios 6 decimals; prices 12 significant digits; all half-even, in canonical
 * form. Null where a value is not computable, never zero for that.
 */
public sealed interface AggregateValues
    permits LiquidationLevels,
        DepthCoverage,
        CascadeProjection,
        Backlog,
        BadDebt,
        HealthDistribution,
        Concentration,
        OracleQuality,
        Leverage {
  /** Which aggregate it is. */
  AggregateKind kind();
}
