package io.breakwater.value;

/** Input that cannot be used. The message is a sentence that says what is wrong and what to do. */
public final class RefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final Refusal reason;

  public RefusedException(Refusal reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The closed set of reasons, for counting and for the rejected record. */
  public Refusal reason() {
    return reason;
  }
}
