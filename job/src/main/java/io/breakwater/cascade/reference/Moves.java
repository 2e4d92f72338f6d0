package io.breakwater.cascade.reference;

import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What moves when the price of a row moves: the price itself, the members of its group by their
 * betas, and everything that derives from any of these by the product of what its operands move by,
 * unrounded. No price falls below zero.
 */
final class Moves {
  private final Market market;
  private final Map<String, BigDecimal> betas = new HashMap<>();
  private final BigDecimal own;

  Moves(String row, Market market, CascadeTerms terms) {
    this.market = market;
    betas.put(row, BigDecimal.ONE);
    for (CascadeTerms.Group group : terms.groups()) {
      if (group.members().stream().anyMatch(member -> member.factor().equals(row))) {
        group.members().forEach(member -> betas.put(member.factor(), member.beta()));
      }
    }
    own = betas.get(row);
  }

  /** Of one price alone, whatever its group. */
  static Moves alone(String row, Market market) {
    return new Moves(row, market, CascadeTerms.DEFAULT);
  }

  /**
   * The move of a factor, share of its value, for a move of the row's price: −1 or more.
   *
   * @param move of the row's price, share of it, below 0 where it falls
   */
  BigDecimal of(String factor, BigDecimal move) {
    Product product = market.product(factor);
    if (product != null) {
      BigDecimal left = BigDecimal.ONE.add(of(product.left(), move));
      BigDecimal right = BigDecimal.ONE.add(of(product.right(), move));
      return left.multiply(right).subtract(BigDecimal.ONE);
    }
    return linear(factor, move).max(BigDecimal.ONE.negate());
  }

  /** The same of an observed factor that could fall below zero. */
  private BigDecimal linear(String observed, BigDecimal move) {
    BigDecimal beta = betas.get(observed);
    if (beta == null) {
      return BigDecimal.ZERO;
    }
    return beta.equals(own) ? move : move.multiply(beta).divide(own, Exact.DIGITS);
  }

  /** By how much a factor moves for each unit that the row's price moves, while none is at zero. */
  BigDecimal slope(String factor) {
    Product product = market.product(factor);
    return product == null
        ? linear(factor, BigDecimal.ONE)
        : slope(product.left()).add(slope(product.right()));
  }

  /** The market after a move of the row's price. */
  Market after(BigDecimal move) {
    return new Moved(this, move);
  }

  private record Moved(Moves moves, BigDecimal move) implements Market {
    @Override
    public InstrumentParameters parameters(String instrument) {
      return moves.market.parameters(instrument);
    }

    @Override
    public BigDecimal value(String factor) {
      BigDecimal value = moves.market.value(factor);
      return value == null ? null : value.multiply(BigDecimal.ONE.add(moves.of(factor, move)));
    }

    @Override
    public Product product(String factor) {
      return moves.market.product(factor);
    }

    @Override
    public RiskPolicy policy() {
      return moves.market.policy();
    }
  }
}
