package io.breakwater.stream.order;

import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.FactorJudge;
import io.breakwater.oracle.judge.FactorState;
import io.breakwater.stream.event.MarketInput;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * All factors of one subtask of the judge, and when something is due for which. Derived from what
 * is stored, and written behind: {@link #writeChanged}. Of those that nobody has named only so many
 * values are kept, see {@link UnnamedValues}. Not thread-safe.
 */
public final class JudgedFactors {
  private final FactorJudge.Output output;
  private final Map<String, Entry> factors = new HashMap<>();
  private final Map<String, Entry> changed = new HashMap<>();
  private final UnnamedValues unnamed = new UnnamedValues();
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
    boolean stored;

    Entry(JudgedFactor factor, boolean stored) {
      this.factor = factor;
      this.stored = stored;
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
    Entry entry =
        new Entry(new JudgedFactor(id, stored.state(), stored.named(), output, unnamed), true);
    factors.put(id, entry);
    stored.waiting().forEach(entry.factor::defer);
    count(entry, 1);
    schedule(entry);
  }

  private Entry entry(String id) {
    Entry known = factors.get(id);
    if (known == null) {
      Entry forgotten = changed.get(id);
      known =
          new Entry(
              new JudgedFactor(id, FactorState.EMPTY, false, output, unnamed),
              forgotten != null && forgotten.stored);
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
    if (entry.factor.isNothing()) {
      forget(entry);
    } else {
      changed.put(entry.factor.id(), entry);
      schedule(entry);
    }
  }

  /** What is refused leaves nothing behind; what is stored of it is removed when it is written. */
  private void forget(Entry entry) {
    factors.remove(entry.factor.id());
    deadlines.remove(new Deadline(entry.due, entry));
    if (entry.stored) {
      changed.put(entry.factor.id(), entry);
    } else {
      changed.remove(entry.factor.id());
    }
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
    for (Entry entry : List.copyOf(factors.values())) {
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

  /** How many values are kept of factors that nobody has named. */
  public int unnamedCount() {
    return unnamed.count();
  }

  /** Hands out all that has changed since the last time: null for what is known no more. */
  public void writeChanged(BiConsumer<String, FactorRecord> writer) {
    for (Entry entry : changed.values()) {
      entry.stored = !entry.factor.isNothing();
      writer.accept(entry.factor.id(), entry.stored ? entry.factor.toRecord() : null);
    }
    changed.clear();
  }
}
