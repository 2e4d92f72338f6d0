package io.breakwater.margin.account;

import io.breakwater.value.Fingerprint;
import io.breakwater.value.Limits;
import java.math.BigDecimal;
import java.util.Arrays;
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
  public static final int MAXIMUM_ELEMENTS = Limits.ELEMENTS;

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
    return update.change().accept(new Application(record, update.sequence(), maximumElements));
  }

  private record Application(AccountRecord record, long sequence, int maximumElements)
      implements AccountChange.Visitor<Result, RuntimeException> {
    @Override
    public Result snapshot(AccountChange.Snapshot change) {
      return whole(change, maximumElements);
    }

    @Override
    public Result closed(AccountChange.Closed change) {
      return whole(change, Integer.MAX_VALUE);
    }

    private Result whole(AccountChange.Whole change, int most) {
      long fingerprint = fingerprint(change);
      Outcome outcome = outcomeOfWhole(record, sequence, change, fingerprint);
      return outcome == Outcome.APPLIED
          ? limited(withWhole(record, sequence, change, fingerprint), most)
          : new Result(record, outcome);
    }

    @Override
    public Result parts(AccountChange.Parts change) {
      PartsVerdict verdict = new PartsVerdict(record);
      AccountRecord after = withParts(record, sequence, change, verdict);
      return verdict.outcome() == Outcome.APPLIED
          ? limited(after, Math.max(maximumElements, record.elements()))
          : new Result(record, verdict.outcome());
    }

    private Result limited(AccountRecord after, int most) {
      return after.elements() > most
          ? new Result(record, Outcome.TOO_LARGE)
          : new Result(withFewRemovals(after), Outcome.APPLIED);
    }
  }

  private static Outcome outcomeOfWhole(
      AccountRecord record, long sequence, AccountChange.Whole change, long fingerprint) {
    if (record.hasSnapshot() && sequence <= record.snapshotSequence()) {
      if (sequence < record.snapshotSequence()) {
        return Outcome.STALE;
      }
      boolean same = fingerprint == record.snapshotFingerprint();
      return same ? Outcome.DUPLICATE : Outcome.CONFLICT;
    }
    boolean mayBringBack = sequence < record.removalFloor() && !change.closes();
    return mayBringBack ? Outcome.STALE : Outcome.APPLIED;
  }

  private static AccountRecord withWhole(
      AccountRecord record, long sequence, AccountChange.Whole change, long fingerprint) {
    return new AccountRecord(
        change.closes() ? statusOfClosed(record, sequence) : AccountRecord.Status.OPEN,
        Math.max(record.lastSequence(), sequence),
        sequence,
        fingerprint,
        record.removalFloor(),
        record.cash().sequence() > sequence
            ? record.cash()
            : new Element<>(change.cash(), sequence),
        ElementKind.BALANCE.replaced(record.balances(), change.balances(), sequence),
        ElementKind.POSITION.replaced(record.positions(), change.positions(), sequence),
        record.lastUpdateTime(),
        record.standing());
  }

  /** Parts that are newer than the closure wait for a snapshot, as they do before the first. */
  private static AccountRecord.Status statusOfClosed(AccountRecord record, long sequence) {
    return record.lastSequence() > sequence
        ? AccountRecord.Status.PARTIAL_ONLY
        : AccountRecord.Status.CLOSED;
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

  private static long fingerprint(AccountChange.Whole change) {
    AccountRecord.Status status =
        change.closes() ? AccountRecord.Status.CLOSED : AccountRecord.Status.OPEN;
    Fingerprint fingerprint = new Fingerprint().with(status.code()).with(change.cash());
    for (Balance balance : change.balances()) {
      fingerprint
          .with(balance.instrument())
          .with(balance.side().code())
          .with(balance.amount())
          .with(balance.index());
    }
    fingerprint.with(change.positions().size());
    for (Position position : change.positions()) {
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
