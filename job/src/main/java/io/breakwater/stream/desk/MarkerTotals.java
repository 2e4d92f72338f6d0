package io.breakwater.stream.desk;

import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.cascade.slice.Latencies;
import io.breakwater.cascade.slice.Slice;
import io.breakwater.stream.event.Capacity;
import io.breakwater.stream.event.MarkedSlice;
import io.breakwater.stream.event.MarkerFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts the slices of each marker together, and tells its aggregates with the depth and the funds of
 * its time. Of a marker of which one subtask does not know all accounts nothing is told. Not
 * thread-safe.
 */
public final class MarkerTotals {
  private final Consumer<RiskAggregate> output;
  private final TreeMap<Long, Total> totals = new TreeMap<>();
  private final Map<String, Capacity> depths = new TreeMap<>();
  private final Map<String, Capacity> funds = new TreeMap<>();

  /** Depths and funds whose time has not come, by their times; of one time as they came. */
  private final TreeMap<Long, List<Capacity>> early = new TreeMap<>();

  /** The slices of one marker that have come. */
  private static final class Total {
    private final List<MarkedSlice> slices = new ArrayList<>();

    boolean isComplete() {
      return slices.size() == slices.get(0).subtasks();
    }

    void tell(MarketCapacity capacity, Consumer<RiskAggregate> output) {
      Slice sum = new Slice();
      MarkerFacts facts = null;
      SortedMap<String, Latencies> latencies = new TreeMap<>();
      for (MarkedSlice slice : slices) {
        if (slice.slice() == null) {
          return;
        }
        sum.merge(slice.slice());
        slice
            .latencies()
            .forEach(
                (price, more) ->
                    latencies.computeIfAbsent(price, each -> new Latencies()).merge(more));
        facts = slice.facts() == null ? facts : slice.facts();
      }
      MarkedSlice any = slices.get(0);
      new MarkerAggregates(any.asOf(), any.marketSequence(), facts, sum, latencies, capacity)
          .tell(output);
    }
  }

  /**
   * @param output who is told aggregates
   */
  public MarkerTotals(Consumer<RiskAggregate> output) {
    this.output = output;
  }

  /** A subtask's slice has come. */
  public void add(MarkedSlice slice) {
    totals.computeIfAbsent(slice.asOf(), asOf -> new Total()).slices.add(slice);
  }

  /** A depth or a fund is what it says from now on, unless it is older than the last. */
  public void now(Capacity capacity) {
    if (capacity.depth() != null) {
      depths.merge(capacity.depth().depth().instrument(), capacity, MarkerTotals::newer);
    } else {
      funds.merge(capacity.fund().fund().fund(), capacity, MarkerTotals::newer);
    }
  }

  private static Capacity newer(Capacity known, Capacity next) {
    return next.time() < known.time() ? known : next;
  }

  /** A depth or a fund is what it says from its time on. */
  public void at(Capacity capacity) {
    early.computeIfAbsent(capacity.time(), time -> new ArrayList<>()).add(capacity);
  }

  /** Tells all markers up to a time whose slices have come; microseconds since the epoch. */
  public void tellUpTo(long time) {
    while (!totals.isEmpty()
        && totals.firstKey() <= time
        && totals.firstEntry().getValue().isComplete()) {
      Map.Entry<Long, Total> first = totals.pollFirstEntry();
      takeUpTo(first.getKey());
      first.getValue().tell(capacityNow(), output);
    }
    if (totals.isEmpty()) {
      takeUpTo(time);
    }
  }

  private void takeUpTo(long time) {
    while (!early.isEmpty() && early.firstKey() <= time) {
      early.pollFirstEntry().getValue().forEach(this::now);
    }
  }

  private MarketCapacity capacityNow() {
    Map<String, MarketDepth> markets = new HashMap<>();
    depths.forEach((instrument, each) -> markets.put(instrument, each.depth().depth()));
    Map<String, InsuranceFund> balances = new HashMap<>();
    funds.forEach((fund, each) -> balances.put(fund, each.fund().fund()));
    return new MarketCapacity(markets, balances);
  }

  /** The slices whose markers are not told. */
  public List<MarkedSlice> slices() {
    return totals.values().stream().flatMap(total -> total.slices.stream()).toList();
  }

  /** The last depths and funds. */
  public List<Capacity> capacity() {
    List<Capacity> all = new ArrayList<>(depths.values());
    all.addAll(funds.values());
    return all;
  }

  /** Depths and funds whose time has not come, in the order of their times. */
  public List<Capacity> early() {
    return early.values().stream().flatMap(List::stream).toList();
  }

  /** Takes over what another was. */
  public void restore(
      Iterable<MarkedSlice> slices, Iterable<Capacity> known, Iterable<Capacity> notYet) {
    slices.forEach(this::add);
    known.forEach(this::now);
    notYet.forEach(this::at);
  }
}
