package io.breakwater.cascade.aggregate;

import io.breakwater.cascade.record.Backlog;
import io.breakwater.cascade.slice.BacklogSums;
import io.breakwater.cascade.slice.HeldSums;
import io.breakwater.cascade.slice.RowSums;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/** Tells {@link Backlog}: ages are whole milliseconds from the time that began to the marker. */
public final class Backlogs {
  private static final long MICROS_PER_MILLI = 1_000;

  private Backlogs() {}

  /**
   * The backlog of a row, or of all.
   *
   * @param asOf of the marker, microseconds since the epoch
   * @param ids of factors by their integers
   * @param latency from price to trigger
   */
  public static Backlog of(
      RowSums sums, long asOf, IntFunction<String> ids, Backlog.Latency latency) {
    return new Backlog(
        group(sums.above(), asOf),
        group(sums.below(), asOf),
        held(sums.held(), asOf, ids),
        new Backlog.Pending(sums.pending()),
        latency);
  }

  private static Backlog.Group group(BacklogSums group, long asOf) {
    return new Backlog.Group(
        group.sums().accounts(),
        group.sums().sum(BacklogSums.NOTIONAL),
        group.sums().sum(BacklogSums.DEFICIT),
        ageMillis(group.oldest(), asOf));
  }

  private static Backlog.Held held(HeldSums held, long asOf, IntFunction<String> ids) {
    List<Backlog.HeldBy> byFactor =
        held.byFactor().entrySet().stream()
            .map(entry -> new Backlog.HeldBy(ids.apply(entry.getKey()), entry.getValue()))
            .sorted(Comparator.comparing(Backlog.HeldBy::factor))
            .toList();
    return new Backlog.Held(
        held.notional().accounts(),
        held.notional().sum(0),
        ageMillis(held.oldest(), asOf),
        byFactor);
  }

  private static Long ageMillis(long since, long asOf) {
    return since == RowSums.NO_TIME ? null : (asOf - since) / MICROS_PER_MILLI;
  }
}
