package io.breakwater.margin.model;

import io.breakwater.margin.mirror.FactorMoves;
import io.breakwater.margin.mirror.FrozenMarket;
import io.breakwater.margin.mirror.MirroredAccount;

/**
 * Of a model that tells nothing of moves: it takes in no account, so that nothing else is asked.
 */
final class NoMoves implements MoveForm {
  @Override
  public void begin(FrozenMarket market) {
    // there is nothing to prepare
  }

  @Override
  public boolean look(MirroredAccount account) {
    return false;
  }

  private static IllegalStateException notTaken() {
    return new IllegalStateException("asked of an account that was not taken in");
  }

  @Override
  public double equity() {
    throw notTaken();
  }

  @Override
  public double equityError() {
    throw notTaken();
  }

  @Override
  public double requirement() {
    throw notTaken();
  }

  @Override
  public double requirementError() {
    throw notTaken();
  }

  @Override
  public double cash(boolean hasPositions) {
    throw notTaken();
  }

  @Override
  public double worth(int offset) {
    throw notTaken();
  }

  @Override
  public double addOn(int offset) {
    throw notTaken();
  }

  @Override
  public void along(int row, FactorMoves moves) {
    throw notTaken();
  }

  @Override
  public double firstBelow(int sign) {
    throw notTaken();
  }

  @Override
  public double firstError() {
    throw notTaken();
  }

  @Override
  public int below(double multiple, double multiplier) {
    throw notTaken();
  }
}
