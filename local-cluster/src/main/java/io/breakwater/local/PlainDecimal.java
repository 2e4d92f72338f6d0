package io.breakwater.local;

import io.breakwater.margin.Decimals;
import io.breakwater.margin.Refusal;
import io.breakwater.margin.RefusedException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimals as files write them: an optional minus, digits, and optionally a point and digits. */
public final class PlainDecimal {
  private static final Pattern PLAIN = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  /** Far more than decimal(38, 18) needs, so that no text is costly to parse. */
  private static final int LONGEST = 100;

  private PlainDecimal() {}

  /**
   * The number, canonical and within decimal(38, 18).
   *
   * @throws RefusedException when the text is written otherwise or does not fit
   */
  public static BigDecimal parse(String text) {
    if (text.length() > LONGEST) {
      throw new RefusedException(
          Refusal.OUT_OF_RANGE,
          "a number of " + text.length() + " characters does not fit decimal(38,18).");
    }
    if (!PLAIN.matcher(text).matches()) {
      throw new RefusedException(
          Refusal.UNDECODABLE,
          "'" + text + "' is not a plain decimal: write it like -1234.5, without an exponent.");
    }
    return Decimals.checked(new BigDecimal(text), text);
  }
}
