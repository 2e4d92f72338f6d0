package io.breakwater.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorGraphTest {
  private final FactorGraph graph = new FactorGraph();

  private void product(String id, String left, String right) {
    Product product = new Product(left, right);
    graph.requireDefinable(id, product, false);
    graph.define(id, product);
    graph.derive(id);
  }

  private List<FactorValue> accept(String id, String value) {
    graph.name(id);
    return graph.accept(id, new BigDecimal(value));
  }

  private BigDecimal value(String id) {
    FactorValue value = graph.value(id);
    return value == null ? null : BigDecimal.valueOf(value.units(), value.scale());
  }

  @Nested
  class Values {
    @ParameterizedTest
    @CsvSource({
      "2, 1.005, 1, 1.00",
      "2, 1.015, 1, 1.02",
      "2, 1.0051, 1, 1.01",
      "0, 3037000499, 3037000500, 9223372033963249500",
      "18, 0.000000001, 0.000000001, 0.000000000000000001",
    })
    void areRoundedHalfEvenToTheFactorsOwnScale(
        int scale, String left, String right, String expected) {
      product("P", "A", "B");
      graph.restate("P", scale);
      accept("A", left);
      accept("B", right);

      assertThat(value("P")).isEqualByComparingTo(expected);
      assertThat(graph.value("P").scale()).isEqualTo(scale);
    }

    @Test
    void followAnOperandAtEveryDepthInOneStepOperandsFirst() {
      product("outer", "inner", "C");
      product("inner", "A", "B");
      accept("A", "2");
      accept("B", "3");
      accept("C", "5");

      List<FactorValue> moved = accept("A", "4");

      assertThat(moved)
          .extracting(FactorValue::factor)
          .containsExactly(
              graph.integerOf("A"), graph.integerOf("inner"), graph.integerOf("outer"));
      assertThat(value("inner")).isEqualByComparingTo("12");
      assertThat(value("outer")).isEqualByComparingTo("60");
    }

    @Test
    void waitForBothOperands() {
      product("P", "A", "B");
      assertThat(accept("A", "2")).hasSize(1);
      assertThat(value("P")).isNull();

      assertThat(accept("B", "3")).hasSize(2);
      assertThat(value("P")).isEqualByComparingTo("6");
    }

    @Test
    void thatNoLongHoldsLeaveTheOneBeforeHaltedUntilTheyCanBeToldAgain() {
      product("P", "A", "B");
      graph.restate("P", 18);
      accept("A", "2");
      accept("B", "3");

      accept("A", "4");
      assertThat(value("P")).isEqualByComparingTo("6");
      assertThat(graph.value("P").halted()).isTrue();

      accept("A", "3");
      assertThat(value("P")).isEqualByComparingTo("9");
      assertThat(graph.value("P").halted()).isFalse();
    }

    @Test
    void thatRoundToZeroAreHaltedToo() {
      product("P", "A", "B");
      graph.restate("P", 2);
      accept("A", "2");
      accept("B", "3");

      accept("B", "0.001");

      assertThat(value("P")).isEqualByComparingTo("6");
      assertThat(graph.value("P").halted()).isTrue();
    }

    @Test
    void areTakenAnewFromTheOperandsWhenTheirScaleIsRestated() {
      product("P", "A", "B");
      graph.restate("P", 1);
      accept("A", "1.26");
      accept("B", "1");
      assertThat(value("P")).isEqualByComparingTo("1.3");

      graph.restate("P", 2);

      assertThat(value("P")).as("no digit is lost for ever").isEqualByComparingTo("1.26");
    }

    @Test
    void thatAreRefusedMoveNothing() {
      product("P", "A", "B");
      graph.restate("A", 2);
      accept("A", "1.25");
      accept("B", "2");

      assertThatThrownBy(() -> accept("A", "0.001"))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Refusal.PRICE_SCALE));
      assertThat(value("A")).isEqualByComparingTo("1.25");
      assertThat(value("P")).isEqualByComparingTo("2.5");
    }
  }

  @Nested
  class Products {
    private void assertRefused(String id, String left, String right, String message) {
      assertThatThrownBy(() -> product(id, left, right))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining(message);
    }

    @Test
    void areInNoCircle() {
      product("P", "Q", "A");
      assertRefused("Q", "P", "B", "would derive from itself through P");
      product("R", "P", "C");
      assertRefused("A", "R", "D", "would derive from itself through R");
    }

    @Test
    void haveEachObservedFactorOnceAlsoInWhatDerivesFromThem() {
      product("P", "A", "B");
      assertRefused("Q", "P", "A", "would have A in it twice");

      product("S", "T", "C");
      assertRefused("T", "C", "D", "factor S would have C in it twice");
    }

    @Test
    void restOnFourObservedFactorsAtMost() {
      product("AB", "A", "B");
      product("CD", "C", "D");
      product("ABCD", "AB", "CD");
      assertRefused("ABCDE", "ABCD", "E", "would rest on 5 observed factors");
      assertRefused("A", "F", "G", "would rest on 5 observed factors");
    }

    @Test
    void areFixedOnceUsed() {
      product("P", "A", "B");
      assertRefused("P", "A", "C", "cannot become the product A × C");
      assertThatThrownBy(() -> graph.requireDefinable("P", null, false))
          .hasMessageContaining("cannot become observed");

      accept("O", "1");
      assertRefused("O", "A", "B", "factor O is observed");
    }

    @Test
    void areOfTwoFactors() {
      assertThatThrownBy(() -> new Product("A", "A")).hasMessageContaining("takes A twice");
    }
  }

  @Test
  void newsAreToldOnceAndAgainWhenAFactorComesToDerive() {
    graph.name("P");
    assertThat(graph.takeNews()).containsExactly(new RiskFactor(0, "P", null));
    assertThat(graph.takeNews()).isEmpty();

    product("P", "A", "B");

    assertThat(graph.takeNews())
        .containsExactly(
            new RiskFactor(1, "A", null),
            new RiskFactor(2, "B", null),
            new RiskFactor(0, "P", new Product("A", "B")));
  }
}
