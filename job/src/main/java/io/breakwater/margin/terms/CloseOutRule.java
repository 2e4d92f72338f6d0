package io.breakwater.margin.terms;

/** How much of a liquidatable account a trigger says to close. */
public enum CloseOutRule {
  /** Everything: all positions, and where something is owed all debts and deposits. */
  FULL
}
