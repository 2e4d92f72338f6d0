package io.breakwater.cascade.account;

import io.breakwater.margin.mirror.FactorMoves;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which rows there can be and what moves along with them: one for each observed price, by the
 * integer of its factor. A factor rests on the prices in it. It moves along with these by the same
 * share, and by β / β_k with what is in a group with price k; a product by what its operands do
 * together, of which one at most is in a group.
 *
 * <p>Changes with the factors that are named and the policy's groups only.
 */
public final class Rows {
  /** In place of a row: sold in the market of none. */
  public static final int NONE = -1;

  private static final int[] NO_ROWS = {};

  private final Catalogue catalogue;
  private final Map<String, Integer> integers = new HashMap<>();
  private final int[][] rows;
  private final int[] markets;
  private final FactorMoves moves;
  private final FactorMoves alone;

  private Rows(Catalogue catalogue) {
    this.catalogue = catalogue;
    int factors = catalogue.factors();
    for (int factor = 0; factor < factors; factor++) {
      integers.put(catalogue.factor(factor).id(), factor);
    }
    rows = new int[factors][];
    markets = new int[factors];
    moves = new FactorMoves(factors);
    alone = new FactorMoves(factors);
  }

  /** The rows of all factors that a catalogue has now. */
  public static Rows of(Catalogue catalogue, CascadeTerms terms) {
    Rows rows = new Rows(catalogue);
    Map<Integer, SortedMap<Integer, Double>> along = rows.sharesByObserved(terms.groups());
    for (int factor = 0; factor < rows.rows.length; factor++) {
      rows.rows[factor] = rows.pricesIn(factor);
      rows.markets[factor] = rows.marketOf(factor);
      for (int row : rows.rows[factor]) {
        rows.alone.add(factor, row, 1);
      }
      for (int observed : rows.observedIn(factor)) {
        int moved = factor;
        along
            .getOrDefault(observed, rows.itself(observed))
            .forEach((row, share) -> rows.moves.add(moved, row, share));
      }
    }
    return rows;
  }

  private SortedMap<Integer, Double> itself(int observed) {
    SortedMap<Integer, Double> itself = new TreeMap<>();
    if (isPrice(observed)) {
      itself.put(observed, 1.0);
    }
    return itself;
  }

  /** By member of a group, how far it moves with each row of the group. */
  private Map<Integer, SortedMap<Integer, Double>> sharesByObserved(
      List<CascadeTerms.Group> groups) {
    Map<Integer, SortedMap<Integer, Double>> shares = new HashMap<>();
    for (CascadeTerms.Group group : groups) {
      for (CascadeTerms.Member member : group.members()) {
        Integer factor = integers.get(member.factor());
        if (factor != null) {
          shares.put(factor, shares(member, factor, group));
        }
      }
    }
    return shares;
  }

  private SortedMap<Integer, Double> shares(
      CascadeTerms.Member member, int factor, CascadeTerms.Group group) {
    SortedMap<Integer, Double> shares = itself(factor);
    for (CascadeTerms.Member other : group.members()) {
      Integer row = integers.get(other.factor());
      if (row != null && row != factor && isPrice(row)) {
        shares.put(row, member.beta().doubleValue() / other.beta().doubleValue());
      }
    }
    return shares;
  }

  private int[] observedIn(int factor) {
    Product product = catalogue.factor(factor).product();
    return product == null
        ? new int[] {factor}
        : joined(
            observedIn(integers.get(product.left())), observedIn(integers.get(product.right())));
  }

  private static int[] joined(int[] left, int[] right) {
    int[] joined = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, joined, left.length, right.length);
    return joined;
  }

  private int[] pricesIn(int factor) {
    int[] prices =
        Arrays.stream(observedIn(factor))
            .filter(this::isPrice)
            .boxed()
            .sorted((a, b) -> id(a).compareTo(id(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    return prices.length == 0 ? NO_ROWS : prices;
  }

  private int marketOf(int factor) {
    Product product = catalogue.factor(factor).product();
    if (product == null) {
      return isPrice(factor) ? factor : NONE;
    }
    int last = marketOf(integers.get(product.right()));
    return last == NONE ? marketOf(integers.get(product.left())) : last;
  }

  private boolean isPrice(int observed) {
    return catalogue.kind(observed) == FactorKind.PRICE;
  }

  /** Factors of which rows are known are below this number. */
  public int factors() {
    return rows.length;
  }

  /** The rows that a factor rests on, in the order of their ids: to be read. */
  public int[] of(int factor) {
    return rows[factor];
  }

  /** The row in whose market something is sold that a factor values, or {@link #NONE}. */
  public int market(int factor) {
    return markets[factor];
  }

  /** How factors move along with rows, groups included. */
  public FactorMoves moves() {
    return moves;
  }

  /** How factors move along with rows of which nothing moves but the price itself. */
  public FactorMoves alone() {
    return alone;
  }

  /** Id of a factor. */
  public String id(int factor) {
    return catalogue.factor(factor).id();
  }

  /** Whether a row's id comes before another's. */
  public boolean isBefore(int row, int other) {
    return id(row).compareTo(id(other)) < 0;
  }

  /** What a factor derives from: integers of the two, or null for an observed one. */
  int[] operands(int factor) {
    RiskFactor named = catalogue.factor(factor);
    return named.product() == null
        ? null
        : new int[] {integers.get(named.product().left()), integers.get(named.product().right())};
  }
}
