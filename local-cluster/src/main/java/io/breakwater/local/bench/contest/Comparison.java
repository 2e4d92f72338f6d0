package io.breakwater.local.bench.contest;

import io.breakwater.local.bench.stage.Tally;
import io.breakwater.margin.terms.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Answers of others held against those of the tripwires, in sentences and as one verdict. */
final class Comparison {
  private final List<String> sentences = new ArrayList<>();
  private boolean agree = true;

  /**
   * Compares changes of level: the same accounts, at the same ticks, from and to the same levels.
   *
   * @param who the other is
   * @param ticks that both decided
   */
  void changes(String who, int ticks, Tally ours, Tally theirs) {
    boolean same = ours.equals(theirs);
    add(
        same,
        same
            ? "%s: the same %,d changes of level in %,d ticks"
                .formatted(who, theirs.transitions(), ticks)
            : "%s: DIFFERENT, %,d changes of level in %,d ticks against %,d"
                .formatted(who, theirs.transitions(), ticks, ours.transitions()));
  }

  /**
   * Compares the levels that accounts have after so many ticks.
   *
   * @param truth by account, from the reference evaluator
   */
  void levels(String who, int ticks, Map<String, Level> truth, Map<String, Level> theirs) {
    Set<String> accounts = new TreeSet<>(truth.keySet());
    accounts.addAll(theirs.keySet());
    long different =
        accounts.stream().filter(account -> truth.get(account) != theirs.get(account)).count();
    add(
        different == 0,
        different == 0
            ? "%s: the same last level of all %,d accounts after %,d ticks"
                .formatted(who, accounts.size(), ticks)
            : "%s: DIFFERENT, the last level of %,d of %,d accounts after %,d ticks"
                .formatted(who, different, accounts.size(), ticks));
  }

  private void add(boolean same, String sentence) {
    agree &= same;
    sentences.add(sentence);
  }

  /** A sentence for each comparison, in the order in which they were made. */
  List<String> sentences() {
    return List.copyOf(sentences);
  }

  /** Whether all answers were the same. */
  boolean agree() {
    return agree;
  }
}
