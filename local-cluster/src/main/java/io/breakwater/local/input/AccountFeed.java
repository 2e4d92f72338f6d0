package io.breakwater.local.input;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.stream.event.Inbound;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * The updates of an account feed, ordered by time, then line. A feed whose lines are in the order
 * of their times is not held in memory; of another, malformed lines come first.
 */
public final class AccountFeed implements Iterator<Inbound<AccountUpdate>>, Closeable {
  private static final Comparator<Inbound<AccountUpdate>> BY_TIME =
      Comparator.comparingLong(
          inbound -> inbound.value() == null ? Long.MIN_VALUE : inbound.value().time());

  private final JsonLines<AccountUpdate> lines;
  private final Supplier<Inbound<AccountUpdate>> updates;
  private Inbound<AccountUpdate> ahead;

  private AccountFeed(JsonLines<AccountUpdate> lines, Supplier<Inbound<AccountUpdate>> updates) {
    this.lines = lines;
    this.updates = updates;
    this.ahead = updates.get();
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
    return ahead != null;
  }

  @Override
  public Inbound<AccountUpdate> next() {
    if (ahead == null) {
      throw new NoSuchElementException();
    }
    Inbound<AccountUpdate> next = ahead;
    ahead = updates.get();
    return next;
  }

  @Override
  public void close() {
    lines.close();
  }
}
