package io.breakwater.local.explain;

import io.breakwater.local.input.Book;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.model.Arrival;
import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.CriticalPrices;
import io.breakwater.margin.model.Decision;
import io.breakwater.margin.model.FactorsOf;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.Level;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where an account of a book stands. The level before counts as HEALTHY.
 *
 * @param account the account
 * @param pending why it cannot be valued: a sentence that names what is missing; null where it can,
 *     else level, triggered level and valuation are null and nothing is listed
 * @param unvalued deposits that count for nothing
 * @param level by exact decision
 * @param triggeredLevel what triggers tell at the moment of the book: while deposits count for
 *     nothing their grace has just begun, and it does not rise
 * @param valuation equity and maintenance margin, exact
 * @param ratio equity / maintenance margin to 34 significant digits, rounded down; null where the
 *     margin is zero
 * @param healthFactor weighted deposits / weighted debts; null without debts, or with positions
 * @param prices the observed factors that the account rests on, by name
 * @param judgements what the judge says of the factors that it rests on, of those that are judged
 * @param closeOut what a trigger would say to close
 */
record Explanation(
    String account,
    String pending,
    List<Appraisal.Unvalued> unvalued,
    Level level,
    Level triggeredLevel,
    Valuation valuation,
    BigDecimal ratio,
    BigDecimal healthFactor,
    List<Sensitivity> prices,
    Map<String, Judgement> judgements,
    List<CloseOutLeg> closeOut) {
  private static final MarginModel MODEL = MarginModels.all();
  private static final MathContext RATIO_DIGITS = new MathContext(34, RoundingMode.FLOOR);

  /**
   * What one observed factor does to the account, the others held and everything derived from it
   * moving along.
   *
   * @param price the factor
   * @param value as it was accepted, in the factor's unit
   * @param critical where it makes the account liquidatable
   */
  record Sensitivity(String price, BigDecimal value, CriticalPrices critical) {}

  static Explanation of(Book.Entry entry, Book book) {
    Appraisal appraisal = MODEL.appraise(Arrival.of(entry.account(), book), book);
    Account account = appraisal.account();
    if (appraisal.isPending()) {
      return new Explanation(
          account.id(),
          appraisal.pending(),
          appraisal.unvalued(),
          null,
          null,
          null,
          null,
          null,
          List.of(),
          judgements(account, book),
          List.of());
    }
    Decision decision = MODEL.decide(account, Level.HEALTHY, book);
    return new Explanation(
        account.id(),
        null,
        appraisal.unvalued(),
        decision.level(),
        appraisal.unvalued().isEmpty() ? decision.level() : Level.HEALTHY,
        decision.valuation(),
        ratio(decision.valuation()),
        MODEL.healthFactor(account, book),
        sensitivities(account, book),
        judgements(account, book),
        MODEL.closeOut(account, book));
  }

  boolean isPending() {
    return pending != null;
  }

  private static BigDecimal ratio(Valuation valuation) {
    return valuation.requirement().signum() == 0
        ? null
        : Decimals.canonical(valuation.equity().divide(valuation.requirement(), RATIO_DIGITS));
  }

  /** What the judge says of the observed factors that the account rests on, of those judged. */
  private static Map<String, Judgement> judgements(Account account, Book book) {
    Map<String, Judgement> judgements = new LinkedHashMap<>();
    for (String factor : FactorsOf.observed(MODEL.factors(account, book), book)) {
      Judgement judgement = book.judgement(factor);
      if (judgement != null) {
        judgements.put(factor, judgement);
      }
    }
    return judgements;
  }

  private static List<Sensitivity> sensitivities(Account account, Book book) {
    List<Sensitivity> sensitivities = new ArrayList<>();
    MODEL
        .criticalPrices(account, book)
        .forEach(
            (price, critical) ->
                sensitivities.add(
                    new Sensitivity(price, Decimals.canonical(book.value(price)), critical)));
    return sensitivities;
  }
}
