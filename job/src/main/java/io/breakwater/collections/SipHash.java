package io.breakwater.collections;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * SipHash-1-3 of bytes under a key that nobody outside of this process knows, so that nobody can
 * choose ids that collide (Aumasson and Bernstein, 2012, with one round a word and three at the
 * end).
 */
final class SipHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FINAL_ROUNDS = 3;
  private static final int WORD = Long.BYTES;

  private final long key0;
  private final long key1;

  SipHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** Under a key of its own. */
  static SipHash ofRandomKey() {
    SecureRandom random = new SecureRandom();
    return new SipHash(random.nextLong(), random.nextLong());
  }

  /** The hash of a range of bytes. */
  long hash(byte[] bytes, int from, int length) {
    long v0 = key0 ^ 0x736f6d6570736575L;
    long v1 = key1 ^ 0x646f72616e646f6dL;
    long v2 = key0 ^ 0x6c7967656e657261L;
    long v3 = key1 ^ 0x7465646279746573L;
    int words = length / WORD;
    for (int round = 0; round <= words + FINAL_ROUNDS; round++) {
      long m = word(round, words, bytes, from, length);
      if (round == words + 1) {
        v2 ^= 0xff;
      }
      v3 ^= m;
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
      v0 ^= m;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  /** What a round takes in: a whole word, what is behind the last one, or nothing at the end. */
  private static long word(int round, int words, byte[] bytes, int from, int length) {
    int at = from + round * WORD;
    return round < words
        ? (long) LONGS.get(bytes, at)
        : round == words ? last(bytes, at, length) : 0;
  }

  /** The bytes behind the last whole word, and the length in the highest byte. */
  private static long last(byte[] bytes, int from, int length) {
    long word = (long) length << 56;
    for (int i = 0; i < length % WORD; i++) {
      word |= (bytes[from + i] & 0xffL) << (i * Byte.SIZE);
    }
    return word;
  }
}
