package io.breakwater.local.bench.stage;

import io.breakwater.margin.terms.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What a reader of a table of levels sees of its rows. Thread-safe. */
public final class LevelRows {
  private final Map<String, Level> levels = new HashMap<>();
  private long rows;
  private long seenChanges;
  private long lastNanos = System.nanoTime();

  /** Takes a row; a null level says that the account has left the table. */
  public synchronized void add(String account, Level level) {
    Level before = level == null ? levels.remove(account) : levels.put(account, level);
    rows++;
    if (before != level) {
      seenChanges++;
    }
    lastNanos = System.nanoTime();
  }

  /** Forgets how many rows there were, but not what they said. */
  public synchronized void countFromNow() {
    rows = 0;
    seenChanges = 0;
  }

  /** Whether so many accounts have a level and no row has come for so long. */
  public synchronized boolean isSettled(int accounts, Duration silence) {
    return levels.size() == accounts && System.nanoTime() - lastNanos > silence.toNanos();
  }

  /** What the rows said so far. */
  public synchronized Answer.Rows answer() {
    return new Answer.Rows(Map.copyOf(levels), rows, seenChanges);
  }
}
