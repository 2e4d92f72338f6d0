package io.breakwater.margin.account;

import java.util.Objects;

/**
 * A part of an account with the sequence of the update that said so. An empty value (size or amount
 * 0) marks a part that was removed; it is kept so that an older update cannot bring it back.
 */
public record Element<T>(T value, long sequence) {
  public Element {
    Objects.requireNonNull(value, "value");
  }
}
