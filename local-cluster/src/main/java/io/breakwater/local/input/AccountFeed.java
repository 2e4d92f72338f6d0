package io.breakwater.local.input;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.event.Inbound;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The updates of an account feed, ordered by time, then line. Lines of one account and one time are
 * one update: they tell one moment's state, which nobody was to see in part, and the one with the
 * largest sequence stands. Of a feed whose lines are in the order of their times, only those of one
 * time are held in memory; of another, all, and malformed lines come first.
 */
public final class AccountFeed implements Iterator<Inbound<AccountUpdate>>, Closeable {
  private static final Comparator<Inbound<AccountUpdate>> BY_TIME =
      Comparator.comparingLong(
          inbound -> inbound.value() == null ? Long.MIN_VALUE : inbound.value().time());

  private final JsonLines<AccountUpdate> lines;
  private final Supplier<Inbound<AccountUpdate>> updates;
  private final Deque<Inbound<AccountUpdate>> moment = new ArrayDeque<>();
  private Inbound<AccountUpdate> ahead;

  private AccountFeed(JsonLines<AccountUpdate> lines, Supplier<Inbound<AccountUpdate>> updates) {
    this.lines = lines;
    this.updates = updates;
    this.ahead = updates.get();
    readMoment();
  }

  /** Reads the lines of the next time, with the malformed ones among and behind them. */
  private void readMoment() {
    Long time = null;
    Map<String, Long> newest = new HashMap<>();
    while (ahead != null && (time == null || isAt(time, ahead.value()))) {
      AccountUpdate update = ahead.value();
      if (update != null) {
        time = update.time();
        newest.merge(update.account(), update.sequence(), Math::max);
      }
      moment.add(ahead);
      ahead = updates.get();
    }
    moment.removeIf(line -> isReplaced(line.value(), newest));
  }

  private static boolean isAt(long time, AccountUpdate update) {
    return update == null || update.time() == time;
  }

  private static boolean isReplaced(AccountUpdate update, Map<String, Long> newest) {
    return update != null && update.sequence() < newest.get(update.account());
  }

  /** Opens a feed whose lines are, or are not, in the order of their times. */
  static AccountFeed open(Path path, boolean ordered) {
    JsonLines<AccountUpdate> lines = new JsonLines<>(path, AccountLine::read);
    return new AccountFeed(lines, ordered ? lines::next : sorted(lines)::poll);
  }

  private static Sorted sorted(JsonLines<AccountUpdate> lines) {
    List<Inbound<AccountUpdate>> all = new ArrayList<>();
    for (Inbound<AccountUpdate> next = lines.next(); next != null; next = lines.next()) {
      all.add(next);
    }
    all.sort(BY_TIME);
    return new Sorted(all.iterator());
  }

  private record Sorted(Iterator<Inbound<AccountUpdate>> all) {
    Inbound<AccountUpdate> poll() {
      return all.hasNext() ? all.next() : null;
    }
  }

  /** Whether the lines of a feed are in the order of their times. */
  static boolean isOrdered(Path path) {
    long before = Long.MIN_VALUE;
    try (JsonLines<AccountUpdate> lines = new JsonLines<>(path, AccountLine::read)) {
      for (Inbound<AccountUpdate> next = lines.next(); next != null; next = lines.next()) {
        if (next.value() != null) {
          if (next.value().time() < before) {
            return false;
          }
          before = next.value().time();
        }
      }
    }
    return true;
  }

  @Override
  public boolean hasNext() {
    return !moment.isEmpty();
  }

  @Override
  public Inbound<AccountUpdate> next() {
    Inbound<AccountUpdate> next = moment.remove();
    if (moment.isEmpty()) {
      readMoment();
    }
    return next;
  }

  @Override
  public void close() {
    lines.close();
  }
}
