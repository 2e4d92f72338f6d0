package io.breakwater.local.explain;

import io.breakwater.local.explain.Explanation.Sensitivity;
import io.breakwater.margin.account.Appraisal;
import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.CriticalPrices;
import io.breakwater.margin.model.PriceInterval;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An explanation for people, to 12 significant digits: margins, lower ends, and bankruptcy prices
 * of what is owned are rounded up, so that at an end that is rounded nobody is liquidatable.
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
      text.append(unvalued(explanation));
      return text.append(judged(explanation).text("  ")).toString();
    }
    text.append(explanation.level());
    text.append(explanation.level().isLiquidatable() ? "   liquidatable\n" : "\n");
    text.append(unvalued(explanation));
    text.append(values(explanation).text("  "));
    if (!explanation.prices().isEmpty()) {
      text.append('\n').append(prices(explanation).text("  "));
    }
    if (!explanation.judgements().isEmpty()) {
      text.append('\n').append(judged(explanation).text("  "));
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

  /** One row a source: what it says, and whether the value is made of it. */
  private static Table judged(Explanation explanation) {
    Table table = new Table();
    if (!explanation.judgements().isEmpty()) {
      table.row("judged price", "validity", "source", "value", "used");
    }
    explanation
        .judgements()
        .forEach(
            (factor, judgement) ->
                judgement
                    .sources()
                    .forEach(
                        source ->
                            table.row(
                                factor,
                                judgement.validity().name(),
                                source.source(),
                                source.value() == null ? NONE : plain(source.value()),
                                source.used() ? "yes" : "no: " + source.reason())));
    return table;
  }

  private static String safe(CriticalPrices critical) {
    if (critical.unsafeAtEveryPrice()) {
      return "at no price";
    }
    PriceInterval exact = critical.safe();
    PriceInterval shown = new PriceInterval(upwards(exact.low()), downwards(exact.high()));
    if (isEmpty(shown)) {
      shown = exact;
    }
    return critical.unsafeAtEnds()
        ? interval(shown, "above ", "below ", " and below ") + unsafeEnds(shown, exact)
        : interval(shown, "from ", "up to ", " to ");
  }

  /** Whether rounding has left nothing of an interval. */
  private static boolean isEmpty(PriceInterval interval) {
    return interval.low() != null
        && interval.high() != null
        && interval.low().compareTo(interval.high()) > 0;
  }

  private static String interval(PriceInterval safe, String from, String upTo, String to) {
    if (safe.low() == null) {
      return safe.high() == null ? "at every price" : upTo + plain(safe.high());
    }
    return safe.high() == null
        ? from + plain(safe.low())
        : from + plain(safe.low()) + to + plain(safe.high());
  }

  /** Which ends are shown as they are: at one that is rounded nobody is liquidatable. */
  private static String unsafeEnds(PriceInterval shown, PriceInterval exact) {
    String ends =
        Stream.of(unrounded(shown.low(), exact.low()), unrounded(shown.high(), exact.high()))
            .flatMap(Optional::stream)
            .map(TextExplanation::plain)
            .collect(Collectors.joining(" and "));
    return ends.isEmpty() ? "" : " (liquidatable at " + ends + ")";
  }

  private static Optional<BigDecimal> unrounded(BigDecimal shown, BigDecimal exact) {
    return Optional.ofNullable(shown).filter(end -> end.compareTo(exact) == 0);
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
    return value == null ? NONE : plain(downwards(value));
  }

  private static String up(BigDecimal value) {
    return value == null ? NONE : plain(upwards(value));
  }

  private static BigDecimal downwards(BigDecimal value) {
    return value == null ? null : value.round(new MathContext(DIGITS, RoundingMode.FLOOR));
  }

  private static BigDecimal upwards(BigDecimal value) {
    return value == null ? null : value.round(new MathContext(DIGITS, RoundingMode.CEILING));
  }

  private static String plain(BigDecimal value) {
    return Decimals.canonical(value).toPlainString();
  }
}
