package io.breakwater.margin.trigger;

/** The kind of event that made a decision necessary. */
public enum CauseType {
  /** An accepted price. */
  PRICE,
  /** A price has become, or is no longer, good enough to liquidate at. */
  VALIDITY,
  /** Time alone: a grace is over, or an account has been pending for long. */
  TIMER,
  /** The job has caught up with its inputs. */
  READY,
  /** An update of the account itself. */
  ACCOUNT,
  /** Parameters of an instrument that the account holds. */
  PARAMETERS,
  /** The policy. */
  POLICY,
  /** None of these: the job has started, and says again what stands. */
  EPOCH
}
