package io.breakwater.cascade;

/**
 * What a reader of an aggregate must know of the inputs that it rests on; in the order of records.
 */
public enum Flag {
  /** The depth is older than its maximum age, or there is none. */
  DEPTH_STALE,
  /** More is sold than the depth tells of: its last slope was taken further. */
  DEPTH_EXTRAPOLATED,
  /** The instrument's fallback stands in for its depth. */
  IMPACT_FALLBACK,
  /** There is neither depth nor a model of impact. */
  IMPACT_MISSING,
  /** The price is DEGRADED. */
  PRICE_DEGRADED,
  /** The price is RECOVERING. */
  PRICE_RECOVERING,
  /** The price is HALTED. */
  PRICE_HALTED,
  /** Nobody judges the price. */
  PRICE_UNJUDGED,
  /** Accounts that cannot be valued are in no sum. */
  PENDING_ACCOUNTS,
  /** Accounts whose triggers are held back are counted in. */
  HELD_ACCOUNTS,
  /** Something is larger than what the aggregate can count. */
  TOO_LARGE
}
