package io.breakwater.local.files;

import io.breakwater.local.InputException;
import io.breakwater.margin.Refusal;
import io.breakwater.margin.RefusedException;
import io.breakwater.stream.RejectedRecord;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads the rows of one price file in the order of its lines. */
final class RowReader<R extends PriceRow> implements Closeable {
  private final LineReader lines;
  private final String[] header;
  private final PriceLayout<R> layout;
  private final Consumer<RejectedRecord> onRejected;
  private long number;

  /**
   * @param onRejected takes the lines that are malformed
   */
  RowReader(Path path, PriceLayout<R> layout, Consumer<RejectedRecord> onRejected) {
    this.lines = new LineReader(path);
    this.header = lines.next().text().split(",");
    this.layout = layout;
    this.onRejected = onRejected;
  }

  /**
   * The layout that a file's header names.
   *
   * @throws InputException when it names none
   */
  static PriceLayout<?> layoutOf(Path path) {
    try (LineReader lines = new LineReader(path)) {
      Line header = lines.next();
      if (header == null) {
        throw InputException.of(path.toString(), "is empty: a price file begins with its header.");
      }
      return PriceLayout.of(header.text())
          .orElseThrow(
              () ->
                  InputException.at(
                      path.toString(),
                      header.number(),
                      Refusal.UNDECODABLE,
                      "is not the header of a price file: begin ticks with '"
                          + TickLayout.HEADER
                          + "[,source[,confidence]]', bars with '"
                          + BarLayout.HEADER
                          + "', oracle rounds with '"
                          + RoundLayout.HEADER
                          + "'."));
    }
  }

  /** The next row, or null at the end of the file. */
  R next() {
    for (Line line = lines.next(); line != null; line = lines.next()) {
      try {
        R row = layout.parse(new Columns(header, line.text()), line);
        number = line.number();
        return row;
      } catch (RefusedException e) {
        onRejected.accept(
            new RejectedRecord(line.origin(), e.reason(), e.getMessage(), null, null));
      }
    }
    return null;
  }

  /** The line of the row that was given last, counted from 1. */
  long number() {
    return number;
  }

  @Override
  public void close() {
    lines.close();
  }
}
