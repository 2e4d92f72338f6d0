package io.breakwater.local.bench.stage;

import io.breakwater.margin.terms.Level;
import java.util.Map;
import java.util.Optional;

/** What a contender said about the levels of accounts, by which it is compared. */
public sealed interface Answer {
  /** Of a contender that decides nothing. */
  Answer NONE = new None();

  /** The changes of level, by how many of the first ticks caused them, where they were told. */
  default Optional<Changes> changes() {
    return Optional.empty();
  }

  /** The rows of a table, where that was kept. */
  default Optional<Rows> rows() {
    return Optional.empty();
  }

  /** Nothing. */
  record None() implements Answer {}

  /**
   * Each change of level, with the tick that caused it.
   *
   * @param tallies of the changes that the first ticks caused, by the number of those ticks; the
   *     whole run is among them
   */
  record Changes(Map<Integer, Tally> tallies) implements Answer {
    @Override
    public Optional<Changes> changes() {
      return Optional.of(this);
    }
  }

  /**
   * Rows of a table of levels that is kept up to date: which tick caused a row is not said, so only
   * what the table ends with can be compared.
   *
   * @param levels by account, as the last row of each says
   * @param emitted rows that ticks made it emit
   * @param seenChanges rows that say another level than the row before them of the same account:
   *     what a reader takes for changes of level
   */
  record Rows(Map<String, Level> levels, long emitted, long seenChanges) implements Answer {
    @Override
    public Optional<Rows> rows() {
      return Optional.of(this);
    }
  }
}
