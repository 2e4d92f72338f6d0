package io.breakwater.margin.model;

/** The kinds of elements that an account holds. */
public enum LegKind {
  POSITION,
  DEPOSIT,
  DEBT
}
