package io.breakwater.margin.account;

import io.breakwater.value.Decimals;
import io.breakwater.value.Texts;
import java.math.BigDecimal;
import java.util.Comparator;

/**
 * An open position.
 *
 * @param instrument the contract
 * @param leg tells several positions in one contract apart (hedge mode); empty by default
 * @param size signed: contracts, or for inverse contracts numeraire; 0 says that there is none
 * @param entryPrice numeraire per contract, 0 or more
 * @param fundingIndex index at which funding was last settled; null where none accrues
 */
public record Position(
    String instrument,
    String leg,
    BigDecimal size,
    BigDecimal entryPrice,
    BigDecimal fundingIndex) {

  /** Positions that are equal in this order are the same element of an account. */
  static final Comparator<Position> ORDER =
      Comparator.comparing(Position::instrument).thenComparing(Position::leg);

  public Position {
    instrument = Texts.id(instrument, "instrument of a position");
    leg = Texts.label(leg, "leg of a position");
    size = Decimals.checked(size, "size of " + instrument);
    entryPrice = Decimals.checkedNotNegative(entryPrice, "entryPrice of " + instrument);
    fundingIndex =
        fundingIndex == null
            ? null
            : Decimals.checked(fundingIndex, "fundingIndex of " + instrument);
  }

  /** Whether it says that there is none. */
  boolean isEmpty() {
    return size.signum() == 0;
  }

  /** Its name in a sentence. */
  String name() {
    return "position in " + instrument + " leg '" + leg + "'";
  }

  public static Position of(String instrument, BigDecimal size, BigDecimal entryPrice) {
    return new Position(instrument, "", size, entryPrice, null);
  }
}
