package io.breakwater.margin.account;

import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * All that is kept of one account: what it holds, with the sequence of each part, and how it
 * stands.
 *
 * @param status whether a whole state is known
 * @param lastSequence the largest sequence that was applied
 * @param snapshotSequence of the last snapshot or closure; meaningless while PARTIAL_ONLY
 * @param snapshotFingerprint of its content, to tell a repeat from a contradiction
 * @param removalFloor the largest sequence of a removal that is not listed any more; at least the
 *     snapshot's, which speaks for all that is not listed
 * @param cash numeraire, with its sequence; never null
 * @param balances with their sequences, ordered by instrument and side
 * @param positions with their sequences, ordered by instrument and leg
 * @param lastUpdateTime when an account that waits for a snapshot was last updated, microseconds
 *     since the epoch on the job's clock; {@link Standing#NEVER} where it waits for none
 * @param standing how the account stands: HEALTHY unless OPEN
 */
public record AccountRecord(
    Status status,
    long lastSequence,
    long snapshotSequence,
    long snapshotFingerprint,
    long removalFloor,
    Element<BigDecimal> cash,
    List<Element<Balance>> balances,
    List<Element<Position>> positions,
    long lastUpdateTime,
    Standing standing) {

  /** What is known of an account. The {@link #code} is what byte formats store. */
  public enum Status {
    /** Only partial updates so far: the account is pending until a snapshot comes. */
    PARTIAL_ONLY(0),
    /** A snapshot came. */
    OPEN(1),
    /** The account was closed; the record is its tombstone. */
    CLOSED(2);

    private final byte code;

    Status(int code) {
      this.code = (byte) code;
    }

    /** The stable number of this status in byte formats. */
    public byte code() {
      return code;
    }

    /** The status with this {@link #code}. */
    public static Status ofCode(int code) {
      for (Status status : values()) {
        if (status.code == code) {
          return status;
        }
      }
      throw new IllegalArgumentException("no account status has the code " + code);
    }
  }

  /** An account of which nothing is known. */
  public static final AccountRecord EMPTY =
      new AccountRecord(
          Status.PARTIAL_ONLY,
          Long.MIN_VALUE,
          Long.MIN_VALUE,
          0,
          Long.MIN_VALUE,
          new Element<>(BigDecimal.ZERO, Long.MIN_VALUE),
          List.of(),
          List.of(),
          Standing.NEVER,
          Standing.FIRST);

  public AccountRecord {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(cash, "cash");
    Objects.requireNonNull(standing, "standing");
    removalFloor = Math.max(removalFloor, snapshotSequence);
    balances = List.copyOf(balances);
    positions = List.copyOf(positions);
    lastUpdateTime = status == Status.PARTIAL_ONLY ? lastUpdateTime : Standing.NEVER;
  }

  /** Of which every removal since the snapshot is listed, and that waits for none. */
  public AccountRecord(
      Status status,
      long lastSequence,
      long snapshotSequence,
      long snapshotFingerprint,
      Element<BigDecimal> cash,
      List<Element<Balance>> balances,
      List<Element<Position>> positions,
      Standing standing) {
    this(
        status,
        lastSequence,
        snapshotSequence,
        snapshotFingerprint,
        snapshotSequence,
        cash,
        balances,
        positions,
        Standing.NEVER,
        standing);
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return lastSequence == Long.MIN_VALUE;
  }

  /** Whether a snapshot or a closure has come. */
  public boolean hasSnapshot() {
    return snapshotSequence != Long.MIN_VALUE;
  }

  /** Whether the whole state is known, so that the account can be decided. */
  public boolean isOpen() {
    return status == Status.OPEN;
  }

  /** What the account holds. */
  public Account account(String id) {
    return new Account(id, cash.value(), values(balances), values(positions));
  }

  private static <T> List<T> values(List<Element<T>> elements) {
    List<T> values = new ArrayList<>(elements.size());
    for (Element<T> element : elements) {
      values.add(element.value());
    }
    return values;
  }

  /** The last level that left the job. */
  public Level level() {
    return standing.level();
  }

  /** Balances and positions that there are: removed ones do not count. */
  public int elements() {
    return ElementKind.BALANCE.count(balances) + ElementKind.POSITION.count(positions);
  }

  /**
   * The same account with the indexes at which its balances arrived, where that was not known yet.
   *
   * @param indexes what stands of the index of a balance; null where there is none
   */
  public AccountRecord arrived(Function<Balance, BigDecimal> indexes) {
    boolean changes = false;
    List<Element<Balance>> arrived = new ArrayList<>(balances.size());
    for (Element<Balance> element : balances) {
      Balance balance = element.value();
      BigDecimal index =
          balance.grownFrom() == null && !balance.isEmpty() ? indexes.apply(balance) : null;
      changes |= index != null;
      arrived.add(
          index == null ? element : new Element<>(balance.arrivedAt(index), element.sequence()));
    }
    return changes ? with(removalFloor, arrived, positions, lastUpdateTime, standing) : this;
  }

  /** The same account standing otherwise. */
  public AccountRecord with(Standing newStanding) {
    return with(removalFloor, balances, positions, lastUpdateTime, newStanding);
  }

  /**
   * After an update came.
   *
   * @param time on the job's clock, microseconds since the epoch
   */
  public AccountRecord updatedAt(long time) {
    return with(removalFloor, balances, positions, time, standing);
  }

  /** Without the removals up to a sequence, which becomes the floor. */
  AccountRecord withoutRemovals(long upTo) {
    return with(
        upTo,
        ElementKind.BALANCE.withoutRemovals(balances, upTo),
        ElementKind.POSITION.withoutRemovals(positions, upTo),
        lastUpdateTime,
        standing);
  }

  private AccountRecord with(
      long newFloor,
      List<Element<Balance>> newBalances,
      List<Element<Position>> newPositions,
      long newUpdateTime,
      Standing newStanding) {
    return new AccountRecord(
        status,
        lastSequence,
        snapshotSequence,
        snapshotFingerprint,
        newFloor,
        cash,
        newBalances,
        newPositions,
        newUpdateTime,
        newStanding);
  }

  /**
   * What is left when parts have waited for a snapshot in vain: the closure before them, if any.
   */
  public AccountRecord withoutParts() {
    if (!hasSnapshot()) {
      return EMPTY;
    }
    return new AccountRecord(
        Status.CLOSED,
        snapshotSequence,
        snapshotSequence,
        snapshotFingerprint,
        new Element<>(BigDecimal.ZERO, snapshotSequence),
        List.of(),
        List.of(),
        standing);
  }
}
