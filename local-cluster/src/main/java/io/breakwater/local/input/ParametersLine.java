package io.breakwater.local.input;

import io.breakwater.local.input.ParametersJson.Read;
import io.breakwater.local.json.JsonCursor;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.RiskFactorParameters;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One line of a parameter file: {@code time_ms}, and a {@code factor}, an {@code instrument} or a
 * {@code policy} in the form of the book. Exactly one is set.
 *
 * @param time from when on it counts, microseconds since the epoch
 */
record ParametersLine(
    Line line,
    long time,
    Read<RiskFactorParameters> factor,
    Read<InstrumentParameters> instrument,
    Read<RiskPolicy> policy) {
  private static final String FACTOR = "factor";
  private static final String INSTRUMENT = "instrument";
  private static final String POLICY = "policy";
  private static final String RECORD_TIME = "time";
  private static final List<String> FIELDS = List.of(JsonTime.FIELD, FACTOR, INSTRUMENT, POLICY);

  /** The line on which the cursor stands. */
  static ParametersLine read(JsonCursor json, Line line) {
    Fields fields = new Fields();
    json.object(name -> fields.read(name, json));
    return fields.toLine(json, line);
  }

  private static final class Fields {
    private Long time;
    private Read<RiskFactorParameters> factor;
    private Read<InstrumentParameters> instrument;
    private Read<RiskPolicy> policy;

    void read(String name, JsonCursor json) {
      switch (name) {
        case JsonTime.FIELD -> time = JsonTime.micros(json);
        case FACTOR -> factor = withoutTime(ParametersJson.factor(json), json);
        case INSTRUMENT -> instrument = withoutTime(ParametersJson.instrument(json), json);
        case POLICY -> policy = withoutTime(ParametersJson.policy(json), json);
        default -> throw json.unknownField(FIELDS);
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
      if (Stream.of(factor, instrument, policy).filter(Objects::nonNull).count() != 1) {
        throw json.contradiction(
            line.number(),
            "must hold a factor, an instrument or a policy, one of them: give a line to each.");
      }
      return new ParametersLine(line, time, factor, instrument, policy);
    }
  }
}
