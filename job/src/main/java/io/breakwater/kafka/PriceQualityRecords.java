package io.breakwater.kafka;

import io.breakwater.oracle.Interval;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.oracle.judge.SourceVerdict;
import io.breakwater.schemas.Doubt;
import io.breakwater.schemas.Validity;

/** Records of the topic {@code price-quality}. */
public final class PriceQualityRecords {
  private PriceQualityRecords() {}

  /** The record of what is told of the quality of a value. */
  public static io.breakwater.schemas.PriceQuality toAvro(PriceQuality quality) {
    Judgement judgement = quality.judgement();
    Interval interval = quality.interval();
    return io.breakwater.schemas.PriceQuality.newBuilder()
        .setTime(Fields.instant(judgement.time()))
        .setMarketSequence(quality.marketSequence())
        .setFactor(quality.factor())
        .setPrevious(
            quality.previous() == null ? null : Fields.symbol(Validity.class, quality.previous()))
        .setValidity(Fields.symbol(Validity.class, judgement.validity()))
        .setValue(judgement.value())
        .setLowest(interval == null ? null : interval.low())
        .setHighest(interval == null ? null : Fields.highEnd(interval.high()))
        .setReasons(
            judgement.reasons().stream().map(each -> Fields.symbol(Doubt.class, each)).toList())
        .setSources(judgement.sources().stream().map(PriceQualityRecords::toAvro).toList())
        .build();
  }

  private static io.breakwater.schemas.SourceVerdict toAvro(SourceVerdict verdict) {
    return io.breakwater.schemas.SourceVerdict.newBuilder()
        .setSource(verdict.source())
        .setValue(verdict.value())
        .setPublishTime(
            verdict.publishTime() == null ? null : Fields.instant(verdict.publishTime()))
        .setUsed(verdict.used())
        .setReason(verdict.reason() == null ? null : Fields.symbol(Doubt.class, verdict.reason()))
        .build();
  }
}
