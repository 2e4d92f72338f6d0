package io.breakwater.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a writer may leave out means what the documents say. */
class SchemaDefaultsTest {

  private static final BigDecimal ZERO = decimal("0");
  private static final BigDecimal ONE = decimal("1");

  @Test
  void policyTermsAreTheDesignsMultipliers() {
    RiskPolicy policy = RiskPolicy.newBuilder().build();

    assertThat(policy.getId()).isEqualTo("default");
    assertThat(policy.getVersion()).isZero();
    assertThat(policy.getTime()).isEqualTo(Instant.EPOCH);
    assertThat(policy.getScheduled()).isEmpty();

    PolicyTerms terms = policy.getInForce();
    assertThat(terms.getWarningMultiplier()).isEqualTo(decimal("1.25"));
    assertThat(terms.getLiquidatableMultiplier()).isEqualTo(ONE);
    assertThat(terms.getSevereMultiplier()).isEqualTo(decimal("0.666666666666666667"));
    assertThat(terms.getWarningExitMultiplier()).isNull();
    assertThat(terms.getLiquidatableExitMultiplier()).isNull();
    assertThat(terms.getSevereExitMultiplier()).isNull();
    assertThat(terms.getBankruptExitMultiplier()).isNull();
    assertThat(terms.getLiquidateAtEquality()).isFalse();
    assertThat(terms.getCloseOut()).isEqualTo(CloseOutRule.FULL);
    assertThat(terms.getShocksBps())
        .containsExactly(50, 100, 200, 300, 500, 750, 1000, 1500, 2000, 3000);
    assertThat(terms.getGroups()).isEmpty();
    assertThat(terms.getBetas()).isEmpty();
    assertThat(terms.getScenarios()).isEmpty();
    assertThat(terms.getDustValue()).isEqualTo(decimal("100"));
    assertThat(terms.getStopAtIncentive()).isFalse();
  }

  @Test
  void marginParametersAskForNothing() {
    InstrumentParameters instrument =
        InstrumentParameters.newBuilder().setId("BTC").setKind(InstrumentKind.ASSET).build();

    assertThat(instrument.getPrice()).isNull();
    assertThat(instrument.getBorrowIndex()).isNull();
    assertThat(instrument.getSupplyIndex()).isNull();
    assertThat(instrument.getPriceScale()).isNull();
    assertThat(instrument.getVersion()).isZero();
    assertThat(instrument.getTime()).isEqualTo(Instant.EPOCH);
    assertThat(instrument.getScheduled()).isEmpty();

    MarginParameters rules = instrument.getInForce();
    assertThat(rules.getTiers()).isEmpty();
    assertThat(rules.getMarginBasis()).isEqualTo(MarginBasis.MARK);
    assertThat(rules.getClosingFeeRate()).isEqualTo(ZERO);
    assertThat(rules.getFlatMargin()).isEqualTo(ZERO);
    assertThat(rules.getDepositWeight()).isEqualTo(ONE);
    assertThat(rules.getDebtWeight()).isEqualTo(ONE);
    assertThat(rules.getLiquidationFeeRate()).isEqualTo(ZERO);
    assertThat(rules.getImpact().getModel()).isEqualTo(ImpactModel.DEPTH_CURVE);
    assertThat(rules.getImpact().getFallback()).isNull();
    assertThat(rules.getDepthMaximumAgeSeconds()).isEqualTo(60);
    assertThat(rules.getInsuranceFund()).isEqualTo("default");
  }

  @Test
  void snapshotIsOfAnEmptyAccount() {
    AccountSnapshot snapshot = AccountSnapshot.newBuilder().build();

    assertThat(snapshot.getCash()).isEqualTo(ZERO);
    assertThat(snapshot.getBalances()).isEmpty();
    assertThat(snapshot.getPositions()).isEmpty();
  }

  @Test
  void oracleValueIsAPriceWithoutConfidence() {
    OraclePrice price =
        OraclePrice.newBuilder()
            .setFactor("BTC")
            .setValue(ONE)
            .setPublishTime(Instant.EPOCH)
            .setSequence(1)
            .build();

    assertThat(price.getKind()).isEqualTo(FactorKind.PRICE);
    assertThat(price.getConfidence()).isNull();
    assertThat(price.getSource()).isEmpty();
  }

  @Test
  void riskFactorIsAnObservedPriceOfAnyScale() {
    RiskFactorParameters factor = RiskFactorParameters.newBuilder().setId("BTC").build();

    assertThat(factor.getKind()).isEqualTo(FactorKind.PRICE);
    assertThat(factor.getProduct()).isNull();
    assertThat(factor.getVersion()).isZero();
    assertThat(factor.getTime()).isEqualTo(Instant.EPOCH);
    assertThat(factor.getInForce().getScale()).isNull();
    assertThat(factor.getScheduled()).isEmpty();
  }

  private static BigDecimal decimal(String value) {
    return new BigDecimal(value).setScale(18);
  }
}
