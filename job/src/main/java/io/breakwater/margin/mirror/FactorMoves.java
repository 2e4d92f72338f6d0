package io.breakwater.margin.mirror;

import java.util.Arrays;

/**
 * How far each factor moves along with each row: moving the price of a row by a share x moves a
 * factor by γ · x, and no further than to zero. Rows and factors are integers of factors.
 */
public final class FactorMoves {
  /** In place of a multiple: no move does. */
  public static final double NEVER = -1;

  /** In place of a multiple: it cannot be told. It is a NaN. */
  public static final double CANNOT_TELL = Double.NaN;

  private static final int[] NO_ROWS = {};
  private static final double[] NO_SHARES = {};

  private final int[][] rows;
  private final double[][] shares;

  /** Of so many factors, none of which moves yet. */
  public FactorMoves(int factors) {
    rows = new int[factors][];
    shares = new double[factors][];
    Arrays.fill(rows, NO_ROWS);
    Arrays.fill(shares, NO_SHARES);
  }

  /** A factor moves by γ with a row, besides what it moves by with it already. */
  public void add(int factor, int row, double share) {
    int known = Arrays.binarySearch(rows[factor], row);
    if (known >= 0) {
      shares[factor][known] += share;
      return;
    }
    int place = -known - 1;
    int count = rows[factor].length;
    int[] moreRows = Arrays.copyOf(rows[factor], count + 1);
    double[] moreShares = Arrays.copyOf(shares[factor], count + 1);
    System.arraycopy(rows[factor], place, moreRows, place + 1, count - place);
    System.arraycopy(shares[factor], place, moreShares, place + 1, count - place);
    moreRows[place] = row;
    moreShares[place] = share;
    rows[factor] = moreRows;
    shares[factor] = moreShares;
  }

  /** All rows that a factor moves with, rising: to be read. */
  public int[] rows(int factor) {
    return rows[factor];
  }

  /** γ of a factor along a row; 0 where it stays. */
  public double share(int factor, int row) {
    int[] known = rows[factor];
    if (known.length == 1) {
      return known[0] == row ? shares[factor][0] : 0;
    }
    int place = Arrays.binarySearch(known, row);
    return place < 0 ? 0 : shares[factor][place];
  }

  /**
   * What a factor's value is multiplied with where the row's price is at a multiple of itself.
   *
   * @return 0 or more
   */
  public double multiple(int factor, int row, double multiple) {
    double share = share(factor, row);
    return share == 1 ? multiple : Math.max(0, 1 - share + share * multiple);
  }
}
