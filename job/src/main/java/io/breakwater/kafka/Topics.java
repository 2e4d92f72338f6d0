package io.breakwater.kafka;

/**
 * The names of the topics.
 *
 * @param prices of {@code OraclePrice}
 * @param accounts of {@code AccountUpdate}
 * @param riskFactors of {@code RiskFactorParameters}, compacted
 * @param instruments of {@code InstrumentParameters}, compacted
 * @param policy of {@code RiskPolicy}, compacted
 * @param schemas of schemas that newer writers may use, as JSON, compacted
 * @param depth of {@code MarketDepth}, compacted; null where none is read
 * @param insuranceFund of {@code InsuranceFund}, compacted; null where none is read
 * @param liquidationTriggers of {@code LiquidationTrigger}
 * @param accountHealth of {@code HealthTransition}
 * @param priceQuality of {@code PriceQuality}
 * @param riskAggregates of a record type for each aggregate
 * @param rejectedRecords of {@code RejectedRecord}
 */
public record Topics(
    String prices,
    String accounts,
    String riskFactors,
    String instruments,
    String policy,
    String schemas,
    String depth,
    String insuranceFund,
    String liquidationTriggers,
    String accountHealth,
    String priceQuality,
    String riskAggregates,
    String rejectedRecords) {}
