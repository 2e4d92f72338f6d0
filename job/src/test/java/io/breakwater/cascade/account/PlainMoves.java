package io.breakwater.cascade.account;

import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Function;

/** Markets after moves, by the words of the definition. */
final class PlainMoves {
  static final MathContext DIGITS = new MathContext(60);

  private PlainMoves() {}

  /** The market after a row's price has moved by a share, its group along. */
  static Market after(FixedMarket market, CascadeTerms terms, String row, BigDecimal move) {
    return moved(market, observed -> move(observed, terms, row, move));
  }

  /** The market with a row's price at a value, its group where it was. */
  static Market at(FixedMarket market, String row, BigDecimal value) {
    BigDecimal move = value.divide(market.value(row), DIGITS).subtract(BigDecimal.ONE);
    return moved(market, observed -> observed.equals(row) ? move : BigDecimal.ZERO);
  }

  private static BigDecimal move(String observed, CascadeTerms terms, String row, BigDecimal move) {
    if (observed.equals(row)) {
      return move;
    }
    for (CascadeTerms.Group group : terms.groups()) {
      BigDecimal own = beta(group, row);
      BigDecimal other = beta(group, observed);
      if (own != null && other != null) {
        return move.multiply(other).divide(own, DIGITS);
      }
    }
    return BigDecimal.ZERO;
  }

  private static BigDecimal beta(CascadeTerms.Group group, String factor) {
    return group.members().stream()
        .filter(member -> member.factor().equals(factor))
        .map(CascadeTerms.Member::beta)
        .findFirst()
        .orElse(null);
  }

  private static Market moved(FixedMarket market, Function<String, BigDecimal> moves) {
    return new Market() {
      @Override
      public InstrumentParameters parameters(String instrument) {
        return market.parameters(instrument);
      }

      @Override
      public BigDecimal value(String factor) {
        return market.value(factor).multiply(multiple(factor));
      }

      private BigDecimal multiple(String factor) {
        Product product = market.product(factor);
        return product == null
            ? BigDecimal.ONE.add(moves.apply(factor)).max(BigDecimal.ZERO)
            : multiple(product.left()).multiply(multiple(product.right()));
      }

      @Override
      public Product product(String factor) {
        return market.product(factor);
      }

      @Override
      public RiskPolicy policy() {
        return market.policy();
      }
    };
  }
}
