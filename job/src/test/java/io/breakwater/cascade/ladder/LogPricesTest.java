package io.breakwater.cascade.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogPricesTest {
  private static final MathContext DIGITS = new MathContext(40);

  private static double exact(int cell) {
    BigDecimal power = new BigDecimal("1.001").pow(Math.abs(cell), DIGITS).sqrt(DIGITS);
    BigDecimal edge = cell < 0 ? BigDecimal.ONE.divide(power, DIGITS) : power;
    return edge.doubleValue();
  }

  @Test
  void edgesAreRightToTheLastDigit() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      int cell = random.nextInt(LogPrices.LOWEST, LogPrices.HIGHEST + 1);
      assertThat(LogPrices.edge(cell)).as("edge %s", cell).isEqualTo(exact(cell));
    }
    assertThat(LogPrices.edge(0)).isEqualTo(1);
    assertThat(LogPrices.edge(2)).isEqualTo(1.001);
    assertThat(LogPrices.edge(-2)).isEqualTo(exact(-2));
  }

  @Test
  void aLowerEdgeBelongsToItsCell() {
    for (int cell = LogPrices.LOWEST; cell <= LogPrices.HIGHEST; cell++) {
      assertThat(LogPrices.cell(LogPrices.edge(cell))).isEqualTo(cell);
      assertThat(LogPrices.cell(Math.nextDown(LogPrices.edge(cell + 1)))).isEqualTo(cell);
    }
  }

  @Test
  void holdsEveryPrice() {
    assertThat(LogPrices.cell(0)).isEqualTo(LogPrices.LOWEST);
    assertThat(LogPrices.cell(1e-18)).isGreaterThan(LogPrices.LOWEST);
    assertThat(LogPrices.cell(1e20)).isLessThan(LogPrices.HIGHEST);
    assertThat(LogPrices.cell(1e300)).isEqualTo(LogPrices.HIGHEST);
    assertThat(LogPrices.cell(Double.NaN)).isEqualTo(LogPrices.LOWEST);
  }
}
