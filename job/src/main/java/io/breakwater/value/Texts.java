package io.breakwater.value;

import java.nio.charset.StandardCharsets;

/** Checks of the identifiers that records carry. */
public final class Texts {
  /** Bytes in UTF-8 that an identifier may have. */
  public static final int LONGEST = Limits.ID_BYTES;

  private static final char REPLACEMENT = '\uFFFD';
  private static final int MOST_BYTES_OF_A_CHAR = 3;

  private Texts() {}

  /**
   * The identifier itself.
   *
   * @throws RefusedException {@link Refusal#EMPTY_ID} when it is null, empty or blank, else as
   *     {@link #label}
   */
  public static String id(String value, String name) {
    if (value == null || value.isBlank()) {
      throw new RefusedException(Refusal.EMPTY_ID, name + " is empty: give an identifier.");
    }
    return label(value, name);
  }

  /**
   * A name that may be left out: itself, or empty for null.
   *
   * @throws RefusedException {@link Refusal#OUT_OF_RANGE} when it is longer than {@link #LONGEST},
   *     {@link Refusal#MALFORMED_ID} when it holds half of a surrogate pair, which no UTF-8 can
   *     carry, or the replacement character, which readers put for bytes that are no UTF-8: what
   *     was different names would be one
   */
  public static String label(String value, String name) {
    String label = value == null ? "" : value;
    if (label.length() > LONGEST / MOST_BYTES_OF_A_CHAR
        && label.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new RefusedException(
          Refusal.OUT_OF_RANGE, name + " is longer than " + LONGEST + " bytes: shorten it.");
    }
    if (isMalformed(label)) {
      throw new RefusedException(
          Refusal.MALFORMED_ID,
          name + " is not text that UTF-8 can carry: write identifiers in well-formed UTF-8.");
    }
    return label;
  }

  private static boolean isMalformed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == REPLACEMENT) {
        return true;
      }
      if (Character.isSurrogate(c)) {
        boolean isPair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
        if (!isPair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
