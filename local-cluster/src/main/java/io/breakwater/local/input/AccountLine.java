package io.breakwater.local.input;

import io.breakwater.local.json.JsonCursor;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import java.util.List;

/**
 * One line of an account feed: {@code time_ms}, {@code account}, {@code sequence}, and either what
 * the whole account holds from then on, or {@code "closed": true}.
 */
final class AccountLine {
  private static final List<String> FIELDS =
      List.of(JsonTime.FIELD, "account", "sequence", "cash", "balances", "positions", "closed");

  private final HoldingsJson held = new HoldingsJson();
  private Long time;
  private String account;
  private Long sequence;
  private boolean closed;
  private boolean holds;

  private AccountLine() {}

  /** The update on which the cursor stands. */
  static AccountUpdate read(JsonCursor json, Line line) {
    AccountLine read = new AccountLine();
    json.object(name -> read.field(name, json));
    return json.checked(line.number(), () -> read.toUpdate(json, line));
  }

  private void field(String name, JsonCursor json) {
    switch (name) {
      case JsonTime.FIELD -> time = JsonTime.micros(json);
      case "account" -> account = json.text();
      case "sequence" -> sequence = json.integer(0, Long.MAX_VALUE);
      case "closed" -> closed = json.flag();
      case "cash", "balances", "positions" -> {
        held.read(name, json);
        holds = true;
      }
      default -> throw json.unknownField(FIELDS);
    }
  }

  private AccountUpdate toUpdate(JsonCursor json, Line line) {
    requireGiven(json, line, time, JsonTime.FIELD);
    requireGiven(json, line, account, "account");
    requireGiven(json, line, sequence, "sequence");
    held.requireEntryPrices(account, json);
    if (closed && holds) {
      throw json.contradiction(
          line.number(), "is closed and holds something: give one or the other.");
    }
    return new AccountUpdate(account, sequence, time, change(), line.origin());
  }

  private AccountChange change() {
    return closed
        ? new AccountChange.Closed()
        : new AccountChange.Snapshot(held.cash(), held.balances(), held.positions());
  }

  private static void requireGiven(JsonCursor json, Line line, Object value, String name) {
    if (value == null) {
      throw json.missing(line.number(), name);
    }
  }
}
