package io.breakwater.margin.model;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.mirror.Bounds;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fast form of a model that has only a safe box: it tells no level, and its bounds are the
 * box's. Correct for any model; each account whose bound is crossed is read and decided exactly.
 */
final class BoxOnlyForm implements FastForm {
  private final MarginModel model;
  private final FloatMarket numbers;

  BoxOnlyForm(MarginModel model, FloatMarket numbers) {
    this.model = model;
    this.numbers = numbers;
  }

  /** Elements without numbers: who is concerned by which factor and which instrument. */
  @Override
  public CompactAccount compact(Account account, Market market) {
    Map<String, Set<String>> instruments = new TreeMap<>();
    for (Balance balance : account.balances()) {
      InstrumentParameters held = market.parameters(balance.instrument());
      add(instruments, held.factors().of(balance.side()), held);
    }
    for (Position position : account.positions()) {
      InstrumentParameters held = market.parameters(position.instrument());
      add(instruments, held.factors().price(), held);
    }
    CompactAccount.Builder compact = new CompactAccount.Builder(AccountShape.of(account));
    for (String factor : model.factors(account, market)) {
      Set<String> held = instruments.get(factor);
      if (held == null) {
        compact.add(factor, null, 0, 0);
      } else {
        held.forEach(instrument -> compact.add(factor, instrument, 0, 0));
      }
    }
    return compact.build(0, 0);
  }

  private static void add(
      Map<String, Set<String>> instruments, String factor, InstrumentParameters instrument) {
    instruments.computeIfAbsent(factor, name -> new TreeSet<>()).add(instrument.id());
  }

  @Override
  public int level(MirroredAccount account) {
    return UNCERTAIN;
  }

  @Override
  public void bounds(MirroredAccount account, Bounds found) {
    throw new IllegalStateException("bounds without the account, of a model that tells no level");
  }

  /** Elements are in the order of the factors' names, as the factors of the model are. */
  @Override
  public void bounds(MirroredAccount mirrored, Account account, Market market, Bounds found) {
    int from = mirrored.from();
    int to = mirrored.to();
    found.clear(to - from);
    Level level = Level.ofCode(mirrored.level());
    SafeBox box = model.safeBox(account, level, Level.ofCode(mirrored.remembered()), market);
    SortedSet<String> names = model.factors(account, market);
    if (!names.containsAll(box.intervals().keySet())) {
      throw new IllegalStateException(
          "a fault of the margin model: its box names %s, but account %s rests on %s"
              .formatted(box.intervals().keySet(), account.id(), names));
    }
    int place = from;
    for (String name : names) {
      int factor = numbers.factor(mirrored.pricings()[place]);
      bound(factor, box.of(name), place - from, found);
      while (place < to && numbers.factor(mirrored.pricings()[place]) == factor) {
        place++;
      }
    }
  }

  private void bound(int factor, PriceInterval interval, int offset, Bounds found) {
    UnitBox.Range range =
        UnitBox.Range.inside(interval, numbers.units(factor), numbers.scale(factor));
    found.raiseLow(offset, range.low());
    found.lowerHigh(offset, range.high());
  }
}
