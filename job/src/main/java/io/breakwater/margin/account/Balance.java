package io.breakwater.margin.account;

import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.value.Decimals;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;
import java.math.BigDecimal;
import java.util.Comparator;

/**
 * An amount of an asset, owned or owed.
 *
 * @param instrument the asset
 * @param side owned or owed; an asset may appear once as each
 * @param amount units of the asset, 0 or more; 0 says that there is none
 * @param borrowIndex index at which interest was last settled; null where none accrues
 */
public record Balance(
    String instrument, BalanceSide side, BigDecimal amount, BigDecimal borrowIndex) {

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
    borrowIndex =
        borrowIndex == null
            ? null
            : Decimals.checkedNotNegative(borrowIndex, "borrowIndex of " + instrument);
  }

  public static Balance of(String instrument, BalanceSide side, BigDecimal amount) {
    return new Balance(instrument, side, amount, null);
  }

  /** Whether it says that there is none. */
  boolean isEmpty() {
    return amount.signum() == 0;
  }

  /** Its name in a sentence. */
  String name() {
    return side + " of " + instrument;
  }

  /** Units of the asset, negative for a debt. */
  public BigDecimal signedAmount() {
    return side == BalanceSide.DEBT ? amount.negate() : amount;
  }
}
