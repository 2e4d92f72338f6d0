package io.breakwater.margin.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.SharedData;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The maintenance amounts that Binance publishes for its USDⓈ-margined contracts (24 October 2024)
 * are the deductions that follow from bounds and rates.
 */
class PublishedTiersTest {
  private static final String FILE = "binance_usdm_maintenance_margin_tiers_2024-10-24.csv";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BTCUSDT  | 0 50000 600000 3000000 12000000 70000000 100000000 230000000 480000000 600000000 800000000 1200000000 \
                   | 0.004 0.005 0.0065 0.01 0.02 0.025 0.05 0.1 0.125 0.15 0.25 0.5 \
                   | 0 50 950 11450 131450 481450 2981450 14481450 26481450 41481450 121481450 421481450
          ETHUSDT  | 0 50000 600000 3000000 12000000 50000000 65000000 150000000 320000000 400000000 530000000 800000000 \
                   | 0.004 0.005 0.0065 0.01 0.02 0.025 0.05 0.1 0.125 0.15 0.25 0.5 \
                   | 0 50 950 11450 131450 381450 2006450 9506450 17506450 27506450 80506450 280506450
          SOLUSDT  | 0 20000 100000 800000 4000000 8000000 40000000 80000000 100000000 200000000 \
                   | 0.005 0.0065 0.01 0.02 0.025 0.05 0.1 0.125 0.25 0.5 \
                   | 0 30 380 8380 28380 228380 2228380 4228380 16728380 66728380
          DOGEUSDT | 0 10000 50000 750000 800000 1600000 8000000 16000000 20000000 40000000 \
                   | 0.005 0.007 0.01 0.02 0.025 0.05 0.1 0.125 0.25 0.5 \
                   | 0 20 170 7670 11670 51670 451670 851670 3351670 13351670
          """)
  void amountsOfAContract(String symbol, String bounds, String rates, String amounts) {
    assertThat(table(decimals(bounds), decimals(rates)).deductions()).isEqualTo(decimals(amounts));
  }

  @Test
  void amountsOfAllContracts() {
    Map<String, List<Map<String, String>>> contracts = new LinkedHashMap<>();
    for (Map<String, String> row : SharedData.rows(FILE)) {
      contracts.computeIfAbsent(row.get("symbol"), symbol -> new ArrayList<>()).add(row);
    }

    assertThat(contracts).hasSize(345);
    contracts.forEach(
        (symbol, rows) ->
            assertThat(
                    table(
                            column(rows, "min_notional_usdt"),
                            column(rows, "maintenance_margin_rate"))
                        .deductions())
                .as(symbol)
                .isEqualTo(column(rows, "maintenance_amount_usdt")));
  }

  private static List<BigDecimal> column(List<Map<String, String>> rows, String name) {
    return rows.stream().map(row -> Decimals.canonical(new BigDecimal(row.get(name)))).toList();
  }

  private static List<BigDecimal> decimals(String spaced) {
    return Arrays.stream(spaced.split(" ")).map(BigDecimal::new).map(Decimals::canonical).toList();
  }

  private static TierTable table(List<BigDecimal> bounds, List<BigDecimal> rates) {
    List<MarginTier> tiers = new ArrayList<>();
    for (int t = 0; t < bounds.size(); t++) {
      tiers.add(new MarginTier(bounds.get(t), rates.get(t), null));
    }
    return new TierTable(tiers);
  }
}
