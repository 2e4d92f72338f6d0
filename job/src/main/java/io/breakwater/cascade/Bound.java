package io.breakwater.cascade;

/** What a projection promises. */
public enum Bound {
  /** The best estimate. */
  POINT,
  /** Never below what would happen. */
  UPPER
}
