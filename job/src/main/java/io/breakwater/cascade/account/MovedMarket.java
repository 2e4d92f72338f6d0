package io.breakwater.cascade.account;

import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/**
 * A market after a move of one price, exact: members of its group have moved by their betas, what
 * derives from any of these by the product of what its operands have moved by, unrounded. No price
 * is below zero. The quotient of two betas is taken to 60 significant digits where it does not end.
 */
public final class MovedMarket implements Market {
  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

  private final Market market;
  private final Map<String, BigDecimal> multiples;

  private MovedMarket(Market market, Map<String, BigDecimal> multiples) {
    this.market = market;
    this.multiples = multiples;
  }

  /**
   * After a move, the group moving along.
   *
   * @param price id of an observed factor
   * @param move share of the price, below 0 where it falls
   */
  static MovedMarket of(Market market, CascadeTerms terms, String price, BigDecimal move) {
    Map<String, BigDecimal> multiples = new HashMap<>();
    multiples.put(price, multiple(move));
    for (CascadeTerms.Group group : terms.groups()) {
      for (CascadeTerms.Member own : group.members()) {
        if (own.factor().equals(price)) {
          group
              .members()
              .forEach(
                  member ->
                      multiples.put(
                          member.factor(),
                          multiple(quotient(move.multiply(member.beta()), own.beta()))));
        }
      }
    }
    return new MovedMarket(market, multiples);
  }

  /** With one price at another value, and what derives from it; its group stays. */
  static MovedMarket alone(Market market, String price, BigDecimal value) {
    BigDecimal multiple = quotient(value, market.value(price));
    return new MovedMarket(market, Map.of(price, multiple));
  }

  /** A quotient, exact where it ends within 60 digits. */
  static BigDecimal quotient(BigDecimal over, BigDecimal under) {
    return over.divide(under, DIGITS);
  }

  private static BigDecimal multiple(BigDecimal move) {
    return BigDecimal.ONE.add(move).max(BigDecimal.ZERO);
  }

  private BigDecimal multiple(String factor) {
    Product product = market.product(factor);
    return product == null
        ? multiples.getOrDefault(factor, BigDecimal.ONE)
        : multiple(product.left()).multiply(multiple(product.right()));
  }

  @Override
  public InstrumentParameters parameters(String instrument) {
    return market.parameters(instrument);
  }

  @Override
  public BigDecimal value(String factor) {
    BigDecimal value = market.value(factor);
    return value == null ? null : value.multiply(multiple(factor));
  }

  @Override
  public Product product(String factor) {
    return market.product(factor);
  }

  @Override
  public RiskPolicy policy() {
    return market.policy();
  }
}
