package io.breakwater.margin.account;

import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.value.Decimals;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Rounding;
import io.breakwater.value.Texts;
import java.math.BigDecimal;
import java.util.Comparator;

/**
 * An amount of an asset, owned or owed.
 *
 * @param instrument the asset
 * @param side owned or owed; an asset may appear once as each
 * @param amount units of the asset, 0 or more; 0 says that there is none
 * @param index at which the amount was stated, of the borrow index for a debt and of the supply
 *     index for a deposit; null where that is not said
 * @param arrivalIndex the index that stood when it came; null where one is said, and while none is
 *     known
 */
public record Balance(
    String instrument,
    BalanceSide side,
    BigDecimal amount,
    BigDecimal index,
    BigDecimal arrivalIndex) {

  /** Balances that are equal in this order are the same element of an account. */
  static final Comparator<Balance> ORDER =
      Comparator.comparing(Balance::instrument).thenComparing(Balance::side);

  public Balance {
    instrument = Texts.id(instrument, "instrument of a balance");
    if (side == null) {
      throw new RefusedException(
          Refusal.UNKNOWN_KIND, "balance of " + instrument + " is neither DEPOSIT nor DEBT.");
    }
    amount = Decimals.checkedNotNegative(amount, "amount of " + instrument);
    index = checkedIndex(index, instrument);
    arrivalIndex = index == null ? checkedIndex(arrivalIndex, instrument) : null;
  }

  private static BigDecimal checkedIndex(BigDecimal index, String instrument) {
    if (index == null) {
      return null;
    }
    BigDecimal checked = Decimals.checked(index, "index of " + instrument);
    if (checked.signum() <= 0) {
      throw new RefusedException(
          Refusal.OUT_OF_RANGE,
          "index of "
              + instrument
              + " is "
              + checked.toPlainString()
              + ": what an amount is stated at is above 0.");
    }
    return checked;
  }

  /** As it is told: at which index it arrived is not. */
  public Balance(String instrument, BalanceSide side, BigDecimal amount, BigDecimal index) {
    this(instrument, side, amount, index, null);
  }

  public static Balance of(String instrument, BalanceSide side, BigDecimal amount) {
    return new Balance(instrument, side, amount, null);
  }

  /** The index from which it grows; null while that is not known. */
  public BigDecimal grownFrom() {
    return index == null ? arrivalIndex : index;
  }

  /** The same balance, having arrived at an index; itself where it says at which it was stated. */
  public Balance arrivedAt(BigDecimal standing) {
    return index == null ? new Balance(instrument, side, amount, null, standing) : this;
  }

  /** Whether it says the same as another, wherever they arrived. */
  boolean saysLike(Balance other) {
    return arrivedAt(null).equals(other.arrivedAt(null));
  }

  /** Whether it says that there is none. */
  boolean isEmpty() {
    return amount.signum() == 0;
  }

  /** Its name in a sentence. */
  public String name() {
    return side + " of " + instrument;
  }

  /**
   * How much of the factor that values it a balance is: its amount, or where that grows with an
   * index, its amount per index.
   *
   * @param factors of the asset; where they name an index, the one from which it grows is known
   */
  public BigDecimal units(InstrumentFactors factors) {
    return factors.index(side) == null
        ? amount
        : Rounding.perIndex(amount, grownFrom(), side == BalanceSide.DEBT);
  }

  /** Units of the asset as stated, negative for a debt. */
  public BigDecimal signedAmount() {
    return signed(amount);
  }

  /** A magnitude with the sign of this balance: negative for a debt. */
  public BigDecimal signed(BigDecimal magnitude) {
    return side == BalanceSide.DEBT ? magnitude.negate() : magnitude;
  }
}
