package io.breakwater.margin.account;

import io.breakwater.value.Fingerprint;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How updates, which may come late, twice or out of order, become the state of an account.
 *
 * <p>The newest sequence wins, element by element. A snapshot or closure speaks for all elements up
 * to its sequence; those with a larger sequence, and removals with one, stay. So the state is the
 * same in whatever order a set of updates comes.
 *
 * <p>Removals are kept until the next snapshot, so that nothing older brings an element back, but
 * never more than {@link #REMOVALS} beside as many as there are elements: beyond that the older
 * half is forgotten, and its newest sequence becomes the account's {@linkplain
 * AccountRecord#removalFloor floor}. That costs late records: up to the floor, a part of an element
 * that is not listed, and a snapshot, are dropped as stale, since nobody can tell any more what was
 * removed after them. Parts above the floor, and closures, apply as ever.
 */
public final class AccountLedger {
  /** Elements that an account has at most where nothing else is asked for. */
  public static final int MAXIMUM_ELEMENTS = 10_000;

  /** Removals that are kept of an account without elements. */
  static final int REMOVALS = 256;

  /** What became of an update. */
  public enum Outcome {
    /** It is the newest word on something that it speaks of. */
    APPLIED,
    /** Its sequence and content came before. */
    DUPLICATE,
    /** Newer state is known. */
    STALE,
    /** Its sequence came before with other content. */
    CONFLICT,
    /** The account would have more elements than it may. */
    TOO_LARGE
  }

  /**
   * An outcome with the account that results: the same one unless APPLIED.
   *
   * @param account the record after the update
   * @param outcome what became of the update
   */
  public record Result(AccountRecord account, Outcome outcome) {}

  private AccountLedger() {}

  /** The account after an update, of at most {@link #MAXIMUM_ELEMENTS}. */
  public static Result apply(AccountRecord record, AccountUpdate update) {
    return apply(record, update, MAXIMUM_ELEMENTS);
  }

  /**
   * The account after an update.
   *
   * @param maximumElements balances and positions that it may have together. A snapshot that leaves
   *     more is TOO_LARGE, and so is a partial update that adds to more
   */
  public static Result apply(AccountRecord record, AccountUpdate update, int maximumElements) {
    AccountRecord after = record;
    Outcome outcome;
    if (update.change() instanceof AccountChange.Parts parts) {
      PartsVerdict verdict = new PartsVerdict(record);
      after = withParts(record, update.sequence(), parts, verdict);
      outcome = verdict.outcome();
    } else {
      long fingerprint = fingerprint(update.change());
      outcome = outcomeOfWhole(record, update, fingerprint);
      if (outcome == Outcome.APPLIED) {
        after = withWhole(record, update, fingerprint);
      }
    }
    if (outcome != Outcome.APPLIED) {
      return new Result(record, outcome);
    }
    return isTooLarge(record, after, update.change(), maximumElements)
        ? new Result(record, Outcome.TOO_LARGE)
        : new Result(withFewRemovals(after), Outcome.APPLIED);
  }

  private static Outcome outcomeOfWhole(
      AccountRecord record, AccountUpdate update, long fingerprint) {
    long sequence = update.sequence();
    if (record.hasSnapshot() && sequence <= record.snapshotSequence()) {
      if (sequence < record.snapshotSequence()) {
        return Outcome.STALE;
      }
      boolean same = fingerprint == record.snapshotFingerprint();
      return same ? Outcome.DUPLICATE : Outcome.CONFLICT;
    }
    boolean mayBringBack =
        sequence < record.removalFloor() && !(update.change() instanceof AccountChange.Closed);
    return mayBringBack ? Outcome.STALE : Outcome.APPLIED;
  }

  private static AccountRecord withWhole(
      AccountRecord record, AccountUpdate update, long fingerprint) {
    long sequence = update.sequence();
    boolean closed = update.change() instanceof AccountChange.Closed;
    AccountChange.Snapshot state = stateOf(update.change());
    return new AccountRecord(
        closed ? statusOfClosed(record, sequence) : AccountRecord.Status.OPEN,
        Math.max(record.lastSequence(), sequence),
        sequence,
        fingerprint,
        record.removalFloor(),
        record.cash().sequence() > sequence ? record.cash() : new Element<>(state.cash(), sequence),
        ElementKind.BALANCE.replaced(record.balances(), state.balances(), sequence),
        ElementKind.POSITION.replaced(record.positions(), state.positions(), sequence),
        record.lastUpdateTime(),
        record.standing());
  }

  /** Parts that are newer than the closure wait for a snapshot, as they do before the first. */
  private static AccountRecord.Status statusOfClosed(AccountRecord record, long sequence) {
    return record.lastSequence() > sequence
        ? AccountRecord.Status.PARTIAL_ONLY
        : AccountRecord.Status.CLOSED;
  }

  private static AccountChange.Snapshot stateOf(AccountChange whole) {
    return whole instanceof AccountChange.Snapshot snapshot
        ? snapshot
        : new AccountChange.Snapshot(BigDecimal.ZERO, List.of(), List.of());
  }

  private static AccountRecord withParts(
      AccountRecord record, long sequence, AccountChange.Parts parts, PartsVerdict verdict) {
    return new AccountRecord(
        record.status() == AccountRecord.Status.CLOSED
            ? AccountRecord.Status.PARTIAL_ONLY
            : record.status(),
        Math.max(record.lastSequence(), sequence),
        record.snapshotSequence(),
        record.snapshotFingerprint(),
        record.removalFloor(),
        cash(record.cash(), sequence, parts.cash(), verdict),
        ElementKind.BALANCE.updated(record.balances(), parts.balances(), sequence, verdict),
        ElementKind.POSITION.updated(record.positions(), parts.positions(), sequence, verdict),
        record.lastUpdateTime(),
        record.standing());
  }

  private static Element<BigDecimal> cash(
      Element<BigDecimal> known, long sequence, BigDecimal cash, PartsVerdict verdict) {
    if (cash == null) {
      return known;
    }
    Element<BigDecimal> told = new Element<>(cash, sequence);
    return verdict.takes(known, told, BigDecimal::equals, cash.signum() == 0) ? told : known;
  }

  private static boolean isTooLarge(
      AccountRecord before, AccountRecord after, AccountChange change, int maximumElements) {
    if (change instanceof AccountChange.Closed || after.elements() <= maximumElements) {
      return false;
    }
    return change instanceof AccountChange.Snapshot || after.elements() > before.elements();
  }

  private static AccountRecord withFewRemovals(AccountRecord record) {
    int elements = record.elements();
    int removals = record.balances().size() + record.positions().size() - elements;
    if (removals <= elements + REMOVALS) {
      return record;
    }
    long[] sequences =
        Stream.concat(
                record.balances().stream().filter(b -> b.value().isEmpty()),
                record.positions().stream().filter(p -> p.value().isEmpty()))
            .mapToLong(Element::sequence)
            .toArray();
    Arrays.sort(sequences);
    return record.withoutRemovals(sequences[sequences.length / 2]);
  }

  private static long fingerprint(AccountChange whole) {
    AccountRecord.Status status =
        whole instanceof AccountChange.Closed
            ? AccountRecord.Status.CLOSED
            : AccountRecord.Status.OPEN;
    AccountChange.Snapshot state = stateOf(whole);
    Fingerprint fingerprint = new Fingerprint().with(status.code()).with(state.cash());
    for (Balance balance : state.balances()) {
      fingerprint
          .with(balance.instrument())
          .with(balance.side().code())
          .with(balance.amount())
          .with(balance.index());
    }
    fingerprint.with(state.positions().size());
    for (Position position : state.positions()) {
      fingerprint
          .with(position.instrument())
          .with(position.leg())
          .with(position.size())
          .with(position.entryPrice())
          .with(position.fundingIndex());
    }
    return fingerprint.toLong();
  }
}
