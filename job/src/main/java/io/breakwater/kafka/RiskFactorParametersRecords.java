package io.breakwater.kafka;

import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.schemas.ScheduledFactorTerms;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.value.Origin;
import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.util.List;

/** Records of the topic {@code risk-factors}, and updates of risk factors. */
public final class RiskFactorParametersRecords {
  /** What the source of risk factors reads. */
  static final InboundRecord<io.breakwater.schemas.RiskFactorParameters, FactorUpdate> INBOUND =
      new InboundRecord<>(
          io.breakwater.schemas.RiskFactorParameters.class,
          RiskFactorParametersRecords::toDomain,
          io.breakwater.schemas.RiskFactorParameters::getId,
          record -> null,
          io.breakwater.schemas.RiskFactorParameters::getTime,
          RecordBounds.PARAMETERS);

  private static final int OPERANDS = 2;

  private RiskFactorParametersRecords() {}

  /**
   * The parameters that a record states.
   *
   * @throws RefusedException for what {@link RiskFactorParameters} and its parts refuse, times
   *     outside of the years 1970 to 9999, a negative version, and a product of other than two
   */
  public static FactorUpdate toDomain(
      io.breakwater.schemas.RiskFactorParameters record, Origin origin) {
    RiskFactorParameters parameters =
        new RiskFactorParameters(
            record.getId(),
            Fields.constant(
                FactorKind.class, record.getKind(), "the kind of factor " + record.getId()),
            product(record),
            Fields.number(record.getVersion(), "version"),
            terms(record.getInForce()),
            record.getScheduled().stream().map(RiskFactorParametersRecords::scheduled).toList());
    return new FactorUpdate(parameters, Fields.micros(record.getTime(), "time"), origin);
  }

  private static Product product(io.breakwater.schemas.RiskFactorParameters record) {
    List<String> operands = record.getProduct();
    if (operands == null) {
      return null;
    }
    if (operands.size() != OPERANDS) {
      throw new RefusedException(
          Refusal.INVALID_PARAMETERS,
          "factor %s is a product of %d factors: name two; a product may be an operand of another."
              .formatted(record.getId(), operands.size()));
    }
    return new Product(operands.get(0), operands.get(1));
  }

  private static FactorTerms terms(io.breakwater.schemas.FactorTerms terms) {
    Integer scale = terms.getScale();
    if (scale != null && scale < 0) {
      throw new RefusedException(
          Refusal.INVALID_PARAMETERS,
          "a factor's scale is " + scale + ": it lies in 0 to 18, or is left out.");
    }
    return new FactorTerms(
        scale == null ? PriceScale.UNSTATED : scale,
        OracleTermsRecords.toDomain(terms.getOracle()));
  }

  private static RiskFactorParameters.Scheduled scheduled(ScheduledFactorTerms scheduled) {
    return new RiskFactorParameters.Scheduled(
        Fields.micros(scheduled.getEffectiveTime(), "effectiveTime"), terms(scheduled.getTerms()));
  }

  /** The record that states the parameters of a risk factor. */
  public static io.breakwater.schemas.RiskFactorParameters toAvro(FactorUpdate update) {
    RiskFactorParameters parameters = update.parameters();
    Product product = parameters.product();
    return io.breakwater.schemas.RiskFactorParameters.newBuilder()
        .setId(parameters.id())
        .setKind(Fields.symbol(io.breakwater.schemas.FactorKind.class, parameters.kind()))
        .setProduct(product == null ? null : List.of(product.left(), product.right()))
        .setVersion(parameters.version())
        .setTime(Fields.instant(update.time()))
        .setInForce(toAvro(parameters.inForce()))
        .setScheduled(
            parameters.scheduled().stream().map(RiskFactorParametersRecords::toAvro).toList())
        .build();
  }

  private static ScheduledFactorTerms toAvro(RiskFactorParameters.Scheduled scheduled) {
    return ScheduledFactorTerms.newBuilder()
        .setEffectiveTime(Fields.instant(scheduled.effectiveTime()))
        .setTerms(toAvro(scheduled.terms()))
        .build();
  }

  private static io.breakwater.schemas.FactorTerms toAvro(FactorTerms terms) {
    return io.breakwater.schemas.FactorTerms.newBuilder()
        .setScale(terms.statesScale() ? terms.scale() : null)
        .setOracle(OracleTermsRecords.toAvro(terms.judging()))
        .build();
  }
}
