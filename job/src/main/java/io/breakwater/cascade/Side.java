package io.breakwater.cascade;

/** Which way a price moves. */
public enum Side {
  /** It falls; what closes is sold. */
  DOWN,
  /** It rises; what closes is bought. */
  UP;

  /** −1 for DOWN, 1 for UP: the sign of a move. */
  public int sign() {
    return this == DOWN ? -1 : 1;
  }
}
