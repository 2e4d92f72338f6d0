package io.breakwater.margin;

/** The kind of event that made a decision necessary. */
public enum CauseType {
  /** An accepted price. */
  PRICE,
  /** An update of the account itself. */
  ACCOUNT,
  /** Parameters of an instrument that the account holds. */
  PARAMETERS,
  /** The policy. */
  POLICY,
  /** None of these: the job has started, and says again what stands. */
  EPOCH
}
