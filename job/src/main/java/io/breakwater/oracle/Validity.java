package io.breakwater.oracle;

/**
 * How far the value of a factor can be relied upon. The {@link #code} is what byte formats store;
 * it never changes.
 */
public enum Validity {
  /** The value decides. */
  VALID(1),
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
}
