package io.breakwater.value;

/**
 * How much of anything one input may ask for, and how much is kept of what nobody knows.
 *
 * <p>What lies beyond a limit is refused with it, and everything else goes on. They are chosen so
 * that whatever is accepted makes no record that its topic refuses, costs work in proportion to its
 * size, and leaves the memory that it may take bounded.
 */
public final class Limits {
  /** Bytes in UTF-8 of an id: of an account, instrument, leg, factor, source or policy. */
  public static final int ID_BYTES = 255;

  /** Bytes of an encoded decimal(38, 18), which needs 16: the rest is padding. */
  public static final int DECIMAL_BYTES = 32;

  /** Bytes of a record of one value of a source; all of its fields at their longest need 623. */
  public static final int PRICE_BYTES = 4 * 1024;

  /**
   * Bytes of a record of one account: {@link #ELEMENTS} positions with the longest ids and decimals
   * need 5,820,000.
   */
  public static final int ACCOUNT_BYTES = 6 * 1024 * 1024;

  /** Bytes of a record of parameters of a factor or an instrument, or of a policy. */
  public static final int PARAMETER_BYTES = 64 * 1024;

  /**
   * Bytes of a record of one market's depth; a thousand points a side at their longest need 70,000.
   */
  public static final int DEPTH_BYTES = 128 * 1024;

  /** Balances and positions that an account may have, and that one update of it may name. */
  public static final int ELEMENTS = 10_000;

  /** Tiers of one table of maintenance margin. */
  public static final int TIERS = 200;

  /** Changes that one record may schedule. */
  public static final int SCHEDULED = 100;

  /** Sources of one factor: named by its terms, or heard where it has none. */
  public static final int SOURCES = 64;

  /** Observed factors that one factor may rest on. */
  public static final int OBSERVED = 4;

  /** Factors that may derive from one, at any depth: each value of it moves all of them. */
  public static final int DERIVED = 10_000;

  /** Instruments that there may be. */
  public static final int INSTRUMENTS = 100_000;

  /** Records of parameters of factors that there may be. */
  public static final int FACTORS = 100_000;

  /**
   * Values that are kept of factors that nobody has named: by each subtask of the judge one of each
   * source, by the sequencer one of each factor.
   */
  public static final int UNNAMED = 10_000;

  /** Characters of the sentence of a rejection, and of an account in it. */
  public static final int SENTENCE = 2_000;

  /** Bytes that are kept of a record which is refused for its size. */
  public static final int KEPT_OF_TOO_LARGE = 1024;

  private Limits() {}

  /**
   * Checks a count.
   *
   * @param what things that it counts, with what has them, for the sentence: "tiers of a table"
   * @param advice what to do, a clause
   * @throws RefusedException {@link Refusal#TOO_LARGE} above the limit
   */
  public static void require(long count, long limit, String what, String advice) {
    if (count > limit) {
      throw new RefusedException(
          Refusal.TOO_LARGE,
          "there are %,d %s, and may be %,d: %s.".formatted(count, what, limit, advice));
    }
  }

  /** The first {@link #SENTENCE} characters of a text, with a sign of it where there are more. */
  public static String shortened(String text) {
    return shortened(text, SENTENCE);
  }

  /** The first characters of a text, with a sign of it where there are more. */
  public static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }
}
