package io.breakwater.margin.terms;

/** What an instrument is. The {@link #code} is what byte formats store; it never changes. */
public enum InstrumentKind {
  /** Linear perpetual future: profit is size · (price − entry). */
  PERPETUAL(1),
  /** Linear dated future: valued like {@link #PERPETUAL}. */
  FUTURE(2),
  /** Inverse perpetual of a value in the numeraire: profit is size · (price / entry − 1). */
  INVERSE_PERPETUAL(3),
  /** An asset that is deposited or owed. */
  ASSET(4);

  private final byte code;

  InstrumentKind(int code) {
    this.code = (byte) code;
  }

  /** The stable number of this kind in byte formats. */
  public byte code() {
    return code;
  }

  /** Whether accounts hold it as balances, not as positions. */
  public boolean isAsset() {
    return this == ASSET;
  }

  /** The kind with this {@link #code}. */
  public static InstrumentKind ofCode(int code) {
    for (InstrumentKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no instrument kind has the code " + code);
  }
}
