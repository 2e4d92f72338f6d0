package io.breakwater.oracle.judge;

/**
 * What a factor was judged for. At one instant they come in this order, accounts between the first
 * two. The {@link #code} is what byte formats store; it never changes.
 */
public enum JudgedBy {
  /** Other terms, or another scale. */
  PARAMETERS(1),
  /** A value of a source. */
  VALUE(2),
  /** Time alone: a source has fallen silent, or the grace after a silence is over. */
  TIME(3);

  private final byte code;

  JudgedBy(int code) {
    this.code = (byte) code;
  }

  /** The stable number in byte formats. */
  public byte code() {
    return code;
  }
}
