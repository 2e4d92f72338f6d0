package io.breakwater.oracle;

import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import io.breakwater.value.Texts;

/**
 * The two factors that a derived factor is the product of, such as a rate and its base or a price
 * and a borrow index. Their order is that of the record and matters for nothing but names.
 *
 * @param left id of a factor
 * @param right id of another factor
 */
public record Product(String left, String right) {
  private static final String TIMES = "*";

  /**
   * @throws RefusedException {@link Refusal#CONTRADICTION} when both are the same factor
   */
  public Product {
    left = Texts.id(left, "an operand of a product");
    right = Texts.id(right, "an operand of a product");
    if (left.equals(right)) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "a product takes " + left + " twice: each observed factor may be in it once.");
    }
  }

  /**
   * The id of a product that nobody has named: of a price and the index at which an asset's debts
   * or deposits grow.
   */
  public String impliedId() {
    return left + TIMES + right;
  }

  @Override
  public String toString() {
    return left + " × " + right;
  }
}
