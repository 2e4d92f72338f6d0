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

  /** Does what a visitor does with values of this kind. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /** What is done with values of each kind. */
  interface Visitor<R, X extends Exception> {
    R levels(LiquidationLevels values) throws X;

    R coverage(DepthCoverage values) throws X;

    R projection(CascadeProjection values) throws X;

    R backlog(Backlog values) throws X;

    R badDebt(BadDebt values) throws X;

    R distribution(HealthDistribution values) throws X;

    R concentration(Concentration values) throws X;

    R quality(OracleQuality values) throws X;

    R leverage(Leverage values) throws X;
  }
}
