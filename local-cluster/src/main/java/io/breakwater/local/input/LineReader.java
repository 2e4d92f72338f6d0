package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import io.breakwater.value.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a file line by line; blank lines are counted and left out. Line ends are LF or CR LF. */
final class LineReader implements Closeable {
  /** No row or account is that long: a longer line is another kind of file. */
  private static final int LONGEST_LINE = 16 << 20;

  private final Path file;
  private final String name;
  private final InputStream in;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
  private long number;
  private boolean ended;

  LineReader(Path file) {
    this.file = file;
    this.name = String.valueOf(file.getFileName());
    this.in = InputFile.open(file);
  }

  /** The next line, or null at the end of the file. */
  Line next() {
    try {
      while (!ended) {
        Line line = read();
        if (!line.isBlank()) {
          return line;
        }
      }
      return null;
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
  }

  private Line read() throws IOException {
    buffer.reset();
    int b = in.read();
    while (b >= 0 && b != '\n') {
      buffer.write(b);
      if (buffer.size() > LONGEST_LINE) {
        throw InputException.at(
            file.toString(),
            number + 1,
            Refusal.UNDECODABLE,
            "is longer than 16 MiB: this is not a file of lines.");
      }
      b = in.read();
    }
    ended = b < 0;
    number++;
    return new Line(name, number, withoutCarriageReturn(buffer.toByteArray()));
  }

  private static byte[] withoutCarriageReturn(byte[] bytes) {
    boolean carriageReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return carriageReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
  }
}
