package io.breakwater.kafka;

import io.breakwater.cascade.record.DepthCoverage;
import io.breakwater.schemas.CascadeSide;
import io.breakwater.schemas.CoverageShock;
import io.breakwater.schemas.DepthCoverageValues;
import io.breakwater.schemas.FigureBySide;

/** The values of {@code DepthCoverage} in records of the topic {@code risk-aggregates}. */
final class DepthCoverageRecords {
  private DepthCoverageRecords() {}

  /** The values as their record has them. */
  static DepthCoverageValues toAvro(DepthCoverage values, AggregateFigures figures) {
    return DepthCoverageValues.newBuilder()
        .setDepthAgeMillis(values.depthAgeMillis())
        .setShocks(values.shocks().stream().map(each -> shock(each, figures)).toList())
        .setCriticalBps(bySide(values.criticalBps(), figures))
        .setGain(bySide(values.gain(), figures))
        .setAirPockets(values.airPockets().stream().map(each -> airPocket(each, figures)).toList())
        .build();
  }

  private static CoverageShock shock(DepthCoverage.Shock shock, AggregateFigures figures) {
    return CoverageShock.newBuilder()
        .setSide(Fields.symbol(CascadeSide.class, shock.side()))
        .setBps(shock.bps())
        .setDepth(figures.of(shock.depth()))
        .setCoverage(figures.of(shock.coverage()))
        .setSizeToPush(figures.of(shock.sizeToPush()))
        .build();
  }

  private static FigureBySide bySide(DepthCoverage.BySide bySide, AggregateFigures figures) {
    return FigureBySide.newBuilder()
        .setDown(figures.of(bySide.down()))
        .setUp(figures.of(bySide.up()))
        .build();
  }

  private static io.breakwater.schemas.AirPocket airPocket(
      DepthCoverage.AirPocket airPocket, AggregateFigures figures) {
    return io.breakwater.schemas.AirPocket.newBuilder()
        .setSide(Fields.symbol(CascadeSide.class, airPocket.side()))
        .setFrom(figures.of(airPocket.from()))
        .setTo(figures.of(airPocket.to()))
        .build();
  }
}
