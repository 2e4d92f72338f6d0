package io.breakwater.local.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.util.List;
import java.util.stream.Stream;

/** The comma-separated values of one line, plain or in double quotes. */
final class CsvLine {
  private static final ObjectReader VALUES =
      new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.TRIM_SPACES);

  private CsvLine() {}

  /**
   * The values, without their quotes and the blanks around them.
   *
   * @throws RefusedException when a quote is not closed, or something stands beside a quoted value
   */
  static List<String> values(String line) {
    try {
      String[] values = VALUES.readValue(line);
      return Stream.of(values).map(String::strip).toList();
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          Refusal.UNDECODABLE,
          "the line is not CSV ("
              + e.getOriginalMessage()
              + "): separate columns by commas, and close quotes.");
    }
  }
}
