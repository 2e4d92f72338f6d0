package io.breakwater.stream.event;

/**
 * What a source made of a record: a value, or the reason why there is none. Exactly one is set.
 *
 * @param value the domain value; null when rejected
 * @param rejected why it cannot be used; null when it can
 */
public record Inbound<T>(T value, RejectedRecord rejected) {
  public Inbound {
    if ((value == null) == (rejected == null)) {
      throw new IllegalArgumentException("an inbound record is either a value or rejected");
    }
  }

  public static <T> Inbound<T> of(T value) {
    return new Inbound<>(value, null);
  }

  public static <T> Inbound<T> rejected(RejectedRecord rejected) {
    return new Inbound<>(null, rejected);
  }
}
