package io.breakwater.oracle;

import io.breakwater.value.Decimals;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What one source says of an observed risk factor.
 *
 * @param factor the factor
 * @param kind what the source says that it measures; null where it says nothing of that
 * @param source who says so; empty where there is only one
 * @param value in the factor's unit, such as numeraire; above 0
 * @param confidence half-width of the source's confidence interval, in the unit of the value; null
 *     when not given
 * @param publishTime microseconds since the epoch
 * @param sequence number at the source; later prices of a source have larger ones
 * @param origin where the record came from
 */
public record OraclePrice(
    String factor,
    FactorKind kind,
    String source,
    BigDecimal value,
    BigDecimal confidence,
    long publishTime,
    long sequence,
    Origin origin) {

  /**
   * @throws RefusedException for an empty factor, a kind that no rule of this release rests on, a
   *     value that is not above 0 or does not fit decimal(38, 18), a negative confidence
   */
  public OraclePrice {
    factor = Texts.id(factor, "the factor of a price");
    if (kind != null) {
      RiskFactorParameters.requireKind(factor, kind);
    }
    source = Texts.label(source, "the source of a price");
    value = Decimals.checked(value, "price of " + factor);
    if (value.signum() <= 0) {
      throw new RefusedException(
          Refusal.NON_POSITIVE_PRICE,
          "price of " + factor + " is " + value.toPlainString() + ": it must be above 0.");
    }
    confidence =
        confidence == null
            ? null
            : Decimals.checkedNotNegative(confidence, "confidence of " + factor);
    Objects.requireNonNull(origin, "origin");
  }
}
