package io.breakwater.margin;

/** Checks of the identifiers that records carry. */
final class Texts {
  private Texts() {}

  /**
   * The identifier itself.
   *
   * @throws RefusedException {@link Refusal#EMPTY_ID} when it is null, empty or blank
   */
  static String id(String value, String name) {
    if (value == null || value.isBlank()) {
      throw new RefusedException(Refusal.EMPTY_ID, name + " is empty: give an identifier.");
    }
    return value;
  }
}
