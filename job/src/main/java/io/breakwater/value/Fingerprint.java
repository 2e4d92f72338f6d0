package io.breakwater.value;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A 64-bit fingerprint of a sequence of values: the first bytes of their SHA-256.
 *
 * <p>Each value is written with its length or in fixed width, so that different sequences cannot
 * have the same bytes.
 */
public final class Fingerprint {
  private final MessageDigest digest = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public Fingerprint with(long value) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    return this;
  }

  public Fingerprint with(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    with(bytes.length);
    digest.update(bytes);
    return this;
  }

  /** A number by its value, whatever its scale; null is told apart from every number. */
  public Fingerprint with(BigDecimal value) {
    return with(value == null ? "" : Decimals.canonical(value).toPlainString());
  }

  public long toLong() {
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
