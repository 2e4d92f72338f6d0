package io.breakwater.local.explain;

import io.breakwater.local.InputException;
import io.breakwater.local.files.Book;
import io.breakwater.margin.Account;
import io.breakwater.margin.Appraisal;
import io.breakwater.margin.CloseOutLeg;
import io.breakwater.margin.CloseOutPlan;
import io.breakwater.margin.CriticalPrices;
import io.breakwater.margin.Decimals;
import io.breakwater.margin.Decision;
import io.breakwater.margin.HealthFactor;
import io.breakwater.margin.Level;
import io.breakwater.margin.LinearMarginModel;
import io.breakwater.margin.MarginModel;
import io.breakwater.margin.Refusal;
import io.breakwater.margin.Valuation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an account of a book stands. The level before counts as HEALTHY.
 *
 * @param account the account
 * @param level by exact decision
 * @param valuation equity and maintenance margin, exact
 * @param ratio equity / maintenance margin to 34 significant digits, rounded down; null where the
 *     margin is zero
 * @param healthFactor weighted deposits / weighted debts; null without debts, or with positions
 * @param instruments what the account holds, by name
 * @param closeOut what a trigger would say to close
 */
record Explanation(
    String account,
    Level level,
    Valuation valuation,
    BigDecimal ratio,
    BigDecimal healthFactor,
    List<Sensitivity> instruments,
    List<CloseOutLeg> closeOut) {
  private static final MarginModel MODEL = new LinearMarginModel();
  private static final MathContext RATIO_DIGITS = new MathContext(34, RoundingMode.FLOOR);

  /**
   * What one instrument's price does to the account, the others held.
   *
   * @param critical where it makes the account liquidatable
   */
  record Sensitivity(String instrument, CriticalPrices critical) {}

  /**
   * @throws InputException when the book lacks parameters or a price that the account needs
   */
  static Explanation of(Book.Entry entry, Book book) {
    Appraisal appraisal = MODEL.appraise(entry.account(), book);
    Account account = appraisal.account();
    if (appraisal.isPending()) {
      throw InputException.at(
          book.name(),
          entry.line(),
          Refusal.MISSING_VALUE,
          "account "
              + account.id()
              + " cannot be valued: "
              + appraisal.pending()
              + "; add it to the book.");
    }
    Decision decision = MODEL.decide(account, Level.HEALTHY, book);
    return new Explanation(
        account.id(),
        decision.level(),
        decision.valuation(),
        ratio(decision.valuation()),
        HealthFactor.of(account, book),
        sensitivities(account, book),
        CloseOutPlan.of(account, book));
  }

  private static BigDecimal ratio(Valuation valuation) {
    return valuation.requirement().signum() == 0
        ? null
        : Decimals.canonical(valuation.equity().divide(valuation.requirement(), RATIO_DIGITS));
  }

  private static List<Sensitivity> sensitivities(Account account, Book book) {
    List<Sensitivity> sensitivities = new ArrayList<>();
    CriticalPrices.of(account, book)
        .forEach(
            (instrument, critical) -> sensitivities.add(new Sensitivity(instrument, critical)));
    return sensitivities;
  }
}
