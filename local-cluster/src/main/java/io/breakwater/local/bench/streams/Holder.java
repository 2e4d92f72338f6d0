package io.breakwater.local.bench.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keys of the store of holders: an instrument, then an account that holds it. */
final class Holder {
  private Holder() {}

  static byte[] key(int instrument, String account) {
    byte[] id = account.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + id.length).putInt(instrument).put(id).array();
  }

  /** What all keys of an instrument begin with. */
  static byte[] prefix(int instrument) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(instrument).array();
  }

  static String account(byte[] key) {
    return new String(key, Integer.BYTES, key.length - Integer.BYTES, StandardCharsets.UTF_8);
  }
}
