package io.breakwater.kafka;

import io.breakwater.margin.terms.ImpactRule;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.schemas.FallbackImpact;
import io.breakwater.schemas.Impact;
import io.breakwater.schemas.ImpactModel;
import io.breakwater.schemas.MarginParameters;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of instruments' records that says how closing moves prices. */
final class ImpactRecords {
  private ImpactRecords() {}

  /**
   * The terms that the rules of an instrument state.
   *
   * @throws RefusedException for what {@link ImpactTerms} and its parts refuse, a field that the
   *     model lacks or has no use for, and a model that this release does not know
   */
  static ImpactTerms toDomain(MarginParameters record) {
    Impact impact = record.getImpact();
    FallbackImpact fallback = impact.getFallback();
    return new ImpactTerms(
        rule(impact),
        fallback == null ? null : rule(plain(fallback)),
        record.getDepthMaximumAgeSeconds(),
        record.getInsuranceFund());
  }

  private static Impact plain(FallbackImpact fallback) {
    return Impact.newBuilder()
        .setModel(fallback.getModel())
        .setDepth(fallback.getDepth())
        .setCoefficient(fallback.getCoefficient())
        .setDailyVolatility(fallback.getDailyVolatility())
        .setDailyVolume(fallback.getDailyVolume())
        .setMaximum(fallback.getMaximum())
        .setScale(fallback.getScale())
        .build();
  }

  private static FallbackImpact fallback(Impact plain) {
    return FallbackImpact.newBuilder()
        .setModel(plain.getModel())
        .setDepth(plain.getDepth())
        .setCoefficient(plain.getCoefficient())
        .setDailyVolatility(plain.getDailyVolatility())
        .setDailyVolume(plain.getDailyVolume())
        .setMaximum(plain.getMaximum())
        .setScale(plain.getScale())
        .build();
  }

  private static ImpactRule rule(Impact record) {
    return switch (record.getModel()) {
      case UNKNOWN -> throw Fields.unknown(record.getModel(), "the model of impact");
      case DEPTH_CURVE -> {
        requireOnly(record);
        yield new ImpactRule.DepthCurve();
      }
      case LINEAR -> {
        requireOnly(record, "depth");
        yield new ImpactRule.Linear(record.getDepth());
      }
      case SQUARE_ROOT -> {
        requireOnly(record, "coefficient", "dailyVolatility", "dailyVolume");
        yield new ImpactRule.SquareRoot(
            record.getCoefficient(), record.getDailyVolatility(), record.getDailyVolume());
      }
      case BOUNDED_EXPONENTIAL -> {
        requireOnly(record, "maximum", "scale");
        yield new ImpactRule.BoundedExponential(record.getMaximum(), record.getScale());
      }
    };
  }

  /** Checks that a model states its fields, all of them and no others. */
  private static void requireOnly(Impact record, String... names) {
    List<String> needed = List.of(names);
    fields(record)
        .forEach(
            (name, value) -> {
              if (value == null && needed.contains(name)) {
                throw invalid("impact: %s lacks %s: give it.".formatted(record.getModel(), name));
              }
              if (value != null && !needed.contains(name)) {
                throw invalid(
                    "impact: %s has no use for %s: leave it out."
                        .formatted(record.getModel(), name));
              }
            });
  }

  private static Map<String, BigDecimal> fields(Impact record) {
    Map<String, BigDecimal> fields = new LinkedHashMap<>();
    fields.put("depth", record.getDepth());
    fields.put("coefficient", record.getCoefficient());
    fields.put("dailyVolatility", record.getDailyVolatility());
    fields.put("dailyVolume", record.getDailyVolume());
    fields.put("maximum", record.getMaximum());
    fields.put("scale", record.getScale());
    return fields;
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(Refusal.INVALID_PARAMETERS, message);
  }

  /** Writes terms into the rules of an instrument. */
  static void write(ImpactTerms terms, MarginParameters.Builder record) {
    Impact impact = toAvro(terms.rule());
    impact.setFallback(terms.fallback() == null ? null : fallback(toAvro(terms.fallback())));
    record
        .setImpact(impact)
        .setDepthMaximumAgeSeconds(terms.depthMaximumAgeSeconds())
        .setInsuranceFund(terms.insuranceFund());
  }

  private static Impact toAvro(ImpactRule rule) {
    return rule.accept(new Writing()).build();
  }

  private static final class Writing
      implements ImpactRule.Visitor<Impact.Builder, RuntimeException> {
    @Override
    public Impact.Builder depthCurve(ImpactRule.DepthCurve rule) {
      return Impact.newBuilder().setModel(ImpactModel.DEPTH_CURVE);
    }

    @Override
    public Impact.Builder linear(ImpactRule.Linear rule) {
      return Impact.newBuilder().setModel(ImpactModel.LINEAR).setDepth(rule.depth());
    }

    @Override
    public Impact.Builder squareRoot(ImpactRule.SquareRoot rule) {
      return Impact.newBuilder()
          .setModel(ImpactModel.SQUARE_ROOT)
          .setCoefficient(rule.coefficient())
          .setDailyVolatility(rule.dailyVolatility())
          .setDailyVolume(rule.dailyVolume());
    }

    @Override
    public Impact.Builder boundedExponential(ImpactRule.BoundedExponential rule) {
      return Impact.newBuilder()
          .setModel(ImpactModel.BOUNDED_EXPONENTIAL)
          .setMaximum(rule.maximum())
          .setScale(rule.scale());
    }
  }
}
