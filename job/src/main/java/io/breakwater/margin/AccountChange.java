package io.breakwater.margin;

import java.math.BigDecimal;
import java.util.List;

/** What an account update says: always absolute state, never a delta. */
public sealed interface AccountChange {

  /** The whole account: what is not named is not there. */
  record Snapshot(BigDecimal cash, List<Balance> balances, List<Position> positions)
      implements AccountChange {
    /**
     * @throws RefusedException {@link Refusal#CONTRADICTION} when an element is named twice
     */
    public Snapshot {
      Account canonical = new Account("snapshot", cash, balances, positions);
      cash = canonical.cash();
      balances = canonical.balances();
      positions = canonical.positions();
    }
  }

  /** One position; a size of 0 removes it. */
  record OfPosition(Position position) implements AccountChange {}

  /** One balance; an amount of 0 removes it. */
  record OfBalance(Balance balance) implements AccountChange {}

  /** The cash, numeraire, negative when owed. */
  record OfCash(BigDecimal cash) implements AccountChange {
    public OfCash {
      cash = Decimals.checked(cash, "cash");
    }
  }

  /** The account is closed: nothing is owned or owed any more. */
  record Closed() implements AccountChange {}
}
