package io.breakwater.local.input;

import io.breakwater.kafka.InstrumentParametersRecords;
import io.breakwater.kafka.RiskFactorParametersRecords;
import io.breakwater.kafka.RiskPolicyRecords;
import io.breakwater.local.json.AvroJsonReader;
import io.breakwater.local.json.JsonCursor;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/**
 * Factors, instruments and policies as books and parameter files write them: the fields of their
 * records, those of the rules in force at the same level.
 */
final class ParametersJson {
  private static final String IN_FORCE = "inForce";
  private static final AvroJsonReader<io.breakwater.schemas.InstrumentParameters> INSTRUMENT =
      AvroJsonReader.flattening(io.breakwater.schemas.InstrumentParameters.class, IN_FORCE)
          .refusing(AbsentRules.OF_INSTRUMENT);
  private static final AvroJsonReader<io.breakwater.schemas.RiskFactorParameters> FACTOR =
      AvroJsonReader.flattening(io.breakwater.schemas.RiskFactorParameters.class, IN_FORCE)
          .refusing(AbsentRules.OF_FACTOR);
  private static final AvroJsonReader<io.breakwater.schemas.RiskPolicy> POLICY =
      AvroJsonReader.flattening(io.breakwater.schemas.RiskPolicy.class, IN_FORCE);

  private ParametersJson() {}

  /**
   * What was read.
   *
   * @param value what it says, with defaults for what is left out
   * @param given names of the fields that are written
   */
  record Read<T>(T value, Set<String> given) {
    boolean gives(String field) {
      return given.contains(field);
    }
  }

  /** The instrument on which the cursor stands. */
  static Read<InstrumentParameters> instrument(JsonCursor json) {
    long line = json.line();
    Set<String> given = new HashSet<>();
    io.breakwater.schemas.InstrumentParameters record = INSTRUMENT.read(json, given::add);
    InstrumentParameters parameters =
        json.checked(
            line, () -> InstrumentParametersRecords.toDomain(record, Origin.NONE).parameters());
    parameters.scheduled().forEach(change -> requireMeant(change.effectiveTime(), line, json));
    return new Read<>(parameters, given);
  }

  /** The factor on which the cursor stands. */
  static Read<RiskFactorParameters> factor(JsonCursor json) {
    long line = json.line();
    Set<String> given = new HashSet<>();
    io.breakwater.schemas.RiskFactorParameters record = FACTOR.read(json, given::add);
    RiskFactorParameters parameters =
        json.checked(
            line, () -> RiskFactorParametersRecords.toDomain(record, Origin.NONE).parameters());
    parameters.scheduled().forEach(change -> requireMeant(change.effectiveTime(), line, json));
    return new Read<>(parameters, given);
  }

  /** The policy on which the cursor stands. */
  static Read<RiskPolicy> policy(JsonCursor json) {
    long line = json.line();
    Set<String> given = new HashSet<>();
    io.breakwater.schemas.RiskPolicy record = POLICY.read(json, given::add);
    RiskPolicy policy =
        json.checked(line, () -> RiskPolicyRecords.toDomain(record, Origin.NONE).policy());
    policy.scheduled().forEach(change -> requireMeant(change.effectiveTime(), line, json));
    return new Read<>(policy, given);
  }

  /** In another unit a change to come would be in force already. */
  private static void requireMeant(long effectiveTime, long line, JsonCursor json) {
    ClockUnit.MICROS
        .objection(BigDecimal.valueOf(effectiveTime))
        .ifPresent(
            objection -> {
              throw json.contradiction(
                  line,
                  "schedules a change at %d, which %s: give microseconds since 1970."
                      .formatted(effectiveTime, objection));
            });
  }
}
