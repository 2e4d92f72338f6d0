package io.breakwater.kafka;

import io.breakwater.margin.terms.CloseOutRule;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.margin.terms.PolicyTerms.Threshold;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.schemas.ScheduledPolicyTerms;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.value.Origin;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;

/** Records of the topic {@code policy}, and updates of policies. */
public final class RiskPolicyRecords {
  /** What the source of policies reads. */
  static final InboundRecord<io.breakwater.schemas.RiskPolicy, PolicyUpdate> INBOUND =
      new InboundRecord<>(
          io.breakwater.schemas.RiskPolicy.class,
          RiskPolicyRecords::toDomain,
          io.breakwater.schemas.RiskPolicy::getId,
          record -> null,
          io.breakwater.schemas.RiskPolicy::getTime,
          RecordBounds.PARAMETERS);

  private RiskPolicyRecords() {}

  /**
   * The policy that a record states.
   *
   * @throws RefusedException for what {@link RiskPolicy} and its parts refuse, times outside of the
   *     years 1970 to 9999, and a negative version
   */
  public static PolicyUpdate toDomain(io.breakwater.schemas.RiskPolicy record, Origin origin) {
    RiskPolicy policy =
        new RiskPolicy(
            record.getId(),
            Fields.number(record.getVersion(), "version"),
            terms(record.getInForce()),
            record.getScheduled().stream().map(RiskPolicyRecords::scheduled).toList());
    return new PolicyUpdate(policy, Fields.micros(record.getTime(), "time"), origin);
  }

  private static RiskPolicy.Scheduled scheduled(ScheduledPolicyTerms scheduled) {
    return new RiskPolicy.Scheduled(
        Fields.micros(scheduled.getEffectiveTime(), "effectiveTime"), terms(scheduled.getTerms()));
  }

  private static PolicyTerms terms(io.breakwater.schemas.PolicyTerms record) {
    return new PolicyTerms(
        new Threshold(record.getWarningMultiplier(), record.getWarningExitMultiplier()),
        new Threshold(record.getLiquidatableMultiplier(), record.getLiquidatableExitMultiplier()),
        new Threshold(record.getSevereMultiplier(), record.getSevereExitMultiplier()),
        new Threshold(BigDecimal.ZERO, record.getBankruptExitMultiplier()),
        record.getLiquidateAtEquality(),
        Fields.constant(CloseOutRule.class, record.getCloseOut(), "closeOut"),
        record.getHaltedFactor(),
        Fields.constant(Level.class, record.getRecoveringLevel(), "recoveringLevel"),
        CascadeTermsRecords.toDomain(record));
  }

  /** The record that states a policy. */
  public static io.breakwater.schemas.RiskPolicy toAvro(PolicyUpdate update) {
    RiskPolicy policy = update.policy();
    return io.breakwater.schemas.RiskPolicy.newBuilder()
        .setId(policy.id())
        .setVersion(policy.version())
        .setTime(Fields.instant(update.time()))
        .setInForce(toAvro(policy.inForce()))
        .setScheduled(policy.scheduled().stream().map(RiskPolicyRecords::toAvro).toList())
        .build();
  }

  private static ScheduledPolicyTerms toAvro(RiskPolicy.Scheduled scheduled) {
    return ScheduledPolicyTerms.newBuilder()
        .setEffectiveTime(Fields.instant(scheduled.effectiveTime()))
        .setTerms(toAvro(scheduled.terms()))
        .build();
  }

  private static io.breakwater.schemas.PolicyTerms toAvro(PolicyTerms terms) {
    var record = io.breakwater.schemas.PolicyTerms.newBuilder();
    CascadeTermsRecords.write(terms.cascade(), record);
    return record
        .setWarningMultiplier(terms.warning().entry())
        .setWarningExitMultiplier(terms.warning().exit())
        .setLiquidatableMultiplier(terms.liquidatable().entry())
        .setLiquidatableExitMultiplier(terms.liquidatable().exit())
        .setSevereMultiplier(terms.severe().entry())
        .setSevereExitMultiplier(terms.severe().exit())
        .setBankruptExitMultiplier(terms.bankrupt().exit())
        .setLiquidateAtEquality(terms.liquidateAtEquality())
        .setCloseOut(Fields.symbol(io.breakwater.schemas.CloseOutRule.class, terms.closeOut()))
        .setHaltedFactor(terms.haltedFactor())
        .setRecoveringLevel(
            Fields.symbol(io.breakwater.schemas.Level.class, terms.recoveringLevel()))
        .build();
  }
}
