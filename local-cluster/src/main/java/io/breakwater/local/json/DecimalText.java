package io.breakwater.local.json;

import io.breakwater.value.Decimals;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Decimals as files write them: an optional minus, digits, optionally a point and digits, and
 * optionally an exponent, as in {@code -1234.5} and {@code 1e-7}.
 */
public final class DecimalText {
  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

  /** Far more than decimal(38, 18) needs, so that no text is costly to parse. */
  private static final int LONGEST = 100;

  private DecimalText() {}

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
    if (!DECIMAL.matcher(text).matches()) {
      throw new RefusedException(
          Refusal.UNDECODABLE, "'" + text + "' is not a decimal: write it like -1234.5 or 1e-7.");
    }
    return Decimals.checked(new BigDecimal(text), text);
  }
}
