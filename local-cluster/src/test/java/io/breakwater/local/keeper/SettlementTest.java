package io.breakwater.local.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.schemas.LegKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettlementTest {
  private static final String FEE = "0.01";

  private static Settlement settle(Triggers trigger) {
    return Settlement.of(trigger.build(), Set.of("BTCUSD"));
  }

  @Test
  void closedPositionLeavesEquityLessFee() {
    Settlement settlement =
        settle(
            Triggers.entered("a", 1)
                .equity("150")
                .leg("BTCUSDT", LegKind.POSITION, "0.1", "50000")
                .close("BTCUSDT", LegKind.POSITION, "0.1", FEE));
    assertThat(settlement.fee()).isEqualByComparingTo("50");
    assertThat(settlement.after()).isEqualTo(cash("100"));
    assertThat(settlement.badDebt()).isEqualByComparingTo("0");
  }

  @Test
  void feeOfAnInverseContractIsOnItsSize() {
    Settlement settlement =
        settle(
            Triggers.entered("a", 1)
                .equity("150")
                .leg("BTCUSD", LegKind.POSITION, "-5000", "50000")
                .close("BTCUSD", LegKind.POSITION, "-5000", FEE));
    assertThat(settlement.fee()).isEqualByComparingTo("50");
  }

  @Test
  void missingIsPaidByTheInsuranceFund() {
    Settlement settlement =
        settle(
            Triggers.entered("a", 1)
                .equity("-30")
                .leg("BTCUSDT", LegKind.POSITION, "0.1", "50000")
                .close("BTCUSDT", LegKind.POSITION, "0.1", FEE));
    assertThat(settlement.after()).isEqualTo(cash("0"));
    assertThat(settlement.badDebt()).isEqualByComparingTo("80");
  }

  @Test
  void collateralThatCoversStays() {
    Settlement settlement =
        settle(
            Triggers.entered("a", 1)
                .equity("1100")
                .leg("BTCUSDT", LegKind.POSITION, "0.1", "50000")
                .leg("ETH", LegKind.DEPOSIT, "0.5", "2000")
                .close("BTCUSDT", LegKind.POSITION, "0.1", FEE));
    assertThat(settlement.after())
        .isEqualTo(
            new AccountChange.Snapshot(
                new BigDecimal("50"),
                List.of(Balance.of("ETH", BalanceSide.DEPOSIT, new BigDecimal("0.5"))),
                List.of()));
  }

  @Test
  void collateralIsSeizedWhereCashDoesNotCover() {
    Settlement settlement =
        settle(
            Triggers.entered("a", 1)
                .equity("900")
                .leg("BTCUSDT", LegKind.POSITION, "0.1", "50000")
                .leg("ETH", LegKind.DEPOSIT, "0.5", "2000")
                .close("BTCUSDT", LegKind.POSITION, "0.1", FEE));
    assertThat(settlement.after()).isEqualTo(cash("850"));
    assertThat(settlement.badDebt()).isEqualByComparingTo("0");
  }

  @Test
  void lendingAccountLosesDepositAndDebt() {
    Settlement settlement =
        settle(
            Triggers.entered("a", 1)
                .equity("120")
                .leg("ETH", LegKind.DEPOSIT, "0.5", "2000")
                .leg("USDT", LegKind.DEBT, "-880", "1")
                .close("ETH", LegKind.DEPOSIT, "0.5", "0.05")
                .close("USDT", LegKind.DEBT, "-880", "0"));
    assertThat(settlement.fee()).isEqualByComparingTo("50");
    assertThat(settlement.after()).isEqualTo(cash("70"));
  }

  @Test
  void badDebtWithNothingLeftIsPaid() {
    Settlement settlement = settle(Triggers.entered("a", 1).equity("-12.5"));
    assertThat(settlement.after()).isEqualTo(cash("0"));
    assertThat(settlement.badDebt()).isEqualByComparingTo("12.5");
  }

  private static AccountChange.Snapshot cash(String amount) {
    return new AccountChange.Snapshot(new BigDecimal(amount), List.of(), List.of());
  }
}
