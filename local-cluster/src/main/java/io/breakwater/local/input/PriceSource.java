package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A price file, and of what its prices are where it does not say so itself.
 *
 * @param path the file
 * @param symbol as it was named with the file; null when it was not
 */
public record PriceSource(Path path, String symbol) {
  private static final char ASSIGNED = '=';
  private static final char END_OF_SYMBOL = '-';

  /** A file that is named alone. */
  public static PriceSource of(Path path) {
    return new PriceSource(path, null);
  }

  /**
   * Reads {@code FILE}, or {@code SYMBOL=FILE} where there is no file of that whole name.
   *
   * @throws IllegalArgumentException with a sentence, when symbol or file are empty
   */
  public static PriceSource parse(String text) {
    int at = text.indexOf(ASSIGNED);
    if (at < 0 || Files.exists(Path.of(text))) {
      return of(Path.of(text));
    }
    String symbol = text.substring(0, at).strip();
    String file = text.substring(at + 1);
    if (symbol.isEmpty() || file.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' names no file: give FILE, or SYMBOL=FILE.");
    }
    return new PriceSource(Path.of(file), symbol);
  }

  /**
   * Of what the prices are that the file has no name for: the symbol that was named, else the
   * file's name before its first dash.
   *
   * @throws InputException when there is neither
   */
  String symbolOfAll() {
    if (symbol != null) {
      return symbol;
    }
    String name = String.valueOf(path.getFileName());
    int end = name.indexOf(END_OF_SYMBOL);
    if (end <= 0) {
      throw InputException.of(
          path.toString(), "does not say of what its prices are: name it as SYMBOL=" + name + ".");
    }
    return name.substring(0, end);
  }
}
