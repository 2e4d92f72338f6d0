package io.breakwater.margin.model;

import io.breakwater.margin.mirror.FactorMoves;
import io.breakwater.margin.mirror.FrozenMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import java.util.List;

/** The move forms of all models of a choice: that of who made an account's numbers answers. */
final class MovesByForm implements MoveForm {
  private final MoveForm[] forms;
  private MoveForm asked;

  MovesByForm(List<MoveForm> forms) {
    this.forms = forms.toArray(MoveForm[]::new);
  }

  @Override
  public void begin(FrozenMarket market) {
    for (MoveForm form : forms) {
      form.begin(market);
    }
  }

  @Override
  public boolean look(MirroredAccount account) {
    asked = forms[account.form()];
    return asked.look(account);
  }

  @Override
  public double equity() {
    return asked.equity();
  }

  @Override
  public double equityError() {
    return asked.equityError();
  }

  @Override
  public double requirement() {
    return asked.requirement();
  }

  @Override
  public double requirementError() {
    return asked.requirementError();
  }

  @Override
  public double cash(boolean hasPositions) {
    return asked.cash(hasPositions);
  }

  @Override
  public double worth(int offset) {
    return asked.worth(offset);
  }

  @Override
  public double addOn(int offset) {
    return asked.addOn(offset);
  }

  @Override
  public void along(int row, FactorMoves moves) {
    asked.along(row, moves);
  }

  @Override
  public double firstBelow(int sign) {
    return asked.firstBelow(sign);
  }

  @Override
  public double firstError() {
    return asked.firstError();
  }

  @Override
  public int below(double multiple, double multiplier) {
    return asked.below(multiple, multiplier);
  }
}
