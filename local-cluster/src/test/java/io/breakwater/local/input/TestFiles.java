package io.breakwater.local.input;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the files that tests read. */
public final class TestFiles {
  private TestFiles() {}

  /** A text file; backticks stand for double quotes, so that JSON stays readable in Java. */
  public static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text.replace('`', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, packed. */
  public static Path writeGzip(Path folder, String name, String text) {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.replace('`', '"').getBytes(StandardCharsets.UTF_8));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A zip.
   *
   * @param namesAndTexts of the files in it, by turns
   */
  public static Path writeZip(Path folder, String name, String... namesAndTexts) {
    Path file = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        out.putNextEntry(new ZipEntry(namesAndTexts[i]));
        out.write(namesAndTexts[i + 1].replace('`', '"').getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
