package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Opens files, plain, gzip, or zip of one file, told apart by their first bytes. */
final class InputFile {
  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private InputFile() {}

  /**
   * The file's content, unpacked and without a byte order mark.
   *
   * @throws InputException when it is not there or cannot be opened
   */
  static InputStream open(Path file) {
    if (Files.isDirectory(file)) {
      throw InputException.of(file.toString(), "is a folder: name a file.");
    }
    try {
      BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
      if (startsWith(in, ZIP) || startsWith(in, EMPTY_ZIP)) {
        in.close();
        return withoutMark(new BufferedInputStream(bounded(onlyEntry(file), file), BUFFER));
      }
      return unpacked(in, file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputStream bounded(InputStream unpacked, Path file) throws IOException {
    return new UnpackedStream(unpacked, file, Files.size(file));
  }

  private static InputStream unpacked(BufferedInputStream in, Path file) throws IOException {
    try {
      return withoutMark(
          startsWith(in, GZIP)
              ? new BufferedInputStream(bounded(new GZIPInputStream(in, BUFFER), file), BUFFER)
              : in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream withoutMark(BufferedInputStream text) throws IOException {
    if (startsWith(text, BYTE_ORDER_MARK)) {
      text.skipNBytes(BYTE_ORDER_MARK.length);
    }
    return text;
  }

  private static InputStream onlyEntry(Path file) throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    try {
      List<? extends ZipEntry> entries =
          zip.stream().filter(entry -> !entry.isDirectory()).toList();
      if (entries.size() != 1) {
        throw InputException.of(
            file.toString(),
            "is a zip of %d files: give a zip of one, or the files themselves."
                .formatted(entries.size()));
      }
      return new Entry(zip, entries.get(0));
    } catch (IOException | InputException e) {
      zip.close();
      throw e;
    }
  }

  /** A file within a zip, which is closed with it. */
  private static final class Entry extends FilterInputStream {
    private final ZipFile zip;

    Entry(ZipFile zip, ZipEntry entry) throws IOException {
      super(zip.getInputStream(entry));
      this.zip = zip;
    }

    @Override
    public void close() throws IOException {
      try (zip) {
        super.close();
      }
    }
  }

  private static boolean startsWith(BufferedInputStream in, byte[] bytes) throws IOException {
    in.mark(bytes.length);
    byte[] first = in.readNBytes(bytes.length);
    in.reset();
    return Arrays.equals(first, bytes);
  }

  /** The sentence about a file that could not be read. */
  static InputException unreadable(Path file, IOException cause) {
    String sentence =
        cause instanceof NoSuchFileException
            ? "there is no such file: check the path."
            : cause instanceof EOFException
                ? "ends in the middle: copy the file again."
                : "cannot be read ("
                    + cause.getMessage()
                    + "): check the file and its permissions.";
    return InputException.of(file.toString(), sentence);
  }
}
