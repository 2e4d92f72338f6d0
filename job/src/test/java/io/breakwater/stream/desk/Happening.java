package io.breakwater.stream.desk;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;

/** What happens to a desk, one after the other. */
public sealed interface Happening {

  /** An account update that is applied at this time, microseconds since the epoch. */
  record Update(AccountUpdate update, long time) implements Happening {}

  /**
   * A market event.
   *
   * @param input that it follows from; null for what another event before it followed from
   */
  record Market(MarketEvent event, MarketInput input) implements Happening {}
}
