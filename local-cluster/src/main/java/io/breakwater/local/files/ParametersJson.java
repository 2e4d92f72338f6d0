package io.breakwater.local.files;

import io.breakwater.kafka.InstrumentParametersRecords;
import io.breakwater.kafka.RiskPolicyRecords;
import io.breakwater.local.json.AvroJsonReader;
import io.breakwater.local.json.JsonCursor;
import io.breakwater.margin.InstrumentParameters;
import io.breakwater.margin.Origin;
import io.breakwater.margin.RiskPolicy;
import java.util.HashSet;
import java.util.Set;

/**
 * Instruments and policies as books and parameter files write them: the fields of their records,
 * those of the rules in force at the same level.
 */
final class ParametersJson {
  private static final String IN_FORCE = "inForce";
  private static final AvroJsonReader<io.breakwater.schemas.InstrumentParameters> INSTRUMENT =
      AvroJsonReader.flattening(io.breakwater.schemas.InstrumentParameters.class, IN_FORCE)
          .refusing(AbsentRules.OF_INSTRUMENT);
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
    return new Read<>(parameters, given);
  }

  /** The policy on which the cursor stands. */
  static Read<RiskPolicy> policy(JsonCursor json) {
    long line = json.line();
    Set<String> given = new HashSet<>();
    io.breakwater.schemas.RiskPolicy record = POLICY.read(json, given::add);
    RiskPolicy policy =
        json.checked(line, () -> RiskPolicyRecords.toDomain(record, Origin.NONE).policy());
    return new Read<>(policy, given);
  }
}
