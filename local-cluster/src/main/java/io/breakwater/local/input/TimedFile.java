package io.breakwater.local.input;

import java.nio.file.Path;

/**
 * A file of JSON lines that say something as of their times.
 *
 * @param path null for none
 * @param isOrdered whether its lines are in the order of their times
 */
record TimedFile<T>(Path path, OrderedLines.Kind<T> kind, boolean isOrdered) {
  /** Reads it through once; null for none. */
  static <T> TimedFile<T> of(Path path, OrderedLines.Kind<T> kind) {
    return new TimedFile<>(path, kind, path == null || OrderedLines.isOrdered(path, kind));
  }

  /** Its lines, ordered by time, then line; none where there is no file. */
  OrderedLines<T> open() {
    return path == null ? OrderedLines.none() : OrderedLines.open(path, kind, isOrdered);
  }
}
