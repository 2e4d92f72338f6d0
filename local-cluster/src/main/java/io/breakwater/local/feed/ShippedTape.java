package io.breakwater.local.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The tape that comes with the project: 12 perpetuals, 6 to 8 April 2025, in bars of 3 minutes. The
 * low comes 31 hours into it.
 */
public final class ShippedTape {
  private static final String FILE = "2025-04-07_binance_perp_3m.csv.gz";

  private ShippedTape() {}

  /** Copies it into a folder. */
  public static Path copyTo(Path folder) {
    Path copy = folder.resolve(FILE);
    try (InputStream tape = ShippedTape.class.getResourceAsStream(FILE)) {
      Files.copy(tape, copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(copy + " cannot be written", e);
    }
  }
}
