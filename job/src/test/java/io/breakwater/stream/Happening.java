package io.breakwater.stream;

import io.breakwater.margin.AccountUpdate;

/** What happens to a desk, one after the other. */
public sealed interface Happening {

  /** An account update that is applied at this time, microseconds since the epoch. */
  record Update(AccountUpdate update, long time) implements Happening {}

  /** A market event. */
  record Market(MarketEvent event) implements Happening {}
}
