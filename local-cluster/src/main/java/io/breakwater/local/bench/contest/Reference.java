package io.breakwater.local.bench.contest;

import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.PeerMarket;
import io.breakwater.local.bench.load.TickTape;
import io.breakwater.local.bench.stage.Tally;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.model.FactorsOf;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The true levels and their changes: after each tick the reference evaluator decides every account
 * whose value the tick changed.
 */
final class Reference {
  private final PeerMarket market = new PeerMarket();
  private final Map<String, List<Held>> holders = new HashMap<>();
  private final List<Held> all = new ArrayList<>();

  private static final class Held {
    final Account account;
    Level level;

    Held(Account account, Level level) {
      this.account = account;
      this.level = level;
    }
  }

  private Reference(AccountBook book, int accounts) {
    book.opening().forEach(market::apply);
    for (int i = 0; i < accounts; i++) {
      AccountUpdate update = book.account(i);
      AccountChange.Snapshot state = (AccountChange.Snapshot) update.change();
      Account account =
          new Account(update.account(), state.cash(), state.balances(), state.positions());
      Held held = new Held(account, ReferenceEvaluator.level(account, Level.HEALTHY, market));
      all.add(held);
      for (String factor : FactorsOf.named(account, market)) {
        holders.computeIfAbsent(factor, name -> new ArrayList<>()).add(held);
      }
    }
  }

  /** Counts the changes that the first ticks of a tape cause. */
  static Tally tally(AccountBook book, TickTape tape, int accounts, int ticks) {
    return new Reference(book, accounts).applyAll(tape, ticks);
  }

  /** The level of each account after the first ticks of a tape. */
  static Map<String, Level> levels(AccountBook book, TickTape tape, int accounts, int ticks) {
    Reference reference = new Reference(book, accounts);
    reference.applyAll(tape, ticks);
    return reference.all.stream()
        .collect(Collectors.toMap(held -> held.account.id(), held -> held.level));
  }

  private Tally applyAll(TickTape tape, int ticks) {
    Tally tally = Tally.NONE;
    for (int tick = 0; tick < ticks; tick++) {
      tally = tally.plus(apply(tape, tick));
    }
    return tally;
  }

  /** Who rests on an observed factor, or on what derives from it; each once. */
  private Collection<Held> concerned(String observed) {
    Set<Held> concerned = new LinkedHashSet<>(holders.getOrDefault(observed, List.of()));
    for (String derived : market.derivedFrom(observed)) {
      concerned.addAll(holders.getOrDefault(derived, List.of()));
    }
    return concerned;
  }

  private Tally apply(TickTape tape, int tick) {
    Tally tally = Tally.NONE;
    for (Held held : concerned(market.apply(tape.event(tick)))) {
      Level level = ReferenceEvaluator.level(held.account, held.level, market);
      if (level != held.level) {
        tally =
            tally.plus(Tally.of(held.account.id(), tape.marketSequence(tick), held.level, level));
        held.level = level;
      }
    }
    return tally;
  }
}
