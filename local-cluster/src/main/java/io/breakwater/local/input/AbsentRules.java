package io.breakwater.local.input;

import java.util.Map;

/**
 * Fields of the formats whose rules this version does not have, each with what to do instead. They
 * are refused by name: whoever writes one would otherwise believe that it counts.
 */
final class AbsentRules {
  private static final String NO_FACTORS =
      "prices are not judged, and none is derived from others; leave it out.";
  private static final String NO_INTEREST =
      "interest does not accrue; leave it out, and state amounts with their interest.";

  /** In a book. */
  static final Map<String, String> OF_BOOK = Map.of("factors", NO_FACTORS);

  /** In an instrument. */
  static final Map<String, String> OF_INSTRUMENT =
      Map.of(
          "price",
          "each instrument has its own price, under its own id; leave it out, and quote it by its"
              + " id.",
          "settlement",
          "every contract settles in the numeraire; leave it out.",
          "contractSize",
          "sizes are in units of the base, or in USD for inverse contracts; leave it out, and"
              + " multiply the sizes by it.",
          "fundingIndex",
          "funding does not accrue; leave it out, and state cash with the funding that is paid.",
          "borrowIndex",
          NO_INTEREST,
          "supplyIndex",
          NO_INTEREST,
          "oracle",
          NO_FACTORS);

  /** In a balance. */
  static final Map<String, String> OF_BALANCE =
      Map.of("borrowIndex", NO_INTEREST, "supplyIndex", NO_INTEREST);

  /** In a line of parameters. */
  static final Map<String, String> OF_PARAMETERS = Map.of("factor", NO_FACTORS);

  private AbsentRules() {}
}
