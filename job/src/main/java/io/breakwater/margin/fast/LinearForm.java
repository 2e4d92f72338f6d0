package io.breakwater.margin.fast;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.mirror.Bounds;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.MoveForm;

/** The fast form of the linear model: all that it tells, it tells from the numbers alone. */
final class LinearForm implements FastForm {
  private final Screen screen;
  private final BoundFinder finder;

  LinearForm(FloatMarket numbers) {
    screen = new Screen(numbers);
    finder = new BoundFinder(numbers);
  }

  @Override
  public CompactAccount compact(Account account, Market market) {
    return LinearNumbers.of(account, market);
  }

  @Override
  public int level(MirroredAccount account) {
    return screen.level(account);
  }

  @Override
  public void bounds(MirroredAccount account, Bounds found) {
    finder.find(account, found);
  }

  @Override
  public void bounds(MirroredAccount mirrored, Account account, Market market, Bounds found) {
    finder.find(mirrored, found);
  }

  @Override
  public MoveForm moveForm() {
    return new LinearMoves();
  }
}
