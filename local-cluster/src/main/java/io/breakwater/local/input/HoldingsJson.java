package io.breakwater.local.input;

import io.breakwater.kafka.AccountUpdateRecords;
import io.breakwater.local.command.InputException;
import io.breakwater.local.json.AvroJsonReader;
import io.breakwater.local.json.JsonCursor;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.schemas.BalanceSide;
import io.breakwater.schemas.BalanceState;
import io.breakwater.schemas.PositionState;
import io.breakwater.value.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an account holds, as books and account feeds write it: {@code cash}, {@code balances} with
 * signed amounts (negative is a debt), {@code positions} with the fields of their schema. What is
 * left out is nothing.
 */
final class HoldingsJson {
  private static final List<String> BALANCE_FIELDS =
      List.of("instrument", "amount", "borrowIndex", "supplyIndex");
  private static final String ENTRY_PRICE = "entryPrice";
  private static final AvroJsonReader<PositionState> POSITION =
      AvroJsonReader.of(PositionState.class);

  private final List<Balance> balances = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();
  private final List<Holding> holdings = new ArrayList<>();
  private final Set<Name> named = new HashSet<>();
  private BigDecimal cash = BigDecimal.ZERO;

  /**
   * One balance or position, by the place where it is written.
   *
   * @param line counted from 1
   * @param isBalance whether it is a balance
   * @param entryPrice of a position, null when it is not written
   * @param isEmpty whether its size or amount is 0
   */
  record Holding(
      long line, String instrument, boolean isBalance, BigDecimal entryPrice, boolean isEmpty) {

    boolean lacksEntry() {
      return !isBalance && entryPrice == null;
    }

    /** Whether it is a position whose profit is counted from an entry price of 0. */
    boolean entersAtZero() {
      return !isBalance && !isEmpty && entryPrice.signum() == 0;
    }
  }

  /** What tells an element from all others: the side of a balance, the leg of a position. */
  private record Name(boolean isBalance, String instrument, String sideOrLeg) {}

  /** Reads the value on which the cursor stands: that of cash, balances or positions. */
  void read(String field, JsonCursor json) {
    switch (field) {
      case "cash" -> cash = json.decimal();
      case "balances" -> json.array(() -> readBalance(json));
      case "positions" -> json.array(() -> readPosition(json));
      default -> throw new IllegalArgumentException(field);
    }
  }

  private void readBalance(JsonCursor json) {
    long line = json.line();
    BalanceFields fields = new BalanceFields();
    json.object(name -> fields.read(name, json));
    Balance balance = json.checked(line, () -> fields.toBalance(json, line));
    if (!named.add(new Name(true, balance.instrument(), balance.side().name()))) {
      throw json.contradiction(
          line,
          "is a second " + balance.side() + " of " + balance.instrument() + ": give it once.");
    }
    balances.add(balance);
    holdings.add(
        new Holding(line, balance.instrument(), true, null, balance.amount().signum() == 0));
  }

  private void readPosition(JsonCursor json) {
    long line = json.line();
    Set<String> given = new HashSet<>();
    PositionState state = POSITION.read(json, given::add);
    Position position = json.checked(line, () -> AccountUpdateRecords.toDomain(state));
    if (!named.add(new Name(false, position.instrument(), position.leg()))) {
      throw json.contradiction(
          line,
          "is a second position in "
              + position.instrument()
              + " leg '"
              + position.leg()
              + "': give each its own leg, or one position.");
    }
    positions.add(position);
    holdings.add(
        new Holding(
            line,
            position.instrument(),
            false,
            given.contains(ENTRY_PRICE) ? position.entryPrice() : null,
            position.size().signum() == 0));
  }

  /**
   * Refuses positions whose entry price is not written.
   *
   * @param account whose they are, for the sentence
   */
  void requireEntryPrices(String account, JsonCursor json) {
    holdings.stream()
        .filter(Holding::lacksEntry)
        .findFirst()
        .ifPresent(
            holding -> {
              throw InputException.at(
                  json.file(),
                  holding.line(),
                  Refusal.MISSING_VALUE,
                  "the position of account %s in %s lacks entryPrice: its profit is counted from there; give it."
                      .formatted(account, holding.instrument()));
            });
  }

  BigDecimal cash() {
    return cash;
  }

  List<Balance> balances() {
    return balances;
  }

  List<Position> positions() {
    return positions;
  }

  /** Where each balance and position is written. */
  List<Holding> holdings() {
    return holdings;
  }

  private static final class BalanceFields {
    private String instrument;
    private BigDecimal amount;
    private BigDecimal borrowIndex;
    private BigDecimal supplyIndex;

    void read(String field, JsonCursor json) {
      switch (field) {
        case "instrument" -> instrument = json.text();
        case "amount" -> amount = json.decimal();
        case "borrowIndex" -> borrowIndex = json.isNull() ? null : json.decimal();
        case "supplyIndex" -> supplyIndex = json.isNull() ? null : json.decimal();
        default -> throw json.unknownField(BALANCE_FIELDS);
      }
    }

    Balance toBalance(JsonCursor json, long line) {
      if (instrument == null || amount == null) {
        throw json.missing(line, instrument == null ? "instrument" : "amount");
      }
      BalanceSide side = amount.signum() < 0 ? BalanceSide.DEBT : BalanceSide.DEPOSIT;
      return AccountUpdateRecords.toDomain(
          new BalanceState(instrument, side, amount.abs(), borrowIndex, supplyIndex));
    }
  }
}
