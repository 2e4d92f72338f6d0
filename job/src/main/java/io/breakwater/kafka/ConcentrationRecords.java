package io.breakwater.kafka;

import io.breakwater.cascade.record.Concentration;
import io.breakwater.schemas.CascadeSide;
import io.breakwater.schemas.ConcentrationShare;
import io.breakwater.schemas.ConcentrationValues;
import io.breakwater.schemas.WatchedAccount;

/** The values of {@code Concentration} in records of the topic {@code risk-aggregates}. */
final class ConcentrationRecords {
  private ConcentrationRecords() {}

  /** The values as their record has them. */
  static ConcentrationValues toAvro(Concentration values, AggregateFigures figures) {
    return ConcentrationValues.newBuilder()
        .setSides(values.sides().stream().map(each -> share(each, figures)).toList())
        .setWatchlist(values.watchlist().stream().map(each -> watched(each, figures)).toList())
        .build();
  }

  private static ConcentrationShare share(Concentration.Share share, AggregateFigures figures) {
    return ConcentrationShare.newBuilder()
        .setSide(Fields.symbol(CascadeSide.class, share.side()))
        .setHerfindahl(figures.of(share.herfindahl()))
        .setTopShares(share.topShares())
        .build();
  }

  private static WatchedAccount watched(Concentration.Watched watched, AggregateFigures figures) {
    return WatchedAccount.newBuilder()
        .setAccount(watched.account())
        .setSide(Fields.symbol(CascadeSide.class, watched.side()))
        .setDistanceBps(figures.of(watched.distanceBps()))
        .setNotional(figures.of(watched.notional()))
        .build();
  }
}
