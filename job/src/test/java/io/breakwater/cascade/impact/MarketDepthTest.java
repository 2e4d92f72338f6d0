package io.breakwater.cascade.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.cascade.Side;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketDepthTest {
  private static List<MarketDepth.Point> points(String... numbers) {
    List<MarketDepth.Point> points = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += 2) {
      points.add(new MarketDepth.Point(new BigDecimal(numbers[i]), new BigDecimal(numbers[i + 1])));
    }
    return points;
  }

  private static void refuses(Refusal reason, String... bids) {
    assertThatThrownBy(() -> new MarketDepth("BTC", 0, points(bids), List.of()))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  void isWhatItsSidesTell() {
    MarketDepth depth = new MarketDepth("BTC", 5, points("50.0", "10"), null);
    assertThat(depth.points(Side.DOWN)).isEqualTo(points("50", "10.00"));
    assertThat(depth.points(Side.UP)).isEmpty();
  }

  @Test
  void beginsAtTheOriginWithoutSayingSo() {
    MarketDepth depth = new MarketDepth("BTC", 5, points("0", "0", "50", "0", "60", "0"), null);
    assertThat(depth.bids()).isEqualTo(points("50", "0", "60", "0"));
  }

  @Test
  void refusesWhatIsNoCurve() {
    refuses(Refusal.CONTRADICTION, "50", "10", "50", "11");
    refuses(Refusal.CONTRADICTION, "50", "10", "40", "11");
    refuses(Refusal.CONTRADICTION, "0", "10");
    refuses(Refusal.CONTRADICTION, "50", "10", "60", "9");
    refuses(Refusal.OUT_OF_RANGE, "10000.5", "10");
    refuses(Refusal.OUT_OF_RANGE, "50", "-1");
    refuses(Refusal.OUT_OF_RANGE, "50", "1e20");
    List<MarketDepth.Point> many = new ArrayList<>();
    for (int i = 1; i <= MarketDepth.MOST_POINTS + 1; i++) {
      many.addAll(points(Integer.toString(i), "1"));
    }
    assertThatThrownBy(() -> new MarketDepth("BTC", 0, many, null))
        .hasMessageContaining("at most 1000");
    assertThatThrownBy(() -> new MarketDepth(" ", 0, null, null))
        .hasMessageContaining("instrument");
  }

  @Test
  void aFundHasABalance() {
    assertThat(new InsuranceFund("default", 0, new BigDecimal("5.0")).balance())
        .isEqualTo(new BigDecimal("5"));
    assertThatThrownBy(() -> new InsuranceFund("default", 0, new BigDecimal("-1")))
        .hasMessageContaining("balance");
    assertThatThrownBy(() -> new InsuranceFund("default", 0, null)).hasMessageContaining("balance");
  }
}
