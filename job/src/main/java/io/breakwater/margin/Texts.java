package io.breakwater.margin;

import java.nio.charset.StandardCharsets;

/** Checks of the identifiers that records carry. */
public final class Texts {
  /** Bytes in UTF-8 that an identifier may have. */
  public static final int LONGEST = 255;

  private static final int MOST_BYTES_OF_A_CHAR = 3;

  private Texts() {}

  /**
   * The identifier itself.
   *
   * @throws RefusedException {@link Refusal#EMPTY_ID} when it is null, empty or blank, {@link
   *     Refusal#OUT_OF_RANGE} when it is longer than {@link #LONGEST}
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
   * @throws RefusedException {@link Refusal#OUT_OF_RANGE} when it is longer than {@link #LONGEST}
   */
  public static String label(String value, String name) {
    String label = value == null ? "" : value;
    if (label.length() > LONGEST / MOST_BYTES_OF_A_CHAR
        && label.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new RefusedException(
          Refusal.OUT_OF_RANGE, name + " is longer than " + LONGEST + " bytes: shorten it.");
    }
    return label;
  }
}
