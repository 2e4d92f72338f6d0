package io.breakwater.kafka;

import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.schemas.OracleSource;
import io.breakwater.schemas.OracleTerms;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.util.List;

/** The part of risk factors' records that says how values are judged. Times in whole seconds. */
final class OracleTermsRecords {
  private static final long MICROS = 1_000_000;

  private OracleTermsRecords() {}

  /**
   * The terms that a record states; null for null.
   *
   * @throws RefusedException for what {@link JudgingTerms} and its parts refuse
   */
  static JudgingTerms toDomain(OracleTerms record) {
    if (record == null) {
      return null;
    }
    List<SourceTerms> sources =
        record.getSources().stream().map(OracleTermsRecords::toDomain).toList();
    Integer minimum = record.getMinimumSources();
    return new JudgingTerms(
        sources,
        minimum == null ? JudgingTerms.majorityOf(sources.size()) : minimum,
        record.getMaximumDeviationBps(),
        record.getMaximumConfidenceBps(),
        record.getMaximumJumpBps(),
        record.getHardJumpBps(),
        record.getMinimumPrice(),
        record.getMaximumPrice(),
        micros(record.getRecoveryGraceSeconds(), "recoveryGraceSeconds"));
  }

  private static SourceTerms toDomain(OracleSource record) {
    Long heartbeat = record.getHeartbeatSeconds();
    Long age = record.getMaximumAgeSeconds();
    return SourceTerms.of(
        record.getSource(),
        record.getWeight(),
        heartbeat == null ? null : Long.valueOf(micros(heartbeat, "heartbeatSeconds")),
        age == null ? null : Long.valueOf(micros(age, "maximumAgeSeconds")));
  }

  private static long micros(long seconds, String name) {
    if (seconds > Long.MAX_VALUE / MICROS || seconds < Long.MIN_VALUE / MICROS) {
      throw new RefusedException(
          Refusal.INVALID_PARAMETERS, name + " is " + seconds + ": it is at most ten years.");
    }
    return seconds * MICROS;
  }

  /** The record of terms; null for null. */
  static OracleTerms toAvro(JudgingTerms terms) {
    return terms == null
        ? null
        : OracleTerms.newBuilder()
            .setSources(terms.sources().stream().map(OracleTermsRecords::toAvro).toList())
            .setMinimumSources(terms.minimumSources())
            .setMaximumDeviationBps(terms.maximumDeviationBps())
            .setMaximumConfidenceBps(terms.maximumConfidenceBps())
            .setMaximumJumpBps(terms.maximumJumpBps())
            .setHardJumpBps(terms.hardJumpBps())
            .setMinimumPrice(terms.minimumPrice())
            .setMaximumPrice(terms.maximumPrice())
            .setRecoveryGraceSeconds(terms.recoveryGraceMicros() / MICROS)
            .build();
  }

  private static OracleSource toAvro(SourceTerms source) {
    Long heartbeat = source.heartbeatMicros();
    return OracleSource.newBuilder()
        .setSource(source.source())
        .setWeight(source.weight())
        .setHeartbeatSeconds(heartbeat == null ? null : Long.valueOf(heartbeat / MICROS))
        .setMaximumAgeSeconds(source.maximumAgeMicros() / MICROS)
        .build();
  }
}
