package io.breakwater.margin;

import io.breakwater.margin.AccountLedger.Outcome;
import java.util.function.BiPredicate;

/** What becomes of a partial update, found element by element. */
final class PartsVerdict {
  private final long snapshot;
  private final long floor;
  private boolean applies;
  private boolean repeats;
  private boolean conflicts;

  /**
   * @param record the account before the update
   */
  PartsVerdict(AccountRecord record) {
    this.snapshot = record.snapshotSequence();
    this.floor = record.removalFloor();
  }

  /**
   * Whether an element takes what is told of it, and notes what that is to the update.
   *
   * @param known what is known of it; null for nothing
   * @param same whether a known value and a told one say the same
   * @param empty whether it is told that there is none
   */
  <T> boolean takes(Element<T> known, Element<T> told, BiPredicate<T, T> same, boolean empty) {
    long last = known == null ? floor : known.sequence();
    if (told.sequence() > last) {
      applies = true;
      return true;
    }
    if (told.sequence() == last) {
      boolean repeat = known == null ? empty : same.test(known.value(), told.value());
      repeats |= repeat;
      conflicts |= !repeat && (known != null || last == snapshot);
    }
    return false;
  }

  /**
   * What becomes of the update: it conflicts where any element does, and applies where any does.
   * What is not newer than a removal that is not listed any more is stale: nobody knows whose the
   * removal was.
   */
  Outcome outcome() {
    if (conflicts) {
      return Outcome.CONFLICT;
    }
    if (applies) {
      return Outcome.APPLIED;
    }
    return repeats ? Outcome.DUPLICATE : Outcome.STALE;
  }
}
