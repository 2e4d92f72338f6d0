package io.breakwater.kafka;

import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.value.Limits;
import java.io.Serializable;

/**
 * How large a record of one kind may be: no valid one is larger, and none that is costs more than
 * to be named.
 *
 * @param bytes of the whole value
 * @param items elements of all of its arrays together
 */
record RecordBounds(int bytes, int items) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of one value of a source: it has no arrays. */
  static final RecordBounds PRICE = new RecordBounds(Limits.PRICE_BYTES, 0);

  /** Of an update of an account: balances and positions. */
  static final RecordBounds ACCOUNT = new RecordBounds(Limits.ACCOUNT_BYTES, Limits.ELEMENTS);

  /** Of a balance of a fund: it has no arrays. */
  static final RecordBounds FUND = new RecordBounds(Limits.PRICE_BYTES, 0);

  /** Of the depth of a market: its points on both sides. */
  static final RecordBounds DEPTH =
      new RecordBounds(Limits.DEPTH_BYTES, 2 * MarketDepth.MOST_POINTS);

  /** Of parameters and policies: the terms in force and scheduled, each with its own array. */
  static final RecordBounds PARAMETERS =
      new RecordBounds(
          Limits.PARAMETER_BYTES, (1 + Limits.SCHEDULED) * Math.max(Limits.TIERS, Limits.SOURCES));
}
