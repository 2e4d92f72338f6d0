package io.breakwater.margin;

import static io.breakwater.margin.Samples.asset;
import static io.breakwater.margin.Samples.debt;
import static io.breakwater.margin.Samples.deposit;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.linear.HealthFactor;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Health factors that the Aave contracts computed for real accounts (20 June 2023), to a relative
 * 1e-9.
 *
 * <p>Each account is a book: what is staked as an ETH-priced deposit weighing the account's own
 * liquidation threshold, what is owed in ETH as an ETH-priced debt, the rest of collateral and debt
 * as dollars. Aave v2 states values in ETH; they are taken in dollars at the ETH price that v3 saw.
 */
class LendingHealthFactorsTest {
  private static final BigDecimal ETH_PRICE = new BigDecimal("1719.89763743");
  private static final BigDecimal RELATIVE = new BigDecimal("1e-9");
  private static final BigDecimal BASIS_POINTS = new BigDecimal("10000");

  /** Values in dollars, amounts in ETH, the threshold in basis points. */
  private record LendingAccount(
      BigDecimal collateral,
      BigDecimal liabilities,
      BigDecimal stakedEth,
      BigDecimal owedEth,
      BigDecimal threshold) {

    BigDecimal healthFactor() {
      String weight = threshold.divide(BASIS_POINTS).toPlainString();
      FixedMarket market =
          FixedMarket.of(Samples.STRICT)
              .with(asset("ETH", weight, "1"), ETH_PRICE.toPlainString())
              .with(asset("USD", weight, "1"), "1");
      BigDecimal staked = within(stakedEth, collateral);
      BigDecimal owed = within(owedEth, liabilities);
      return HealthFactor.of(
          Samples.borrower(
              "0",
              deposit("ETH", staked.toPlainString()),
              deposit("USD", rest(collateral, staked)),
              debt("ETH", owed.toPlainString()),
              debt("USD", rest(liabilities, owed))),
          market);
    }

    /** ETH amounts were read at another moment than the values: no more of them than the value. */
    private static BigDecimal within(BigDecimal eth, BigDecimal value) {
      return eth.min(value.divide(ETH_PRICE, Decimals.SCALE, RoundingMode.DOWN))
          .setScale(Decimals.SCALE, RoundingMode.DOWN);
    }

    private static String rest(BigDecimal value, BigDecimal eth) {
      return value
          .subtract(eth.multiply(ETH_PRICE))
          .setScale(Decimals.SCALE, RoundingMode.HALF_EVEN)
          .toPlainString();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "216846.78649390864, 50826.212980883145, 171745.0021573263, 25917.304317709262, 8280, "
        + "3.53260903550868",
    "47847.61388639631, 37887.22051631522, 47860.01680242652, 37887.22051631522, 8300, "
        + "1.0482035626922612",
  })
  void ofKnownAccountsInEth(
      BigDecimal collateral,
      BigDecimal debt,
      BigDecimal staked,
      BigDecimal owed,
      BigDecimal threshold,
      BigDecimal published) {
    LendingAccount account = inDollars(collateral, debt, staked, owed, threshold);

    assertClose("known", account.healthFactor(), published);
  }

  @Test
  void ofAllAccountsOfAaveV2() {
    List<Map<String, String>> rows = SharedData.rows("lido_aave_2023-06-21_steth_aave.csv");

    assertThat(rows).hasSize(1309);
    for (Map<String, String> row : rows) {
      LendingAccount account =
          inDollars(
              number(row, "collateral"),
              number(row, "debt"),
              number(row, "amount"),
              number(row, "ethdebt"),
              number(row, "threshold"));
      assertClose(row.get("user"), account.healthFactor(), number(row, "healthf"));
    }
  }

  @Test
  void ofAllAccountsOfAaveV3() {
    List<Map<String, String>> rows = SharedData.rows("lido_aave_2023-06-21_steth_aave_v3.csv");

    assertThat(rows).hasSize(502);
    for (Map<String, String> row : rows) {
      assertThat(number(row, "eth_price")).isEqualByComparingTo(ETH_PRICE);
      LendingAccount account =
          new LendingAccount(
              number(row, "collateral"),
              number(row, "debt"),
              number(row, "amount"),
              number(row, "ethdebt"),
              number(row, "threshold"));
      assertClose(row.get("user"), account.healthFactor(), number(row, "healthf"));
    }
  }

  private static LendingAccount inDollars(
      BigDecimal collateralEth,
      BigDecimal debtEth,
      BigDecimal staked,
      BigDecimal owed,
      BigDecimal threshold) {
    return new LendingAccount(
        collateralEth.multiply(ETH_PRICE), debtEth.multiply(ETH_PRICE), staked, owed, threshold);
  }

  private static BigDecimal number(Map<String, String> row, String column) {
    return new BigDecimal(row.get(column));
  }

  private static void assertClose(String account, BigDecimal computed, BigDecimal published) {
    assertThat(computed.subtract(published).abs())
        .as("account %s: %s, published %s", account, computed, published)
        .isLessThanOrEqualTo(published.multiply(RELATIVE));
  }
}
