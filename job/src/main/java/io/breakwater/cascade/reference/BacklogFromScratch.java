package io.breakwater.cascade.reference;

import io.breakwater.cascade.record.Backlog;
import io.breakwater.margin.model.Doubts;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Backlog of a row, or of all. */
final class BacklogFromScratch {
  private BacklogFromScratch() {}

  /**
   * Backlog of some accounts.
   *
   * @param row whose positions are counted; null for all
   * @param pending how many of them cannot be valued
   */
  static Backlog of(List<Counted> counted, String row, long pending, Marker marker) {
    List<Counted> above = new ArrayList<>();
    List<Counted> below = new ArrayList<>();
    for (Counted account : counted) {
      if (account.isBacklog()) {
        boolean isDust = account.positions(row).compareTo(marker.terms().dustValue()) < 0;
        (isDust ? below : above).add(account);
      }
    }
    return new Backlog(
        group(above, row, marker),
        group(below, row, marker),
        held(counted, row, marker),
        new Backlog.Pending(pending),
        new Backlog.Latency(null, null));
  }

  private static Backlog.Group group(List<Counted> accounts, String row, Marker marker) {
    Contributions sums = new Contributions(2);
    Long oldest = null;
    for (Counted account : accounts) {
      sums.add(account.positions(row), account.deficit());
      oldest = Ages.longer(oldest, Ages.millis(account.holder().belowSince(), marker.asOf()));
    }
    return new Backlog.Group(sums.accounts(), sums.sum(0), sums.sum(1), oldest);
  }

  private static Backlog.Held held(List<Counted> counted, String row, Marker marker) {
    Contributions sums = new Contributions(1);
    TreeMap<String, Long> byFactor = new TreeMap<>();
    Long oldest = null;
    for (Counted account : counted) {
      if (account.isBacklog() && account.holder().isHeld()) {
        sums.add(account.positions(row));
        oldest = Ages.longer(oldest, Ages.millis(account.holder().heldSince(), marker.asOf()));
        doubtful(account, marker).forEach(factor -> byFactor.merge(factor, 1L, Long::sum));
      }
    }
    return new Backlog.Held(
        sums.accounts(),
        sums.sum(0),
        oldest,
        byFactor.entrySet().stream()
            .map(each -> new Backlog.HeldBy(each.getKey(), each.getValue()))
            .toList());
  }

  /** What is doubtful of what an account rests on. */
  private static SortedSet<String> doubtful(Counted account, Marker marker) {
    SortedSet<String> doubtful = new TreeSet<>();
    for (String factor : marker.model().factors(account.account(), marker.market())) {
      doubtful.addAll(Doubts.of(factor, marker.market()));
    }
    return doubtful;
  }
}
