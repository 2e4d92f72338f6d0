package io.breakwater.oracle;

import java.math.BigDecimal;

/**
 * Of how many sources an accepted value is made, and how far these lie apart.
 *
 * @param sources that the terms name; 0 where nobody judges
 * @param used of them
 * @param lowest value of the used; null where none is, or the only source is
 * @param highest value of the used; null likewise
 */
public record Spread(int sources, int used, BigDecimal lowest, BigDecimal highest) {
  /** Nobody judges the value. */
  public static final Spread UNJUDGED = new Spread(0, 0, null, null);

  /** Of the only source, whose value is the accepted one. */
  public static final Spread ONE_USED = new Spread(1, 1, null, null);

  /** The only source is not used. */
  public static final Spread ONE_UNUSED = new Spread(1, 0, null, null);
}
