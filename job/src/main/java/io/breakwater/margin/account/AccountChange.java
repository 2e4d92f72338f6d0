package io.breakwater.margin.account;

import io.breakwater.value.Decimals;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.List;

/** What an account update says: always absolute state, never a delta. */
public sealed interface AccountChange {

  /** Whether the account ends with it: what it held up to the change's sequence is gone. */
  boolean closes();

  /** Does what a visitor does with a change of this kind. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /** What is done with a change of each kind. */
  interface Visitor<R, X extends Exception> {
    R snapshot(Snapshot change) throws X;

    R parts(Parts change) throws X;

    R closed(Closed change) throws X;
  }

  /** A change that speaks for all elements of the account: what it does not name is not there. */
  sealed interface Whole extends AccountChange {
    /** Numeraire, negative when owed. */
    BigDecimal cash();

    /** Each at most once, ordered by instrument and side, none of amount 0. */
    List<Balance> balances();

    /** Each at most once, ordered by instrument and leg, none of size 0. */
    List<Position> positions();
  }

  /** The whole account: what is not named is not there. */
  record Snapshot(BigDecimal cash, List<Balance> balances, List<Position> positions)
      implements Whole {
    /**
     * @throws RefusedException {@link Refusal#CONTRADICTION} when an element is named twice
     */
    public Snapshot {
      Account canonical = new Account("snapshot", cash, balances, positions);
      cash = canonical.cash();
      balances = canonical.balances();
      positions = canonical.positions();
    }

    @Override
    public boolean closes() {
      return false;
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.snapshot(this);
    }
  }

  /**
   * Elements that are in this state together, from one moment on; of all others nothing is said.
   *
   * @param cash numeraire, negative when owed; null where nothing is said of it
   * @param balances each at most once, ordered by instrument and side; an amount of 0 removes one
   * @param positions each at most once, ordered by instrument and leg; a size of 0 removes one
   */
  record Parts(BigDecimal cash, List<Balance> balances, List<Position> positions)
      implements AccountChange {
    /**
     * @throws RefusedException {@link Refusal#MISSING_VALUE} when no element is named, {@link
     *     Refusal#CONTRADICTION} when one is named twice
     */
    public Parts {
      cash = cash == null ? null : Decimals.checked(cash, "cash");
      balances = Account.listed(balances, any -> true, Balance.ORDER, b -> twice(b.name()));
      positions = Account.listed(positions, any -> true, Position.ORDER, p -> twice(p.name()));
      if (cash == null && balances.isEmpty() && positions.isEmpty()) {
        throw new RefusedException(
            Refusal.MISSING_VALUE, "the update names no element: name what it changes.");
      }
    }

    @Override
    public boolean closes() {
      return false;
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.parts(this);
    }

    private static RefusedException twice(String element) {
      return new RefusedException(
          Refusal.CONTRADICTION,
          "the update names two times " + element + ": name each element once.");
    }

    /** The cash alone, numeraire, negative when owed. */
    public static Parts of(BigDecimal cash) {
      return new Parts(cash, List.of(), List.of());
    }

    /** One balance alone; an amount of 0 removes it. */
    public static Parts of(Balance balance) {
      return new Parts(null, List.of(balance), List.of());
    }

    /** One position alone; a size of 0 removes it. */
    public static Parts of(Position position) {
      return new Parts(null, List.of(), List.of(position));
    }
  }

  /** The account is closed: nothing is owned or owed any more. */
  record Closed() implements Whole {
    @Override
    public BigDecimal cash() {
      return BigDecimal.ZERO;
    }

    @Override
    public List<Balance> balances() {
      return List.of();
    }

    @Override
    public List<Position> positions() {
      return List.of();
    }

    @Override
    public boolean closes() {
      return true;
    }

    @Override
    public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
      return visitor.closed(this);
    }
  }
}
