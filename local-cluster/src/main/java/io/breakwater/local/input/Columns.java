package io.breakwater.local.input;

import io.breakwater.local.json.DecimalText;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** The values of one line under the names of its columns. */
final class Columns {
  private final List<String> names;
  private final List<String> values;

  /**
   * @throws RefusedException when the line is no CSV, or has another number of columns
   */
  Columns(List<String> names, String line) {
    this.names = names;
    this.values = CsvLine.values(line);
    if (values.size() != names.size()) {
      throw malformed(
          "the line has %d columns where %d are expected.".formatted(values.size(), names.size()));
    }
  }

  /** The text of a column, which must not be empty. */
  String text(int column) {
    String value = values.get(column);
    if (value.isEmpty()) {
      throw new RefusedException(Refusal.MISSING_VALUE, names.get(column) + " is empty: give it.");
    }
    return value;
  }

  /** The text of a column that may be empty. */
  String optional(int column) {
    return values.get(column);
  }

  BigDecimal decimal(int column) {
    String text = text(column);
    try {
      return DecimalText.parse(text);
    } catch (RefusedException e) {
      throw new RefusedException(e.reason(), names.get(column) + ": " + e.getMessage());
    }
  }

  /** The decimal of a column; null when it is empty. */
  BigDecimal optionalDecimal(int column) {
    return optional(column).isEmpty() ? null : decimal(column);
  }

  BigInteger whole(int column) {
    String text = text(column);
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9') || text.length() > 40) {
      throw malformed(
          names.get(column) + " is '" + text + "': it must be a whole number, 0 or more.");
    }
    return new BigInteger(text);
  }

  /**
   * A time since the epoch in a unit, as microseconds.
   *
   * @throws RefusedException when it is no number, or lies where no time can be meant
   */
  long micros(int column, ClockUnit unit) {
    BigDecimal time = decimal(column);
    unit.objection(time)
        .ifPresent(
            objection -> {
              throw new RefusedException(
                  Refusal.OUT_OF_RANGE,
                  "%s is %s, which %s: %s."
                      .formatted(names.get(column), text(column), objection, remedy(time)));
            });
    return unit.toMicros(time);
  }

  private static String remedy(BigDecimal time) {
    return ClockUnit.likelyOf(time)
        .map(
            unit ->
                "it looks like %s; name the column %s, or convert it"
                    .formatted(unit.title(), unit.column()))
        .orElse("check its unit");
  }

  private static RefusedException malformed(String sentence) {
    return new RefusedException(Refusal.UNDECODABLE, sentence);
  }
}
