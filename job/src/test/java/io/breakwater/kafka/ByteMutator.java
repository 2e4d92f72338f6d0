package io.breakwater.kafka;

import java.util.Arrays;
import java.util.Random;

/** Changes bytes as chance or ill will does, knowing nothing of what they say. */
final class ByteMutator {
  private static final int MOST_CHANGES = 4;
  private static final int LONGEST_CHUNK = 64;
  private static final byte[] TELLING = {0, 1, 2, -1, -2, 127, -128, 64, 20, (byte) 0xC3};

  private final Random random;
  private final int mostBytes;

  /**
   * @param mostBytes beyond which nothing is made longer
   */
  ByteMutator(Random random, int mostBytes) {
    this.random = random;
    this.mostBytes = mostBytes;
  }

  /**
   * Other bytes, one to four changes away.
   *
   * @param other from which pieces are taken
   */
  byte[] mutated(byte[] original, byte[] other) {
    byte[] bytes = original;
    for (int change = 1 + random.nextInt(MOST_CHANGES); change > 0; change--) {
      bytes = changed(bytes, other);
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes, byte[] other) {
    if (bytes.length == 0) {
      return inserted(bytes, 0, other, 0, other.length);
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(9)) {
      case 0 -> with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
      case 1 -> with(bytes, at, TELLING[random.nextInt(TELLING.length)]);
      case 2 -> with(bytes, at, (byte) random.nextInt(256));
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> without(bytes, at, chunk(bytes, at));
      case 5 -> inserted(bytes, at, bytes, at, chunk(bytes, at));
      case 6 -> number(bytes, at);
      case 7 -> spliced(bytes, at, other);
      default -> {
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        yield inserted(bytes, at, other, from, chunk(other, from));
      }
    };
  }

  private int chunk(byte[] bytes, int from) {
    return Math.min(bytes.length - from, 1 + random.nextInt(LONGEST_CHUNK));
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] changed = bytes.clone();
    changed[at] = value;
    return changed;
  }

  private static byte[] without(byte[] bytes, int at, int length) {
    byte[] shorter = new byte[bytes.length - length];
    System.arraycopy(bytes, 0, shorter, 0, at);
    System.arraycopy(bytes, at + length, shorter, at, shorter.length - at);
    return shorter;
  }

  private byte[] inserted(byte[] bytes, int at, byte[] from, int start, int length) {
    if (bytes.length + length > mostBytes) {
      return bytes;
    }
    byte[] longer = new byte[bytes.length + length];
    System.arraycopy(bytes, 0, longer, 0, at);
    System.arraycopy(from, start, longer, at, length);
    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
    return longer;
  }

  /** Another number, a length or a count perhaps, in the place of what is there. */
  private byte[] number(byte[] bytes, int at) {
    byte[] number = WildRecords.varint(WildRecords.number(random), random.nextInt(3) * 5);
    int end = at;
    while (end < bytes.length - 1 && bytes[end] < 0) {
      end++;
    }
    return inserted(without(bytes, at, end + 1 - at), at, number, 0, number.length);
  }

  private byte[] spliced(byte[] bytes, int at, byte[] other) {
    int from = Math.min(other.length, at + random.nextInt(5) - 2);
    from = Math.max(0, from);
    byte[] head = Arrays.copyOf(bytes, at);
    return inserted(head, at, other, from, other.length - from);
  }
}
