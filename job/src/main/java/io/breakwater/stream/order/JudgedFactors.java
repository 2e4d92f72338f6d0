package io.breakwater.stream.order;

import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.FactorJudge;
import io.breakwater.oracle.judge.FactorState;
import io.breakwater.stream.event.MarketInput;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * All factors of one subtask of the judge, and when something is due for which. Derived from what
 * is stored, and written behind: {@link #writeChanged}. Not thread-safe.
 */
public final class JudgedFactors {
  private final FactorJudge.Output output;
  private final Map<String, Entry> factors = new HashMap<>();
  private final Set<Entry> changed = new HashSet<>();
  private final TreeSet<Deadline> deadlines =
      new TreeSet<>(
          Comparator.comparingLong(Deadline::time)
              .thenComparing(deadline -> deadline.entry().factor.id()));
  private final int[] counts = new int[Validity.values().length];
  private int waiting;

  /** A factor with a time before which nothing is due. */
  private static final class Entry {
    final JudgedFactor factor;
    long due = FactorJudge.NEVER;

    Entry(JudgedFactor factor) {
      this.factor = factor;
    }
  }

  /** That a factor is to be looked at. */
  private record Deadline(long time, Entry entry) {}

  /** What is done with one factor. */
  private interface Step {
    void take(JudgedFactor factor);
  }

  public JudgedFactors(FactorJudge.Output output) {
    this.output = output;
  }

  /** Takes over what is stored of a factor. */
  public void restore(String id, FactorRecord stored) {
    Entry entry = new Entry(new JudgedFactor(id, stored.state(), output));
    factors.put(id, entry);
    stored.waiting().forEach(entry.factor::defer);
    count(entry, 1);
    schedule(entry);
  }

  private Entry entry(String id) {
    Entry known = factors.get(id);
    if (known == null) {
      known = new Entry(new JudgedFactor(id, FactorState.EMPTY, output));
      factors.put(id, known);
    }
    return known;
  }

  /** Keeps an input of a factor until its time is due. */
  public void defer(String id, MarketInput input) {
    change(entry(id), factor -> factor.defer(input));
  }

  /** Applies an input of a factor at a time, after all that was due before. */
  public void apply(String id, MarketInput input, long time) {
    Entry entry = entry(id);
    boolean isBehind = entry.due < time;
    change(
        entry,
        factor -> {
          if (isBehind) {
            factor.passTo(time - 1);
          }
          factor.apply(input, time);
        });
  }

  private void change(Entry entry, Step step) {
    count(entry, -1);
    step.take(entry.factor);
    count(entry, 1);
    changed.add(entry);
    schedule(entry);
  }

  private void count(Entry entry, int by) {
    waiting += by * entry.factor.waitingCount();
    Validity validity = entry.factor.validity();
    if (validity != null) {
      counts[validity.ordinal()] += by;
    }
  }

  private void schedule(Entry entry) {
    long next = entry.factor.nextTime();
    if (next < entry.due) {
      deadlines.remove(new Deadline(entry.due, entry));
      entry.due = next;
      deadlines.add(new Deadline(next, entry));
    }
  }

  /** When something is due, or may be, microseconds; {@link FactorJudge#NEVER} for never. */
  public long nextTime() {
    return deadlines.isEmpty() ? FactorJudge.NEVER : deadlines.first().time();
  }

  /** Everything happens whose time is at most this, for each factor in order. */
  public void passTo(long limit) {
    while (nextTime() <= limit && !deadlines.isEmpty()) {
      Entry entry = deadlines.pollFirst().entry();
      entry.due = FactorJudge.NEVER;
      change(entry, factor -> factor.passTo(limit));
    }
  }

  /**
   * No more will come: everything happens up to the last that waits for each factor, or up to a
   * later time that has passed.
   */
  public void passToEnd(long passed) {
    for (Entry entry : factors.values()) {
      change(entry, factor -> factor.passToEnd(passed));
    }
  }

  /** How many factors are judged, of one validity. */
  public int count(Validity validity) {
    return counts[validity.ordinal()];
  }

  /** How many inputs are kept because they are not due. */
  public int waitingCount() {
    return waiting;
  }

  /** Hands out all that has changed since the last time. */
  public void writeChanged(BiConsumer<String, FactorRecord> writer) {
    for (Entry entry : changed) {
      writer.accept(entry.factor.id(), entry.factor.toRecord());
    }
    changed.clear();
  }
}
