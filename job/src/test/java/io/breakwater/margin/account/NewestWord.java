package io.breakwater.margin.account;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a set of updates says about an account, asked of the whole set at once: the newest snapshot
 * or closure, and of each part the newest word after it.
 */
final class NewestWord {
  private static final Comparator<AccountUpdate> BY_SEQUENCE =
      Comparator.comparingLong(AccountUpdate::sequence);

  private NewestWord() {}

  static Account of(List<AccountUpdate> updates) {
    TreeMap<String, Position> positions = new TreeMap<>();
    TreeMap<String, Balance> balances = new TreeMap<>();
    BigDecimal cash = BigDecimal.ZERO;
    Optional<AccountUpdate> whole = newestWhole(updates);
    if (whole.isPresent() && whole.get().change() instanceof AccountChange.Snapshot snapshot) {
      cash = snapshot.cash();
      snapshot.positions().forEach(p -> positions.put(key(p), p));
      snapshot.balances().forEach(b -> balances.put(key(b), b));
    }
    for (AccountUpdate part : partsAfter(updates).sorted(BY_SEQUENCE).toList()) {
      AccountChange.Parts parts = (AccountChange.Parts) part.change();
      cash = parts.cash() == null ? cash : parts.cash();
      parts.positions().forEach(p -> positions.put(key(p), p));
      parts.balances().forEach(b -> balances.put(key(b), b));
    }
    return new Account("a", cash, List.copyOf(balances.values()), List.copyOf(positions.values()));
  }

  static AccountRecord.Status status(List<AccountUpdate> updates) {
    Optional<AccountUpdate> whole = newestWhole(updates);
    if (whole.isEmpty()) {
      return AccountRecord.Status.PARTIAL_ONLY;
    }
    if (whole.get().change() instanceof AccountChange.Snapshot) {
      return AccountRecord.Status.OPEN;
    }
    return partsAfter(updates).findAny().isPresent()
        ? AccountRecord.Status.PARTIAL_ONLY
        : AccountRecord.Status.CLOSED;
  }

  private static Optional<AccountUpdate> newestWhole(List<AccountUpdate> updates) {
    return updates.stream().filter(NewestWord::isWhole).max(BY_SEQUENCE);
  }

  private static Stream<AccountUpdate> partsAfter(List<AccountUpdate> updates) {
    long from = newestWhole(updates).map(AccountUpdate::sequence).orElse(Long.MIN_VALUE);
    return updates.stream().filter(u -> !isWhole(u) && u.sequence() > from);
  }

  private static boolean isWhole(AccountUpdate update) {
    return update.change() instanceof AccountChange.Snapshot
        || update.change() instanceof AccountChange.Closed;
  }

  private static String key(Position position) {
    return position.instrument() + "/" + position.leg();
  }

  private static String key(Balance balance) {
    return balance.instrument() + "/" + balance.side();
  }
}
