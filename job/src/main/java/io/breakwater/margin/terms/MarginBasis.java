package io.breakwater.margin.terms;

/** The notional on which a position's maintenance margin is taken. */
public enum MarginBasis {
  /** |size| · mark price: the requirement moves with the price. */
  MARK,
  /** |size| · entry price: the requirement is constant in the price. */
  ENTRY
}
