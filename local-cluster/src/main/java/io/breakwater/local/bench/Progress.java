package io.breakwater.local.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells who waits what is being measured: a line for each measurement, with its result. */
final class Progress {
  private final PrintWriter out;
  private final long start = System.nanoTime();

  Progress(PrintWriter out) {
    this.out = out;
  }

  /** A measurement begins. */
  void begin(String format, Object... values) {
    out.printf(Locale.ROOT, "%5.0f s  ", (System.nanoTime() - start) / 1e9);
    out.printf(Locale.ROOT, format, values);
    out.print(" … ");
    out.flush();
  }

  /** The measurement that began last has ended. */
  void end(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
    out.println();
    out.flush();
  }
}
