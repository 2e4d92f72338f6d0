package io.breakwater.cascade.record;

/** The aggregates, in the order in which records of one interval are told. */
public enum AggregateKind {
  LIQUIDATION_LEVELS("LiquidationLevels"),
  DEPTH_COVERAGE("DepthCoverage"),
  CASCADE_PROJECTION("CascadeProjection"),
  BACKLOG("Backlog"),
  BAD_DEBT("BadDebt"),
  HEALTH_DISTRIBUTION("HealthDistribution"),
  CONCENTRATION("Concentration"),
  ORACLE_QUALITY("OracleQuality"),
  LEVERAGE("Leverage");

  private final String recordName;

  AggregateKind(String recordName) {
    this.recordName = recordName;
  }

  /** The name in records and files. */
  public String recordName() {
    return recordName;
  }
}
