package io.breakwater.local.explain;

import io.breakwater.local.explain.Explanation.Sensitivity;
import io.breakwater.margin.Appraisal;
import io.breakwater.margin.CloseOutLeg;
import io.breakwater.margin.CriticalPrices;
import io.breakwater.margin.Decimals;
import io.breakwater.margin.PriceInterval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * An explanation for people, to 12 significant digits: margins, lower ends, and bankruptcy prices
 * of what is owned are rounded up.
 */
final class TextExplanation {
  private static final String NONE = "-";
  private static final int DIGITS = 12;

  private TextExplanation() {}

  static String text(Explanation explanation) {
    StringBuilder text = new StringBuilder();
    text.append(explanation.account()).append("   ");
    if (explanation.isPending()) {
      text.append("pending: ").append(explanation.pending()).append('\n');
      return text.append(unvalued(explanation)).toString();
    }
    text.append(explanation.level());
    text.append(explanation.level().isLiquidatable() ? "   liquidatable\n" : "\n");
    text.append(unvalued(explanation));
    text.append(values(explanation).text("  "));
    if (!explanation.prices().isEmpty()) {
      text.append('\n').append(prices(explanation).text("  "));
    }
    if (!explanation.closeOut().isEmpty()) {
      text.append('\n').append(closeOut(explanation).text("  "));
    }
    return text.toString();
  }

  private static String unvalued(Explanation explanation) {
    StringBuilder lines = new StringBuilder();
    for (Appraisal.Unvalued unvalued : explanation.unvalued()) {
      lines
          .append("  the deposit of ")
          .append(unvalued.instrument())
          .append(" counts for nothing: ")
          .append(unvalued.reason())
          .append('\n');
    }
    return lines.toString();
  }

  private static Table values(Explanation explanation) {
    return new Table()
        .row("equity", down(explanation.valuation().equity()))
        .row("maintenance margin", up(explanation.valuation().requirement()))
        .row("equity / maintenance margin", down(explanation.ratio()))
        .row("health factor", down(explanation.healthFactor()));
  }

  private static Table prices(Explanation explanation) {
    Table table = new Table().row("price", "value", "not liquidatable");
    for (Sensitivity sensitivity : explanation.prices()) {
      table.row(
          sensitivity.price(), sensitivity.value().toPlainString(), safe(sensitivity.critical()));
    }
    return table;
  }

  private static String safe(CriticalPrices critical) {
    if (critical.unsafeAtEveryPrice()) {
      return "at no price";
    }
    return critical.unsafeAtEnds()
        ? interval(critical.safe(), "above ", "below ", " and below ")
        : interval(critical.safe(), "from ", "up to ", " to ");
  }

  private static String interval(PriceInterval safe, String from, String upTo, String to) {
    if (safe.low() == null) {
      return safe.high() == null ? "at every price" : upTo + down(safe.high());
    }
    return safe.high() == null
        ? from + up(safe.low())
        : from + up(safe.low()) + to + down(safe.high());
  }

  private static Table closeOut(Explanation explanation) {
    Table table =
        new Table().row("to close", "kind", "leg", "size", "bankruptcy price", "incentive");
    for (CloseOutLeg leg : explanation.closeOut()) {
      table.row(
          leg.instrument(),
          leg.kind().name(),
          leg.leg().isEmpty() ? NONE : leg.leg(),
          leg.size().toPlainString(),
          leg.size().signum() > 0 ? up(leg.bankruptcyPrice()) : down(leg.bankruptcyPrice()),
          leg.incentiveRate().toPlainString());
    }
    return table;
  }

  private static String down(BigDecimal value) {
    return rounded(value, RoundingMode.FLOOR);
  }

  private static String up(BigDecimal value) {
    return rounded(value, RoundingMode.CEILING);
  }

  private static String rounded(BigDecimal value, RoundingMode mode) {
    return value == null
        ? NONE
        : Decimals.canonical(value.round(new MathContext(DIGITS, mode))).toPlainString();
  }
}
