package io.breakwater.cascade.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImpactModelTest {
  private static DepthCurve curve(double... numbers) {
    List<MarketDepth.Point> points = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += 2) {
      points.add(
          new MarketDepth.Point(
              BigDecimal.valueOf(numbers[i]), BigDecimal.valueOf(numbers[i + 1])));
    }
    return new DepthCurve(points);
  }

  private static final DepthCurve BOOK = curve(50, 1000, 100, 2500, 200, 2500, 300, 9000);

  private static List<ImpactModel> models() {
    return List.of(
        new LinearImpact(400_000),
        new SquareRootImpact(1, 0.03, 200_000),
        new BoundedExponentialImpact(0.4, 20_000),
        BOOK,
        curve(10, 0, 50, 700));
  }

  @Test
  void movesByTheirFormulas() {
    assertThat(new LinearImpact(400_000).move(10_000)).isEqualTo(0.025);
    assertThat(new SquareRootImpact(1, 0.03, 200_000).move(50_000)).isEqualTo(0.015);
    assertThat(new BoundedExponentialImpact(0.4, 20_000).move(20_000))
        .isCloseTo(0.4 * (1 - Math.exp(-1)), within(1e-15));
    assertThat(BOOK.move(500)).isEqualTo(0.0025);
    assertThat(BOOK.move(1750)).isEqualTo(0.0075);
  }

  @Test
  void jumpsOverAHoleOnlyForMore() {
    assertThat(BOOK.move(2500)).isEqualTo(0.01);
    assertThat(BOOK.move(Math.nextUp(2500.0))).isCloseTo(0.02, within(1e-12));
    assertThat(BOOK.sizeWithin(0.015)).isEqualTo(2500);
    assertThat(BOOK.meanMove(2500, 9000)).isCloseTo(0.025, within(1e-15));
    assertThat(BOOK.meanMove(0, 2500))
        .isCloseTo((1000 * 0.0025 + 1500 * 0.0075) / 2500, within(1e-15));
  }

  @Test
  void goesOnWithItsLastSlope() {
    assertThat(BOOK.move(15_500)).isCloseTo(0.04, within(1e-15));
    assertThat(BOOK.sizeWithin(0.04)).isCloseTo(15_500, within(1e-9));
    assertThat(BOOK.largestTold()).isEqualTo(9000);
    assertThat(BOOK.furthestTold()).isEqualTo(0.03);
  }

  @Test
  void tellsNoPriceBeyondALastHole() {
    DepthCurve ending = curve(50, 1000, 100, 1000);
    assertThat(ending.move(1000)).isEqualTo(0.005);
    assertThat(ending.move(1000.5)).isInfinite();
    assertThat(ending.meanMove(0, 1000)).isEqualTo(0.0025);
    assertThat(ending.meanMove(0, 1001)).isInfinite();
    assertThat(ending.sizeWithin(1)).isEqualTo(1000);
  }

  @Test
  void aMoveOfNothingIsNone() {
    for (ImpactModel model : models()) {
      assertThat(model.move(0)).as(model.name()).isZero();
      assertThat(model.meanMove(0, 0)).as(model.name()).isZero();
      assertThat(model.sizeWithin(0)).as(model.name()).isZero();
    }
  }

  /** By the midpoints of many narrow slices, cut where lines meet. */
  private static double meanBySlices(ImpactModel model, double from, double to) {
    int slices = 200_000;
    double sum = 0;
    for (int i = 0; i < slices; i++) {
      sum += model.move(from + (to - from) * (i + 0.5) / slices);
    }
    return sum / slices;
  }

  @Test
  void theMeanIsThatOfAllMoves() {
    SplittableRandom random = new SplittableRandom(1);
    for (ImpactModel model : models()) {
      for (int i = 0; i < 20; i++) {
        double from = random.nextDouble() * 10_000;
        double to = from + random.nextDouble() * 10_000;
        double expected = meanBySlices(model, from, to);
        assertThat(model.meanMove(from, to))
            .as("%s from %s to %s", model.name(), from, to)
            .isCloseTo(expected, within(1e-6 * expected + 2e-8));
      }
    }
  }

  @Test
  void theMeanOfLittleIsTheMoveThere() {
    SplittableRandom random = new SplittableRandom(2);
    for (ImpactModel model : models()) {
      for (int i = 0; i < 1000; i++) {
        double from = random.nextDouble() * Math.pow(10, random.nextInt(-3, 5));
        double to = from * (1 + Math.pow(10, -random.nextInt(6, 16)));
        double low = model.move(from);
        double high = model.move(to);
        assertThat(model.meanMove(from, to))
            .as("%s from %s to %s", model.name(), from, to)
            .isBetween(low * (1 - 1e-14), high * (1 + 1e-14));
      }
    }
  }

  @Test
  void sizesAndMovesAreInversesOfEachOther() {
    SplittableRandom random = new SplittableRandom(3);
    for (ImpactModel model : models()) {
      for (int i = 0; i < 1000; i++) {
        double size = random.nextDouble() * 20_000;
        double move = model.move(size);
        assertThat(model.sizeWithin(move))
            .as("%s of %s", model.name(), size)
            .isCloseTo(size, within(1e-9 * size + 1e-9));
      }
    }
  }

  @Test
  void nothingMovesFurtherThanABoundedExponential() {
    BoundedExponentialImpact bounded = new BoundedExponentialImpact(0.4, 20_000);
    assertThat(bounded.move(1e15)).isEqualTo(0.4);
    assertThat(bounded.sizeWithin(0.4)).isInfinite();
    assertThat(bounded.meanMove(1e9, 1e15)).isCloseTo(0.4, within(1e-15));
    assertThat(bounded.meanMove(0, 1e-8)).isCloseTo(0.4 * 1e-8 / 20_000 / 2, within(1e-25));
  }
}
