package io.breakwater.kafka;

import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.schemas.AccountClosed;
import io.breakwater.schemas.AccountParts;
import io.breakwater.schemas.AccountSnapshot;
import io.breakwater.schemas.BalanceState;
import io.breakwater.schemas.CashState;
import io.breakwater.schemas.PositionState;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Records of the topic {@code accounts}, and account updates. */
public final class AccountUpdateRecords {
  /** What the source of accounts reads. */
  static final InboundRecord<io.breakwater.schemas.AccountUpdate, AccountUpdate> INBOUND =
      new InboundRecord<>(
          io.breakwater.schemas.AccountUpdate.class,
          AccountUpdateRecords::toDomain,
          io.breakwater.schemas.AccountUpdate::getAccount,
          io.breakwater.schemas.AccountUpdate::getAccount,
          io.breakwater.schemas.AccountUpdate::getTime,
          RecordBounds.ACCOUNT);

  private static final AccountChange.Visitor<Object, RuntimeException> TO_AVRO =
      new AccountChange.Visitor<>() {
        @Override
        public Object snapshot(AccountChange.Snapshot snapshot) {
          return AccountSnapshot.newBuilder()
              .setCash(snapshot.cash())
              .setBalances(balanceStates(snapshot.balances()))
              .setPositions(positionStates(snapshot.positions()))
              .build();
        }

        @Override
        public Object parts(AccountChange.Parts parts) {
          return AccountParts.newBuilder()
              .setCash(parts.cash())
              .setBalances(balanceStates(parts.balances()))
              .setPositions(positionStates(parts.positions()))
              .build();
        }

        @Override
        public Object closed(AccountChange.Closed closed) {
          return AccountClosed.newBuilder().build();
        }
      };

  private AccountUpdateRecords() {}

  /**
   * The update that a record states.
   *
   * @throws RefusedException for what {@link AccountUpdate} and its parts refuse, a time outside of
   *     the years 1970 to 9999, a negative sequence, and an element named twice in one update,
   *     empty ones included
   */
  public static AccountUpdate toDomain(io.breakwater.schemas.AccountUpdate record, Origin origin) {
    return new AccountUpdate(
        record.getAccount(),
        Fields.number(record.getSequence(), "sequence"),
        Fields.micros(record.getTime(), "time"),
        change(record.getChange()),
        origin);
  }

  private static AccountChange change(Object change) {
    if (change instanceof AccountSnapshot snapshot) {
      return snapshot(snapshot);
    }
    if (change instanceof PositionState position) {
      return AccountChange.Parts.of(entered(position));
    }
    if (change instanceof BalanceState balance) {
      return AccountChange.Parts.of(toDomain(balance));
    }
    if (change instanceof CashState cash) {
      return AccountChange.Parts.of(cash.getCash());
    }
    if (change instanceof AccountParts parts) {
      return new AccountChange.Parts(
          parts.getCash(), balances(parts.getBalances()), positions(parts.getPositions()));
    }
    if (change instanceof AccountClosed) {
      return new AccountChange.Closed();
    }
    throw new RefusedException(
        Refusal.MISSING_VALUE,
        "the update says nothing: give a snapshot, positions, balances, cash or a closure.");
  }

  private static AccountChange snapshot(AccountSnapshot snapshot) {
    List<Balance> balances = balances(snapshot.getBalances());
    List<Position> positions = positions(snapshot.getPositions());
    requireOnce(balances, b -> b.side() + " of " + b.instrument());
    requireOnce(positions, p -> "position in " + p.instrument() + " leg '" + p.leg() + "'");
    return new AccountChange.Snapshot(snapshot.getCash(), balances, positions);
  }

  private static <T> void requireOnce(List<T> elements, Function<T, String> name) {
    Set<String> names = new HashSet<>();
    for (T element : elements) {
      if (!names.add(name.apply(element))) {
        throw new RefusedException(
            Refusal.CONTRADICTION,
            "the snapshot names " + name.apply(element) + " two times: name each element once.");
      }
    }
  }

  private static List<Balance> balances(List<BalanceState> states) {
    return states.stream().map(AccountUpdateRecords::toDomain).toList();
  }

  private static List<Position> positions(List<PositionState> states) {
    return states.stream().map(AccountUpdateRecords::entered).toList();
  }

  /** A position whose entry price is told: a field that was left out reads as zero. */
  private static Position entered(PositionState state) {
    Position position = toDomain(state);
    if (position.size().signum() != 0 && position.entryPrice().signum() == 0) {
      throw new RefusedException(
          Refusal.MISSING_VALUE,
          "the position in %s has no entryPrice: its profit cannot be told without; give the average price of entry, above 0."
              .formatted(state.getInstrument()));
    }
    return position;
  }

  /**
   * The balance that a state says.
   *
   * @throws RefusedException for what {@link Balance} refuses, and {@link Refusal#CONTRADICTION}
   *     for a debt with a supply index and a deposit with a borrow index
   */
  public static Balance toDomain(BalanceState state) {
    BalanceSide side =
        Fields.constant(BalanceSide.class, state.getSide(), "the side of " + state.getInstrument());
    BigDecimal index =
        switch (side) {
          case DEBT -> only(state.getBorrowIndex(), state.getSupplyIndex(), state);
          case DEPOSIT -> only(state.getSupplyIndex(), state.getBorrowIndex(), state);
        };
    return new Balance(state.getInstrument(), side, state.getAmount(), index);
  }

  private static BigDecimal only(BigDecimal index, BigDecimal other, BalanceState state) {
    if (other != null) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "the %s of %s states the index of the other side: a debt may state its borrowIndex, a deposit its supplyIndex."
              .formatted(state.getSide(), state.getInstrument()));
    }
    return index;
  }

  /**
   * The position that a state says.
   *
   * @throws RefusedException for what {@link Position} refuses, and {@link Refusal#UNSUPPORTED} for
   *     a funding index: funding does not accrue in this release
   */
  public static Position toDomain(PositionState state) {
    if (state.getFundingIndex() != null) {
      throw new RefusedException(
          Refusal.UNSUPPORTED,
          "the position in %s states a fundingIndex, but this version does not have funding that accrues: leave it out, and state cash with the funding that is paid."
              .formatted(state.getInstrument()));
    }
    return new Position(
        state.getInstrument(), state.getLeg(), state.getSize(), state.getEntryPrice(), null);
  }

  /** The record that states an update. */
  public static io.breakwater.schemas.AccountUpdate toAvro(AccountUpdate update) {
    return io.breakwater.schemas.AccountUpdate.newBuilder()
        .setAccount(update.account())
        .setSequence(update.sequence())
        .setTime(Fields.instant(update.time()))
        .setChange(update.change().accept(TO_AVRO))
        .build();
  }

  private static List<BalanceState> balanceStates(List<Balance> balances) {
    return balances.stream().map(AccountUpdateRecords::toAvro).toList();
  }

  private static List<PositionState> positionStates(List<Position> positions) {
    return positions.stream().map(AccountUpdateRecords::toAvro).toList();
  }

  private static PositionState toAvro(Position position) {
    return PositionState.newBuilder()
        .setInstrument(position.instrument())
        .setLeg(position.leg())
        .setSize(position.size())
        .setEntryPrice(position.entryPrice())
        .setFundingIndex(position.fundingIndex())
        .build();
  }

  private static BalanceState toAvro(Balance balance) {
    return BalanceState.newBuilder()
        .setInstrument(balance.instrument())
        .setSide(Fields.symbol(io.breakwater.schemas.BalanceSide.class, balance.side()))
        .setAmount(balance.amount())
        .setBorrowIndex(balance.side() == BalanceSide.DEBT ? balance.index() : null)
        .setSupplyIndex(balance.side() == BalanceSide.DEPOSIT ? balance.index() : null)
        .build();
  }
}
