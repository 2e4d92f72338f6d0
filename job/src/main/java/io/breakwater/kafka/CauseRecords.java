package io.breakwater.kafka;

import io.breakwater.margin.trigger.Cause;
import io.breakwater.schemas.CauseType;

/** Causes within output records. */
final class CauseRecords {
  private CauseRecords() {}

  static io.breakwater.schemas.Cause toAvro(Cause cause) {
    return io.breakwater.schemas.Cause.newBuilder()
        .setType(Fields.symbol(CauseType.class, cause.type()))
        .setFactor(cause.factor())
        .setPrice(cause.price())
        .setSequence(cause.sequence())
        .setPublishTime(cause.publishTime() == null ? null : Fields.instant(cause.publishTime()))
        .build();
  }
}
