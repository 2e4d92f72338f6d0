package io.breakwater.cascade.record;

import java.math.BigDecimal;
import java.util.List;

/**
 * Who is below the threshold and still open.
 *
 * @param above of at least the dust value
 * @param below of less
 * @param latencyMillis from price to trigger; its values null on the event clock
 */
public record Backlog(Group above, Group below, Held held, Pending pending, Latency latencyMillis)
    implements AggregateValues {
  /**
   * Accounts together.
   *
   * @param deficit how much health is below zero, all together
   * @param oldestAgeMillis since the first of them came below; null where there is none
   */
  public record Group(
      long accounts, BigDecimal notional, BigDecimal deficit, Long oldestAgeMillis) {}

  /**
   * Accounts whose triggers are held back.
   *
   * @param oldestAgeMillis since the first of them is held; null where there is none
   * @param byFactor which doubtful factors they rest on, in order of their ids
   */
  public record Held(
      long accounts, BigDecimal notional, Long oldestAgeMillis, List<HeldBy> byFactor) {
    public Held {
      byFactor = List.copyOf(byFactor);
    }
  }

  /** How many held accounts rest on a doubtful factor. */
  public record HeldBy(String factor, long accounts) {}

  /** Accounts that cannot be valued. */
  public record Pending(long accounts) {}

  /** Quantiles, milliseconds. */
  public record Latency(Long p50, Long p99) {}

  @Override
  public AggregateKind kind() {
    return AggregateKind.BACKLOG;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.backlog(this);
  }
}
