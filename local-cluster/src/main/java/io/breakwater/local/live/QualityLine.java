package io.breakwater.local.live;

import io.breakwater.schemas.PriceQuality;
import io.breakwater.schemas.SourceVerdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A change of how far a price can be relied upon, in one line. */
final class QualityLine {
  private static final int MICROS_PER_SECOND = 1_000_000;

  private QualityLine() {}

  static String of(PriceQuality quality) {
    return String.format(
        Locale.ROOT,
        "%s  %-9s %-12s %-16s  %s",
        Figures.time(quality.getTime().getEpochSecond() * MICROS_PER_SECOND),
        quality.getValidity(),
        quality.getFactor(),
        quality.getValue() == null ? "no value" : Figures.exact(quality.getValue()),
        sources(quality.getSources()));
  }

  private static String sources(List<SourceVerdict> sources) {
    List<String> unused =
        sources.stream().filter(source -> !source.getUsed()).map(QualityLine::unused).toList();
    return unused.isEmpty()
        ? "made of " + names(sources)
        : "not used: " + String.join(", ", unused);
  }

  private static String unused(SourceVerdict source) {
    String value = source.getValue() == null ? "" : " " + Figures.exact(source.getValue());
    return source.getSource() + value + " " + source.getReason();
  }

  private static String names(List<SourceVerdict> sources) {
    return sources.stream().map(SourceVerdict::getSource).collect(Collectors.joining(", "));
  }
}
