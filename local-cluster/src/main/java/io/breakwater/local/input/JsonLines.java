package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import io.breakwater.local.json.JsonCursor;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.RejectedRecord;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** Reads a file of JSON lines; a malformed line becomes a rejected record and stops nothing. */
final class JsonLines<T> implements Closeable {
  private final LineReader lines;
  private final BiFunction<JsonCursor, Line, T> parser;

  /**
   * @param parser reads the object on which the cursor stands
   */
  JsonLines(Path path, BiFunction<JsonCursor, Line, T> parser) {
    this.lines = new LineReader(path);
    this.parser = parser;
  }

  /** What the next line says, or null at the end of the file. */
  Inbound<T> next() {
    Line line = lines.next();
    return line == null ? null : parse(line);
  }

  private Inbound<T> parse(Line line) {
    try (JsonCursor json = JsonCursor.overLine(line.bytes(), line.file(), line.number())) {
      T value = parser.apply(json, line);
      json.end();
      return Inbound.of(value);
    } catch (InputException e) {
      return Inbound.rejected(
          new RejectedRecord(line.origin(), e.reason(), e.sentence(), null, null));
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
