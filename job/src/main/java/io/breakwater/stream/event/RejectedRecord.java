package io.breakwater.stream.event;

import io.breakwater.value.Limits;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;

/**
 * A record that could not be used. Message and account are held to {@link Limits#SENTENCE}
 * characters, since they may quote what nobody has checked yet.
 *
 * @param origin which one, with its bytes
 * @param reason the closed set of reasons
 * @param message a sentence that says what is wrong and what to do
 * @param account whose update it was; null when not known or not one
 * @param time of the record, microseconds since the epoch; null when not known
 */
public record RejectedRecord(
    Origin origin, Refusal reason, String message, String account, Long time) {
  public RejectedRecord {
    message = Limits.shortened(message);
    account = account == null ? null : Limits.shortened(account);
  }
}
