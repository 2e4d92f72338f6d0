package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * What a packed file holds, as long as it can be meant: a few kilobytes can be made to unpack to
 * gigabytes, which prices and accounts never do.
 */
final class UnpackedStream extends FilterInputStream {
  /** Prices that hardly move become 50 times as long; packing cannot do more than 1,032 times. */
  static final long MOST_TIMES = 500;

  /** Up to here nobody asks. */
  static final long FREE_BYTES = 64L << 20;

  private final Path file;
  private final long most;
  private long unpacked;

  /**
   * @param packed bytes of the file
   */
  UnpackedStream(InputStream in, Path file, long packed) {
    super(in);
    this.file = file;
    this.most = Math.max(FREE_BYTES, packed * MOST_TIMES);
  }

  /**
   * {@inheritDoc}
   *
   * @throws InputException when more comes than can be meant
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count(read);
    return read;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? read : 1);
    return read;
  }

  private void count(int read) {
    unpacked += Math.max(0, read);
    if (unpacked > most) {
      throw InputException.of(
          file.toString(),
          "unpacks to more than %d times its size: no such file does; if it is meant, unpack it first."
              .formatted(MOST_TIMES));
    }
  }
}
