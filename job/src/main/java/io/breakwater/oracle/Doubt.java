package io.breakwater.oracle;

/**
 * Why a source is not used, or a factor is not VALID; in the order in which records list them. The
 * {@link #code} is what byte formats store; it never changes.
 */
public enum Doubt {
  /** Its last value is older than the source's maximum age, or none was ever heard. */
  STALE(1),
  /** It has jumped from the accepted value, and nothing confirms that. */
  UNCONFIRMED_JUMP(2),
  /** It deviates from the others, or no one can tell who of them is right. */
  DEVIATION(3),
  /** The source itself is too unsure. */
  CONFIDENCE(4),
  /** Fewer are used than the minimum. */
  TOO_FEW_SOURCES(5),
  /** It is not strictly inside of the bounds. */
  OUT_OF_BOUNDS(6),
  /** The factor was silent, and has not been back for long, or by one unconfirmed value. */
  GRACE(7);

  private final byte code;

  Doubt(int code) {
    this.code = (byte) code;
  }

  /** The stable number of this doubt in byte formats. */
  public byte code() {
    return code;
  }
}
