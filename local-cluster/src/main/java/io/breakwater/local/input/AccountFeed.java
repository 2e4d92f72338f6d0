package io.breakwater.local.input;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.event.Inbound;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The updates of an account feed, ordered by time, then line. Lines of one account and one time are
 * one update: they tell one moment's state, which nobody was to see in part, and the one with the
 * largest sequence stands. Of a feed whose lines are in the order of their times, only those of one
 * time are held in memory; of another, all, and malformed lines come first.
 */
public final class AccountFeed implements Iterator<Inbound<AccountUpdate>>, Closeable {
  private static final OrderedLines.Kind<AccountUpdate> KIND =
      new OrderedLines.Kind<>(AccountLine::read, AccountUpdate::time);

  private final OrderedLines<AccountUpdate> updates;
  private final Deque<Inbound<AccountUpdate>> moment = new ArrayDeque<>();
  private Inbound<AccountUpdate> ahead;

  private AccountFeed(OrderedLines<AccountUpdate> updates) {
    this.updates = updates;
    readAhead();
    readMoment();
  }

  private void readAhead() {
    ahead = updates.hasNext() ? updates.next() : null;
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
      readAhead();
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
    return new AccountFeed(OrderedLines.open(path, KIND, ordered));
  }

  /** Whether the lines of a feed are in the order of their times. */
  static boolean isOrdered(Path path) {
    return OrderedLines.isOrdered(path, KIND);
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
    updates.close();
  }
}
