package io.breakwater.margin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How updates, which may come late, twice or out of order, become the state of an account.
 *
 * <p>The newest sequence wins, part by part. A snapshot or closure speaks for all parts up to its
 * sequence; parts with a larger sequence, and removals with one, stay. So the state is the same in
 * whatever order a set of updates comes.
 */
public final class AccountLedger {

  /** What became of an update. */
  public enum Outcome {
    /** It is the newest word on what it speaks of. */
    APPLIED,
    /** Its sequence and content came before. */
    DUPLICATE,
    /** Newer state is known. */
    STALE,
    /** Its sequence came before with other content. */
    CONFLICT
  }

  /**
   * An outcome with the account that results: the same one unless APPLIED.
   *
   * @param account the record after the update
   * @param outcome what became of the update
   */
  public record Result(AccountRecord account, Outcome outcome) {}

  private static final Comparator<Balance> BALANCE_ORDER =
      Comparator.comparing(Balance::instrument).thenComparing(Balance::side);
  private static final Comparator<Position> POSITION_ORDER =
      Comparator.comparing(Position::instrument).thenComparing(Position::leg);

  private AccountLedger() {}

  /** The account after an update. */
  public static Result apply(AccountRecord record, AccountUpdate update) {
    long sequence = update.sequence();
    AccountChange change = update.change();
    if (change instanceof AccountChange.Snapshot snapshot) {
      return whole(record, sequence, snapshot, AccountRecord.Status.OPEN);
    }
    if (change instanceof AccountChange.Closed) {
      AccountChange.Snapshot nothing =
          new AccountChange.Snapshot(BigDecimal.ZERO, List.of(), List.of());
      return whole(record, sequence, nothing, AccountRecord.Status.CLOSED);
    }
    if (change instanceof AccountChange.OfCash cash) {
      return cash(record, sequence, cash.cash());
    }
    if (change instanceof AccountChange.OfBalance balance) {
      return balance(record, sequence, balance.balance());
    }
    return position(record, sequence, ((AccountChange.OfPosition) change).position());
  }

  private static Result whole(
      AccountRecord record,
      long sequence,
      AccountChange.Snapshot state,
      AccountRecord.Status status) {
    long fingerprint = fingerprint(state, status);
    if (hasSnapshot(record) && sequence <= record.snapshotSequence()) {
      boolean same = fingerprint == record.snapshotFingerprint();
      return new Result(
          record, sequence < record.snapshotSequence() ? Outcome.STALE : repeat(same));
    }
    Element<BigDecimal> cash =
        record.cash().sequence() > sequence ? record.cash() : new Element<>(state.cash(), sequence);
    List<Element<Balance>> balances =
        replaced(record.balances(), state.balances(), sequence, BALANCE_ORDER);
    List<Element<Position>> positions =
        replaced(record.positions(), state.positions(), sequence, POSITION_ORDER);
    return new Result(
        new AccountRecord(
            status == AccountRecord.Status.CLOSED && newest(record) > sequence
                ? AccountRecord.Status.PARTIAL_ONLY
                : status,
            Math.max(record.lastSequence(), sequence),
            sequence,
            fingerprint,
            cash,
            balances,
            positions,
            record.standing()),
        Outcome.APPLIED);
  }

  private static boolean hasSnapshot(AccountRecord record) {
    return record.snapshotSequence() != Long.MIN_VALUE;
  }

  private static long newest(AccountRecord record) {
    return record.lastSequence();
  }

  /** What a snapshot states, under the parts that are newer, in order: n · log n comparisons. */
  static <T> List<Element<T>> replaced(
      List<Element<T>> old, List<T> state, long sequence, Comparator<T> order) {
    TreeMap<T, Element<T>> elements = new TreeMap<>(order);
    for (Element<T> element : old) {
      if (element.sequence() > sequence) {
        elements.put(element.value(), element);
      }
    }
    for (T value : state) {
      elements.putIfAbsent(value, new Element<>(value, sequence));
    }
    return new ArrayList<>(elements.values());
  }

  private static Result cash(AccountRecord record, long sequence, BigDecimal cash) {
    Outcome outcome = partial(record, record.cash(), cash::equals, cash.signum() == 0, sequence);
    return outcome != Outcome.APPLIED
        ? new Result(record, outcome)
        : applied(
            record, sequence, new Element<>(cash, sequence), record.balances(), record.positions());
  }

  private static Result balance(AccountRecord record, long sequence, Balance balance) {
    Element<Balance> old = find(record.balances(), balance, BALANCE_ORDER);
    boolean empty = balance.amount().signum() == 0;
    Outcome outcome =
        partial(
            record,
            old,
            known -> same(known, balance, b -> b.amount().signum() == 0),
            empty,
            sequence);
    return outcome != Outcome.APPLIED
        ? new Result(record, outcome)
        : applied(
            record,
            sequence,
            record.cash(),
            with(record.balances(), new Element<>(balance, sequence), BALANCE_ORDER),
            record.positions());
  }

  private static Result position(AccountRecord record, long sequence, Position position) {
    Element<Position> old = find(record.positions(), position, POSITION_ORDER);
    boolean empty = position.size().signum() == 0;
    Outcome outcome =
        partial(
            record,
            old,
            known -> same(known, position, p -> p.size().signum() == 0),
            empty,
            sequence);
    return outcome != Outcome.APPLIED
        ? new Result(record, outcome)
        : applied(
            record,
            sequence,
            record.cash(),
            record.balances(),
            with(record.positions(), new Element<>(position, sequence), POSITION_ORDER));
  }

  /** What becomes of a partial update, given what is known of its part (null for nothing). */
  private static <T> Outcome partial(
      AccountRecord record, Element<T> known, Predicate<T> same, boolean empty, long sequence) {
    long snapshot = record.snapshotSequence();
    long last = known == null ? snapshot : Math.max(known.sequence(), snapshot);
    if (last == Long.MIN_VALUE || sequence > last) {
      return Outcome.APPLIED;
    }
    if (sequence < last) {
      return Outcome.STALE;
    }
    boolean nothingKnown = known == null;
    return repeat(nothingKnown ? empty : same.test(known.value()));
  }

  private static Outcome repeat(boolean same) {
    return same ? Outcome.DUPLICATE : Outcome.CONFLICT;
  }

  private static <T> boolean same(T known, T update, Predicate<T> isEmpty) {
    return known.equals(update) || (isEmpty.test(known) && isEmpty.test(update));
  }

  private static Result applied(
      AccountRecord record,
      long sequence,
      Element<BigDecimal> cash,
      List<Element<Balance>> balances,
      List<Element<Position>> positions) {
    return new Result(
        new AccountRecord(
            record.status() == AccountRecord.Status.CLOSED
                ? AccountRecord.Status.PARTIAL_ONLY
                : record.status(),
            Math.max(record.lastSequence(), sequence),
            record.snapshotSequence(),
            record.snapshotFingerprint(),
            cash,
            balances,
            positions,
            record.standing()),
        Outcome.APPLIED);
  }

  private static <T> Element<T> find(List<Element<T>> elements, T value, Comparator<T> order) {
    for (Element<T> element : elements) {
      if (order.compare(element.value(), value) == 0) {
        return element;
      }
    }
    return null;
  }

  private static <T> List<Element<T>> with(
      List<Element<T>> elements, Element<T> element, Comparator<T> order) {
    List<Element<T>> result = new ArrayList<>(elements.size() + 1);
    for (Element<T> other : elements) {
      if (order.compare(other.value(), element.value()) != 0) {
        result.add(other);
      }
    }
    result.add(element);
    result.sort(Comparator.comparing(Element::value, order));
    return result;
  }

  private static long fingerprint(AccountChange.Snapshot state, AccountRecord.Status status) {
    Fingerprint fingerprint = new Fingerprint().with(status.code()).with(state.cash());
    for (Balance balance : state.balances()) {
      fingerprint
          .with(balance.instrument())
          .with(balance.side().code())
          .with(balance.amount())
          .with(balance.borrowIndex());
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
