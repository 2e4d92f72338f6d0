package io.breakwater.margin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * All that is kept of one account: what it holds, with the sequence of each part, and how it
 * stands.
 *
 * @param status whether a whole state is known
 * @param lastSequence the largest sequence that was applied
 * @param snapshotSequence of the last snapshot or closure; meaningless while PARTIAL_ONLY
 * @param snapshotFingerprint of its content, to tell a repeat from a contradiction
 * @param cash numeraire, with its sequence; never null
 * @param balances with their sequences, ordered by instrument and side
 * @param positions with their sequences, ordered by instrument and leg
 * @param standing how the account stands
 */
public record AccountRecord(
    Status status,
    long lastSequence,
    long snapshotSequence,
    long snapshotFingerprint,
    Element<BigDecimal> cash,
    List<Element<Balance>> balances,
    List<Element<Position>> positions,
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
          new Element<>(BigDecimal.ZERO, Long.MIN_VALUE),
          List.of(),
          List.of(),
          Standing.FIRST);

  public AccountRecord {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(cash, "cash");
    Objects.requireNonNull(standing, "standing");
    balances = List.copyOf(balances);
    positions = List.copyOf(positions);
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

  /** The same account standing otherwise. */
  public AccountRecord with(Standing newStanding) {
    return new AccountRecord(
        status,
        lastSequence,
        snapshotSequence,
        snapshotFingerprint,
        cash,
        balances,
        positions,
        newStanding);
  }
}
