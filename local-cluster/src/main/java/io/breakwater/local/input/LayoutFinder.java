package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.util.List;

/** Tells kinds of price files apart by their first line. */
final class LayoutFinder {
  private LayoutFinder() {}

  /**
   * The layout of a file.
   *
   * @throws InputException when its first line is of none, or the file names a symbol of its own
   *     beside the one that was given
   */
  static PriceLayout<?> of(PriceSource source) {
    try (LineReader lines = new LineReader(source.path())) {
      Line first = lines.next();
      if (first == null) {
        throw InputException.of(
            source.path().toString(), "is empty: a price file begins with its header.");
      }
      try {
        return of(source, first, CsvLine.values(first.text()));
      } catch (RefusedException e) {
        throw refused(source, first, e.reason(), e.getMessage());
      }
    }
  }

  private static PriceLayout<?> of(PriceSource source, Line line, List<String> first) {
    if (KlineLayout.isNamedBy(first) || KlineLayout.isRow(first)) {
      return new KlineLayout(source.symbolOfAll(), KlineLayout.isNamedBy(first));
    }
    if (source.symbol() != null) {
      throw refused(
          source,
          line,
          Refusal.CONTRADICTION,
          "is not the first line of a venue's dump of bars, and other files name their instruments"
              + " themselves: give the file without '"
              + source.symbol()
              + "='.");
    }
    if (TickLayout.isNamedBy(first)) {
      return new TickLayout(first);
    }
    if (first.equals(BarLayout.COLUMNS)) {
      return new BarLayout();
    }
    if (first.equals(RoundLayout.COLUMNS)) {
      return new RoundLayout();
    }
    throw refused(
        source,
        line,
        Refusal.UNDECODABLE,
        "is not the header of a price file: begin ticks with '"
            + TickLayout.EXAMPLE
            + "', bars with '"
            + String.join(",", BarLayout.COLUMNS)
            + "', oracle rounds with '"
            + String.join(",", RoundLayout.COLUMNS)
            + "', a venue's bars of one symbol with '"
            + String.join(",", KlineLayout.COLUMNS)
            + "' or with the first bar.");
  }

  private static InputException refused(
      PriceSource source, Line line, Refusal reason, String sentence) {
    return InputException.at(source.path().toString(), line.number(), reason, sentence);
  }
}
