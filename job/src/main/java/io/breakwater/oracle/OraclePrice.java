package io.breakwater.oracle;

import io.breakwater.value.Decimals;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What one source says that an instrument costs.
 *
 * @param instrument the instrument
 * @param source who says so; empty where there is only one
 * @param value numeraire, above 0
 * @param confidence half-width of the source's confidence interval, numeraire; null when not given
 * @param publishTime microseconds since the epoch
 * @param sequence number at the source; later prices of a source have larger ones
 * @param origin where the record came from
 */
public record OraclePrice(
    String instrument,
    String source,
    BigDecimal value,
    BigDecimal confidence,
    long publishTime,
    long sequence,
    Origin origin) {

  /**
   * @throws RefusedException for an empty instrument, a value that is not above 0 or does not fit
   *     decimal(38, 18), a negative confidence
   */
  public OraclePrice {
    instrument = Texts.id(instrument, "the instrument of a price");
    source = Texts.label(source, "the source of a price");
    value = Decimals.checked(value, "price of " + instrument);
    if (value.signum() <= 0) {
      throw new RefusedException(
          Refusal.NON_POSITIVE_PRICE,
          "price of " + instrument + " is " + value.toPlainString() + ": it must be above 0.");
    }
    confidence =
        confidence == null
            ? null
            : Decimals.checkedNotNegative(confidence, "confidence of " + instrument);
    Objects.requireNonNull(origin, "origin");
  }
}
