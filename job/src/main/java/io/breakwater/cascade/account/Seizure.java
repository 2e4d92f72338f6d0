package io.breakwater.cascade.account;

import io.breakwater.margin.mirror.FactorMoves;
import java.util.Arrays;

/**
 * What of the deposits and debts of an account that owes cash or assets a closing takes: of each
 * deposit the share φ = min(1, B / R), of each debt ψ = min(1, R / B), where B is what is owed and
 * R what all deposits repay, D / (1 + b) each, at the prices at which it closes. Nothing of an
 * account that owes through positions only.
 */
final class Seizure {
  private int count;
  private int[] factors = new int[16];
  private double[] worths = new double[16];
  private double[] divisors = new double[16];
  private double owedCash;
  private boolean owes;
  private double seized;
  private double repaid;

  void clear() {
    count = 0;
    owedCash = 0;
    owes = false;
  }

  void owesCash(double magnitude) {
    owedCash = magnitude;
    owes |= magnitude > 0;
  }

  /** Adds a balance. */
  void add(int factor, double worth, double divisor, boolean isDebt) {
    if (count == factors.length) {
      factors = Arrays.copyOf(factors, 2 * count);
      worths = Arrays.copyOf(worths, 2 * count);
      divisors = Arrays.copyOf(divisors, 2 * count);
    }
    factors[count] = factor;
    worths[count] = isDebt ? -Math.abs(worth) : worth;
    divisors[count++] = divisor;
    owes |= isDebt;
  }

  /** Whether it owes cash or an asset. */
  boolean owes() {
    return owes;
  }

  /** Closes at the mark. */
  void atMark() {
    at(Rows.NONE, 1, null);
  }

  /** Closes where a row's price is at a multiple of itself. */
  void at(int row, double multiple, FactorMoves moves) {
    if (!owes) {
      seized = 0;
      repaid = 0;
      return;
    }
    double owed = owedCash;
    double repays = 0;
    for (int i = 0; i < count; i++) {
      double worth =
          moves == null ? worths[i] : worths[i] * moves.multiple(factors[i], row, multiple);
      if (worth < 0) {
        owed -= worth;
      } else {
        repays += worth / divisors[i];
      }
    }
    seized = owed >= repays ? 1 : owed / repays;
    repaid = repays >= owed ? 1 : repays / owed;
  }

  /** φ of the last closing. */
  double seized() {
    return seized;
  }

  /** ψ of the last closing. */
  double repaid() {
    return repaid;
  }
}
