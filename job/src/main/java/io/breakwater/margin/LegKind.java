package io.breakwater.margin;

/** The kinds of elements that an account holds. */
public enum LegKind {
  POSITION,
  DEPOSIT,
  DEBT
}
