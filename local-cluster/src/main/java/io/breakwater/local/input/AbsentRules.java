package io.breakwater.local.input;

import java.util.Map;

/**
 * Fields of the formats whose rules this version does not have, each with what to do instead. They
 * are refused by name: whoever writes one would otherwise believe that it counts.
 */
final class AbsentRules {
  /** In an instrument. */
  static final Map<String, String> OF_INSTRUMENT =
      Map.of(
          "settlement",
          "every contract settles in the numeraire; leave it out.",
          "contractSize",
          "sizes are in units of the base, or in USD for inverse contracts; leave it out, and"
              + " multiply the sizes by it.",
          "fundingIndex",
          "funding does not accrue; leave it out, and state cash with the funding that is paid.",
          "oracle",
          "what is judged is the factor that prices it; write it in that factor, under factors.");

  /** In a factor. */
  static final Map<String, String> OF_FACTOR =
      Map.of(
          "quotient",
          "a factor derives from others as their product alone; leave it out, and quote the"
              + " quotient itself.");

  private AbsentRules() {}
}
