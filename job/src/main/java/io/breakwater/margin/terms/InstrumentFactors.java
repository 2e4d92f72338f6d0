package io.breakwater.margin.terms;

import io.breakwater.oracle.Product;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;

/**
 * The risk factors on which the worth of an instrument rests. Several instruments can share them:
 * what they hold then moves together.
 *
 * @param price prices the instrument, numeraire per unit
 * @param borrowIndex at which debts of an asset grow; null where they do not
 * @param supplyIndex at which deposits of an asset grow; null where they do not
 */
public record InstrumentFactors(String price, String borrowIndex, String supplyIndex) {
  /**
   * @throws RefusedException for an empty or malformed id, and {@link Refusal#CONTRADICTION} for an
   *     index that is the price itself
   */
  public InstrumentFactors {
    price = Texts.id(price, "the factor that prices an instrument");
    borrowIndex = index(borrowIndex, "borrowIndex", price);
    supplyIndex = index(supplyIndex, "supplyIndex", price);
  }

  private static String index(String index, String name, String price) {
    if (index == null) {
      return null;
    }
    String id = Texts.id(index, name);
    if (id.equals(price)) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          name + " is the factor of the price, " + price + ": name another.");
    }
    Texts.id(new Product(price, id).impliedId(), "the product of price and " + name);
    return id;
  }

  /** Priced by the factor that has the instrument's own id, without indexes. */
  public static InstrumentFactors own(String instrument) {
    return new InstrumentFactors(instrument, null, null);
  }

  /** The index at which balances of a side grow; null where they do not. */
  public String index(BalanceSide side) {
    return switch (side) {
      case DEPOSIT -> supplyIndex;
      case DEBT -> borrowIndex;
    };
  }

  /**
   * What an index makes of the price: the product that balances of a side are valued at; null where
   * they do not grow.
   */
  public Product grown(BalanceSide side) {
    String index = index(side);
    return index == null ? null : new Product(price, index);
  }

  /** The factor at which balances of a side are valued: of the price, or of its product. */
  public String of(BalanceSide side) {
    Product grown = grown(side);
    return grown == null ? price : grown.impliedId();
  }
}
