package io.breakwater.local.input;

import io.breakwater.local.command.InputException;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.FactorGroups;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.FactorGraph;
import io.breakwater.oracle.FactorValue;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The factors of a book with their values: observed ones as it says, and what derives from them.
 * Refuses, by file and line, what the job would not use.
 */
final class BookValues {
  private final String file;
  private final FactorGraph graph = new FactorGraph();
  private final Map<String, RiskFactorParameters> judgedFactors = new HashMap<>();
  private final Map<String, Judgement> judgements = new HashMap<>();

  /**
   * @throws InputException for factors and instruments that contradict each other
   */
  BookValues(
      String file, Collection<Book.Factor> factors, Collection<Book.Instrument> instruments) {
    this.file = file;
    factors.forEach(factor -> checked(factor.line(), () -> define(factor.parameters())));
    instruments.forEach(each -> checked(each.line(), () -> price(each.parameters(), factors)));
  }

  /**
   * Checks the policy's groups against the factors.
   *
   * @param line where it stands in the book
   * @throws InputException where they contradict each other
   */
  void requireAgreement(RiskPolicy policy, long line) {
    checked(line, () -> new FactorGroups(graph).requireAgreement(policy));
  }

  private void define(RiskFactorParameters factor) {
    if (factor.inForce().isJudged()) {
      judgedFactors.put(factor.id(), factor);
    }
    graph.requireDefinable(factor.id(), factor.product(), false);
    graph.name(factor.id());
    if (factor.inForce().statesScale()) {
      graph.restate(factor.id(), factor.inForce().scale());
    }
    if (factor.product() != null) {
      graph.define(factor.id(), factor.product());
    }
  }

  private void price(InstrumentParameters instrument, Collection<Book.Factor> factors) {
    if (instrument.statesPriceScale()) {
      requireSameScale(instrument, factors);
      graph.name(instrument.id());
      graph.restate(instrument.id(), instrument.priceScale());
    }
    graph.name(instrument.factors().price());
    for (BalanceSide side : BalanceSide.values()) {
      Product grown = instrument.factors().grown(side);
      if (grown != null) {
        String implied = grown.impliedId();
        boolean stated = factors.stream().anyMatch(f -> f.parameters().id().equals(implied));
        graph.requireDefinable(implied, grown, stated);
        graph.define(grown.impliedId(), grown);
      }
    }
  }

  private static void requireSameScale(
      InstrumentParameters instrument, Collection<Book.Factor> factors) {
    for (Book.Factor factor : factors) {
      RiskFactorParameters own = factor.parameters();
      if (own.id().equals(instrument.id())
          && own.inForce().statesScale()
          && own.inForce().scale() != instrument.priceScale()) {
        throw new RefusedException(
            Refusal.CONTRADICTION,
            "instrument %s states a priceScale of %d, and its factor a scale of %d: leave one out."
                .formatted(instrument.id(), instrument.priceScale(), own.inForce().scale()));
      }
    }
  }

  /**
   * Takes a price of the book.
   *
   * @return the same, rounded to the factor's scale
   * @throws InputException for one of a factor that is unknown or derived, that is not above 0, or
   *     that the factor's scale cannot tell
   */
  Book.Price accept(Book.Price price) {
    checked(price.line(), () -> requireObserved(price));
    RiskFactorParameters judged = judgedFactors.get(price.factor());
    if (judged != null) {
      checked(
          price.line(),
          () -> judgements.put(price.factor(), BookJudgement.of(judged, price.value())));
      if (judgements.get(price.factor()).value() == null) {
        return price;
      }
    }
    checked(price.line(), () -> graph.accept(price.factor(), price.value()));
    return new Book.Price(price.factor(), value(price.factor()), price.line());
  }

  /** What the judge says of a factor's price; null of one that is not judged, or has none. */
  Judgement judgement(String factor) {
    return judgements.get(factor);
  }

  private void requireObserved(Book.Price price) {
    String factor = price.factor();
    if (!graph.isKnown(factor)) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "prices name %s, which is not among the instruments, nor any other factor: add it there."
              .formatted(factor));
    }
    if (graph.isDerived(factor)) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "prices name %s, which is the product %s: give prices of these, it follows."
              .formatted(factor, graph.product(factor)));
    }
    if (price.value().signum() <= 0) {
      throw new RefusedException(
          Refusal.NON_POSITIVE_PRICE,
          "the price of %s is %s: it must be above 0."
              .formatted(factor, price.value().toPlainString()));
    }
  }

  private void checked(long line, Runnable action) {
    try {
      action.run();
    } catch (RefusedException e) {
      throw InputException.at(file, line, e.reason(), e.getMessage());
    }
  }

  /** The value of a factor, rounded to its scale; null while it has none. */
  BigDecimal value(String factor) {
    FactorValue value = graph.isKnown(factor) ? graph.value(factor) : null;
    return value == null ? null : BigDecimal.valueOf(value.units(), value.scale());
  }

  /** What a factor derives from; null for one that is observed, or not known. */
  Product product(String factor) {
    return graph.isKnown(factor) ? graph.product(factor) : null;
  }
}
