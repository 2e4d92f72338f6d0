package io.breakwater.kafka;

import io.breakwater.cascade.Flag;
import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.AggregateValues;
import io.breakwater.cascade.record.Backlog;
import io.breakwater.cascade.record.BadDebt;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.Concentration;
import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.cascade.record.HealthDistribution;
import io.breakwater.cascade.record.Leverage;
import io.breakwater.cascade.record.LiquidationLevels;
import io.breakwater.cascade.record.OracleQuality;
import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.schemas.CascadeFlag;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Records of the topic {@code risk-aggregates}: a type for each aggregate, all with the same
 * header.
 */
public final class RiskAggregateRecords {
  private RiskAggregateRecords() {}

  /** The record of an aggregate. A number that it cannot hold is null, and flagged TOO_LARGE. */
  public static SpecificRecordBase toAvro(RiskAggregate aggregate) {
    AggregateFigures figures = new AggregateFigures();
    SpecificRecordBase record = aggregate.values().accept(new Writing(figures));
    AggregateHeader header = aggregate.header();
    record.put("aggregate", aggregate.values().kind().recordName());
    record.put("price", header.price());
    record.put("asOf", Fields.instant(header.asOf()));
    record.put("time", Fields.instant(header.asOf()));
    record.put("marketSequence", header.marketSequence());
    record.put("parameterVersion", header.parameterVersion());
    record.put("revision", header.revision());
    record.put("flags", flags(header, figures));
    return record;
  }

  private static List<CascadeFlag> flags(AggregateHeader header, AggregateFigures figures) {
    return Stream.concat(
            header.flags().stream(),
            figures.anyTooLarge() ? Stream.of(Flag.TOO_LARGE) : Stream.empty())
        .sorted()
        .distinct()
        .map(flag -> Fields.symbol(CascadeFlag.class, flag))
        .toList();
  }

  /** The record of the values' kind, without a header yet. */
  private record Writing(AggregateFigures figures)
      implements AggregateValues.Visitor<SpecificRecordBase, RuntimeException> {
    @Override
    public SpecificRecordBase levels(LiquidationLevels values) {
      var record = new io.breakwater.schemas.LiquidationLevels();
      record.setValues(LiquidationLevelsRecords.toAvro(values, figures));
      return record;
    }

    @Override
    public SpecificRecordBase coverage(DepthCoverage values) {
      var record = new io.breakwater.schemas.DepthCoverage();
      record.setValues(DepthCoverageRecords.toAvro(values, figures));
      return record;
    }

    @Override
    public SpecificRecordBase projection(CascadeProjection values) {
      var record = new io.breakwater.schemas.CascadeProjection();
      record.setValues(CascadeProjectionRecords.toAvro(values, figures));
      return record;
    }

    @Override
    public SpecificRecordBase backlog(Backlog values) {
      var record = new io.breakwater.schemas.Backlog();
      record.setValues(BacklogRecords.toAvro(values, figures));
      return record;
    }

    @Override
    public SpecificRecordBase badDebt(BadDebt values) {
      var record = new io.breakwater.schemas.BadDebt();
      record.setValues(BadDebtRecords.toAvro(values, figures));
      return record;
    }

    @Override
    public SpecificRecordBase distribution(HealthDistribution values) {
      var record = new io.breakwater.schemas.HealthDistribution();
      record.setValues(HealthDistributionRecords.toAvro(values, figures));
      return record;
    }

    @Override
    public SpecificRecordBase concentration(Concentration values) {
      var record = new io.breakwater.schemas.Concentration();
      record.setValues(ConcentrationRecords.toAvro(values, figures));
      return record;
    }

    @Override
    public SpecificRecordBase quality(OracleQuality values) {
      var record = new io.breakwater.schemas.OracleQuality();
      record.setValues(OracleQualityRecords.toAvro(values, figures));
      return record;
    }

    @Override
    public SpecificRecordBase leverage(Leverage values) {
      var record = new io.breakwater.schemas.Leverage();
      record.setValues(LeverageRecords.toAvro(values, figures));
      return record;
    }
  }
}
