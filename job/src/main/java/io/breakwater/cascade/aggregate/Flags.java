package io.breakwater.cascade.aggregate;

import io.breakwater.cascade.Flag;
import io.breakwater.cascade.slice.RowSums;
import java.util.EnumSet;
import java.util.Set;

/** What a reader must know of the accounts and the prices that aggregates rest on. */
public final class Flags {
  private Flags() {}

  /** Of the accounts of a row, or of all. */
  public static Set<Flag> of(RowSums sums) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (sums.pending() > 0) {
      flags.add(Flag.PENDING_ACCOUNTS);
    }
    if (sums.held().notional().accounts() > 0) {
      flags.add(Flag.HELD_ACCOUNTS);
    }
    if (sums.isTooLarge()) {
      flags.add(Flag.TOO_LARGE);
    }
    return flags;
  }

  /** Of a price; of the whole system, of every price that has a row. */
  public static Set<Flag> of(PriceFacts price) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (!price.isJudged()) {
      flags.add(Flag.PRICE_UNJUDGED);
    }
    switch (price.validity()) {
      case DEGRADED -> flags.add(Flag.PRICE_DEGRADED);
      case RECOVERING -> flags.add(Flag.PRICE_RECOVERING);
      case HALTED -> flags.add(Flag.PRICE_HALTED);
      case VALID -> {}
    }
    return flags;
  }
}
