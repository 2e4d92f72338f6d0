package io.breakwater.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recorded data that is not part of the project: a folder {@code shared} beside the project or
 * above it. Tests that want it are skipped where it is absent.
 */
public final class SharedFolder {
  private SharedFolder() {}

  /** The file, or else the test that asks is skipped with a message. */
  public static Path file(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared").resolve(name);
      if (Files.isReadable(file)) {
        return file;
      }
    }
    assumeTrue(false, "skipped: there is no folder shared with " + name + " beside the project");
    throw new AssertionError("unreachable");
  }
}
