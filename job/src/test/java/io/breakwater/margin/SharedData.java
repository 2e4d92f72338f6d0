package io.breakwater.margin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recorded data that is not part of the project: a folder {@code shared/data} beside the project or
 * above it. Tests that want it are skipped where it is absent.
 */
public final class SharedData {
  private SharedData() {}

  /** The file, or else the test that asks is skipped with a message. */
  public static Path file(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path file = folder.resolve("shared/data").resolve(name);
      if (Files.isReadable(file)) {
        return file;
      }
      folder = folder.getParent();
    }
    assumeTrue(
        false, "skipped: there is no folder shared/data with " + name + " beside the project");
    throw new AssertionError("unreachable");
  }

  /** The rows of a comma-separated file with a header, by column; no field is quoted. */
  public static List<Map<String, String>> rows(String name) {
    try {
      List<String> lines = Files.readAllLines(file(name));
      String[] columns = lines.get(0).split(",", -1);
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        rows.add(row(columns, line.split(",", -1)));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> row(String[] columns, String[] fields) {
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < columns.length; i++) {
      row.put(columns[i], fields[i]);
    }
    return row;
  }
}
