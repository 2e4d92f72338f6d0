package io.breakwater.margin.account;

import io.breakwater.value.Origin;
import io.breakwater.value.Texts;
import java.util.Objects;

/**
 * One record of the {@code accounts} stream.
 *
 * @param account the account
 * @param sequence the venue's number of this state of the account; later states have larger ones
 * @param time microseconds since the epoch; 0 when unknown
 * @param change the state
 * @param origin where it came from
 */
public record AccountUpdate(
    String account, long sequence, long time, AccountChange change, Origin origin) {
  public AccountUpdate {
    account = Texts.id(account, "account id");
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(origin, "origin");
  }
}
