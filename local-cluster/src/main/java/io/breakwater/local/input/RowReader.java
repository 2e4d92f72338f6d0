package io.breakwater.local.input;

import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.RefusedException;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads the rows of one price file in the order of its lines. */
final class RowReader<R extends PriceRow> implements Closeable {
  private final LineReader lines;
  private final PriceLayout<R> layout;
  private final Consumer<RejectedRecord> onRejected;
  private long number;

  /**
   * @param onRejected takes the lines that are malformed
   */
  RowReader(Path path, PriceLayout<R> layout, Consumer<RejectedRecord> onRejected) {
    this.lines = new LineReader(path);
    this.layout = layout;
    this.onRejected = onRejected;
    if (layout.hasHeader()) {
      lines.next();
    }
  }

  /** The next row, or null at the end of the file. */
  R next() {
    for (Line line = lines.next(); line != null; line = lines.next()) {
      try {
        R row = layout.parse(new Columns(layout.columns(), line.text()), line);
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
