package io.breakwater.local.files;

import io.breakwater.local.DecimalText;
import io.breakwater.margin.Refusal;
import io.breakwater.margin.RefusedException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The comma-separated columns of one line. Quotes have no meaning, and are refused. */
final class Columns {
  /** The end of the year 9999. */
  private static final long LATEST_MILLIS = 253_402_300_799_999L;

  private static final long MILLIS_PER_SECOND = 1000;

  private final String[] header;
  private final String[] values;

  Columns(String[] header, String line) {
    this.header = header;
    this.values = line.split(",", -1);
    if (line.indexOf('"') >= 0) {
      throw malformed("the line has quotes: write columns plainly, separated by commas.");
    }
    if (values.length != header.length) {
      throw malformed(
          "the line has " + values.length + " columns where the header has " + header.length + ".");
    }
  }

  /** The text of a column, which must not be empty. */
  String text(int column) {
    String value = values[column].strip();
    if (value.isEmpty()) {
      throw new RefusedException(Refusal.MISSING_VALUE, header[column] + " is empty: give it.");
    }
    return value;
  }

  /** The text of a column; empty when there is none. */
  String optional(int column) {
    return column < values.length ? values[column].strip() : "";
  }

  BigDecimal decimal(int column) {
    return decimal(header[column], text(column));
  }

  /** The decimal of a column; null when it is empty or not there. */
  BigDecimal optionalDecimal(int column) {
    String text = optional(column);
    return text.isEmpty() ? null : decimal(header[column], text);
  }

  private static BigDecimal decimal(String name, String text) {
    try {
      return DecimalText.parse(text);
    } catch (RefusedException e) {
      throw new RefusedException(e.reason(), name + ": " + e.getMessage());
    }
  }

  BigInteger whole(int column) {
    String text = text(column);
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9') || text.length() > 40) {
      throw malformed(header[column] + " is '" + text + "': it must be a whole number, 0 or more.");
    }
    return new BigInteger(text);
  }

  /** A time since the epoch, up to the year 9999. */
  long millis(int column) {
    return time(column, 1);
  }

  /** A time in seconds, as milliseconds. */
  long millisOfSeconds(int column) {
    return time(column, MILLIS_PER_SECOND);
  }

  private long time(int column, long unitMillis) {
    BigInteger millis = whole(column).multiply(BigInteger.valueOf(unitMillis));
    if (millis.compareTo(BigInteger.valueOf(LATEST_MILLIS)) > 0) {
      throw new RefusedException(
          Refusal.OUT_OF_RANGE, header[column] + " lies beyond the year 9999: check its unit.");
    }
    return millis.longValueExact();
  }

  private static RefusedException malformed(String sentence) {
    return new RefusedException(Refusal.UNDECODABLE, sentence);
  }
}
