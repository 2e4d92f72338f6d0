package io.breakwater.local.input;

import io.breakwater.local.input.ParametersJson.Read;
import io.breakwater.local.json.JsonCursor;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import java.util.List;

/**
 * One line of a parameter file: {@code time_ms}, and either an {@code instrument} or a {@code
 * policy} in the form of the book. Exactly one is set.
 *
 * @param time from when on it counts, microseconds since the epoch
 */
record ParametersLine(
    Line line, long time, Read<InstrumentParameters> instrument, Read<RiskPolicy> policy) {
  private static final String INSTRUMENT = "instrument";
  private static final String POLICY = "policy";
  private static final String RECORD_TIME = "time";
  private static final List<String> FIELDS = List.of(JsonTime.FIELD, INSTRUMENT, POLICY);

  /** The line on which the cursor stands. */
  static ParametersLine read(JsonCursor json, Line line) {
    Fields fields = new Fields();
    json.object(name -> fields.read(name, json));
    return fields.toLine(json, line);
  }

  private static final class Fields {
    private Long time;
    private Read<InstrumentParameters> instrument;
    private Read<RiskPolicy> policy;

    void read(String name, JsonCursor json) {
      switch (name) {
        case JsonTime.FIELD -> time = JsonTime.micros(json);
        case INSTRUMENT -> instrument = withoutTime(ParametersJson.instrument(json), json);
        case POLICY -> policy = withoutTime(ParametersJson.policy(json), json);
        default -> throw json.unknownField(FIELDS, AbsentRules.OF_PARAMETERS);
      }
    }

    private static <T> Read<T> withoutTime(Read<T> read, JsonCursor json) {
      if (read.gives(RECORD_TIME)) {
        throw json.refused("states a time of its own: leave it out, time_ms says from when on.");
      }
      return read;
    }

    ParametersLine toLine(JsonCursor json, Line line) {
      if (time == null) {
        throw json.missing(line.number(), JsonTime.FIELD);
      }
      if ((instrument == null) == (policy == null)) {
        throw json.contradiction(
            line.number(),
            "must hold an instrument or a policy, one of them: give a line to each.");
      }
      return new ParametersLine(line, time, instrument, policy);
    }
  }
}
