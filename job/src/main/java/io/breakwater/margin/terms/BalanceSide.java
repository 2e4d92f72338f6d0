package io.breakwater.margin.terms;

/** Whether a balance is owned or owed. The {@link #code} is what byte formats store. */
public enum BalanceSide {
  DEPOSIT(1),
  DEBT(2);

  private final byte code;

  BalanceSide(int code) {
    this.code = (byte) code;
  }

  /** The stable number of this side in byte formats. */
  public byte code() {
    return code;
  }

  /** The side with this {@link #code}. */
  public static BalanceSide ofCode(int code) {
    for (BalanceSide side : values()) {
      if (side.code == code) {
        return side;
      }
    }
    throw new IllegalArgumentException("no balance side has the code " + code);
  }
}
