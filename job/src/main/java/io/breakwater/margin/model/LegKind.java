package io.breakwater.margin.model;

import io.breakwater.margin.terms.BalanceSide;

/** The kinds of elements that an account holds. */
public enum LegKind {
  POSITION,
  DEPOSIT,
  DEBT;

  /** The kind of a balance on a side. */
  public static LegKind of(BalanceSide side) {
    return switch (side) {
      case DEPOSIT -> DEPOSIT;
      case DEBT -> DEBT;
    };
  }
}
