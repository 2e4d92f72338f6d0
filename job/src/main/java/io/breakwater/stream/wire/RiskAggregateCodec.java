package io.breakwater.stream.wire;

import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.AggregateKind;
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
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** An aggregate: its header in the order of its components, the code of its kind, its values. */
enum RiskAggregateCodec implements Codec<RiskAggregate> {
  INSTANCE;

  private static final Versioned<LiquidationLevels> LIQUIDATION_LEVELS =
      new Versioned<>(LiquidationLevelsCodec.INSTANCE);
  private static final Versioned<DepthCoverage> DEPTH_COVERAGE =
      new Versioned<>(DepthCoverageCodec.INSTANCE);
  private static final Versioned<CascadeProjection> CASCADE_PROJECTION =
      new Versioned<>(CascadeProjectionCodec.INSTANCE);
  private static final Versioned<Backlog> BACKLOG = new Versioned<>(BacklogCodec.INSTANCE);
  private static final Versioned<BadDebt> BAD_DEBT = new Versioned<>(BadDebtCodec.INSTANCE);
  private static final Versioned<HealthDistribution> HEALTH_DISTRIBUTION =
      new Versioned<>(HealthDistributionCodec.INSTANCE);
  private static final Versioned<Concentration> CONCENTRATION =
      new Versioned<>(ConcentrationCodec.INSTANCE);
  private static final Versioned<OracleQuality> ORACLE_QUALITY =
      new Versioned<>(OracleQualityCodec.INSTANCE);
  private static final Versioned<Leverage> LEVERAGE = new Versioned<>(LeverageCodec.INSTANCE);

  @Override
  public String id() {
    return "risk-aggregate";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<RiskAggregate> type() {
    return RiskAggregate.class;
  }

  @Override
  public void write(RiskAggregate aggregate, DataOutputView out) throws IOException {
    AggregateHeader header = aggregate.header();
    Wire.writeText(header.price(), out);
    out.writeLong(header.asOf());
    Wire.writeSigned(header.marketSequence(), out);
    Wire.writeSigned(header.parameterVersion(), out);
    Wire.writeInt(header.revision(), out);
    Wire.writeList(header.flags(), CascadeCodes.FLAGS::write, out);
    CascadeCodes.KINDS.write(aggregate.values().kind(), out);
    aggregate.values().accept(new Writing(out));
  }

  @Override
  public RiskAggregate read(DataInputView in, int version) throws IOException {
    AggregateHeader header =
        new AggregateHeader(
            Wire.readText(in),
            in.readLong(),
            Wire.readSigned(in),
            Wire.readSigned(in),
            Wire.readInt(in),
            Wire.readList(CascadeCodes.FLAGS::read, in));
    return new RiskAggregate(header, readValues(CascadeCodes.KINDS.read(in), in));
  }

  private static AggregateValues readValues(AggregateKind kind, DataInputView in)
      throws IOException {
    return switch (kind) {
      case LIQUIDATION_LEVELS -> LIQUIDATION_LEVELS.read(in);
      case DEPTH_COVERAGE -> DEPTH_COVERAGE.read(in);
      case CASCADE_PROJECTION -> CASCADE_PROJECTION.read(in);
      case BACKLOG -> BACKLOG.read(in);
      case BAD_DEBT -> BAD_DEBT.read(in);
      case HEALTH_DISTRIBUTION -> HEALTH_DISTRIBUTION.read(in);
      case CONCENTRATION -> CONCENTRATION.read(in);
      case ORACLE_QUALITY -> ORACLE_QUALITY.read(in);
      case LEVERAGE -> LEVERAGE.read(in);
    };
  }

  private record Writing(DataOutputView out) implements AggregateValues.Visitor<Void, IOException> {
    @Override
    public Void levels(LiquidationLevels values) throws IOException {
      LIQUIDATION_LEVELS.write(values, out);
      return null;
    }

    @Override
    public Void coverage(DepthCoverage values) throws IOException {
      DEPTH_COVERAGE.write(values, out);
      return null;
    }

    @Override
    public Void projection(CascadeProjection values) throws IOException {
      CASCADE_PROJECTION.write(values, out);
      return null;
    }

    @Override
    public Void backlog(Backlog values) throws IOException {
      BACKLOG.write(values, out);
      return null;
    }

    @Override
    public Void badDebt(BadDebt values) throws IOException {
      BAD_DEBT.write(values, out);
      return null;
    }

    @Override
    public Void distribution(HealthDistribution values) throws IOException {
      HEALTH_DISTRIBUTION.write(values, out);
      return null;
    }

    @Override
    public Void concentration(Concentration values) throws IOException {
      CONCENTRATION.write(values, out);
      return null;
    }

    @Override
    public Void quality(OracleQuality values) throws IOException {
      ORACLE_QUALITY.write(values, out);
      return null;
    }

    @Override
    public Void leverage(Leverage values) throws IOException {
      LEVERAGE.write(values, out);
      return null;
    }
  }
}
