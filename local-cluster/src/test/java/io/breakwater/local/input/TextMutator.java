package io.breakwater.local.input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Changes a text file as slips, other programs and ill will do. */
final class TextMutator {
  private static final byte[][] PIECES =
      bytes(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "\\u0000",
          "\\ud800",
          "\n",
          "\r",
          "\t",
          " ",
          "\0",
          "-",
          "+",
          ".",
          "null",
          "true",
          "1e999",
          "1e-999",
          "1E999999999",
          "-0",
          "00",
          "NaN",
          "Infinity",
          "0x10",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "1".repeat(2_000),
          "99999999999999999999.999999999999999999",
          "0.0000000000000000001",
          "1700000001",
          "1700000001000000",
          "1969-12-31T23:59:59Z",
          "+999999999-12-31T23:59:59Z",
          "2024-02-30T00:00:00Z",
          "\uFEFF",
          "\uFFFD",
          "é漢𝄞",
          "[".repeat(1_500),
          "{\"a\":".repeat(1_500),
          "x".repeat(300),
          "\"\"",
          "{}",
          "[]",
          "//",
          "/*",
          "#",
          ";",
          "'",
          "\"id\":\"A\",",
          "\"id\":null,",
          "\"version\":-1,",
          "A",
          "ETH");

  private final Random random;

  TextMutator(Random random) {
    this.random = random;
  }

  private static byte[][] bytes(String... texts) {
    return Arrays.stream(texts)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }

  /** Another text, one to five changes away. */
  byte[] mutated(byte[] original) {
    byte[] text = original;
    for (int change = 1 + random.nextInt(5); change > 0; change--) {
      text = changed(text);
    }
    return text;
  }

  private byte[] changed(byte[] text) {
    int at = random.nextInt(text.length + 1);
    int length = Math.min(text.length - at, random.nextInt(30));
    byte[] piece = PIECES[random.nextInt(PIECES.length)];
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(text, at);
      case 1 -> replaced(text, at, length, new byte[0]);
      case 2 -> replaced(text, at, 0, Arrays.copyOfRange(text, at, at + length));
      case 3 -> replaced(text, at, 0, piece);
      case 4 ->
          replaced(
              text, at, Math.min(1, text.length - at), new byte[] {(byte) random.nextInt(256)});
      case 5 -> {
        int from = random.nextInt(text.length + 1);
        int end = Math.min(text.length, from + random.nextInt(200));
        yield replaced(text, at, length, Arrays.copyOfRange(text, from, end));
      }
      default -> replaced(text, startOfWord(text, at), word(text, startOfWord(text, at)), piece);
    };
  }

  private static int startOfWord(byte[] text, int at) {
    int start = at;
    while (start > 0 && isOfWord(text[start - 1])) {
      start--;
    }
    return start;
  }

  private static int word(byte[] text, int start) {
    int end = start;
    while (end < text.length && isOfWord(text[end])) {
      end++;
    }
    return end - start;
  }

  private static boolean isOfWord(byte b) {
    return b == '.' || b == '-' || b == '_' || Character.isLetterOrDigit(b);
  }

  private static byte[] replaced(byte[] text, int at, int length, byte[] by) {
    byte[] changed = new byte[text.length - length + by.length];
    System.arraycopy(text, 0, changed, 0, at);
    System.arraycopy(by, 0, changed, at, by.length);
    System.arraycopy(text, at + length, changed, at + by.length, text.length - at - length);
    return changed;
  }
}
