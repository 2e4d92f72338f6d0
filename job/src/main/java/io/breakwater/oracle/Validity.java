package io.breakwater.oracle;

/**
 * How far the value of a factor can be relied upon. The {@link #code} is what byte formats store;
 * it never changes.
 */
public enum Validity {
  /** The value decides. */
  VALID(1),
  /** The value is made of few sources, or of one that is not sure of it. */
  DEGRADED(2),
  /** Its sources were silent, and have not been back for long. */
  RECOVERING(3),
  /** The value is an earlier one: the present one cannot be told. */
  HALTED(4);

  private final byte code;

  Validity(int code) {
    this.code = (byte) code;
  }

  /** The stable number of this validity in byte formats. */
  public byte code() {
    return code;
  }

  /** The worse of two. */
  public static Validity worse(Validity a, Validity b) {
    return a.code >= b.code ? a : b;
  }
}
