package io.breakwater.local.files;

import io.breakwater.local.InputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Opens files, plain or gzip, told apart by their first bytes. */
final class InputFile {
  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
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
      return unpacked(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputStream unpacked(BufferedInputStream in) throws IOException {
    try {
      BufferedInputStream text =
          startsWith(in, GZIP)
              ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER)
              : in;
      if (startsWith(text, BYTE_ORDER_MARK)) {
        text.skipNBytes(BYTE_ORDER_MARK.length);
      }
      return text;
    } catch (IOException e) {
      in.close();
      throw e;
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
