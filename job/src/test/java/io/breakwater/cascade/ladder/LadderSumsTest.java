package io.breakwater.cascade.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.Figures;
import io.breakwater.cascade.record.LiquidationLevels;
import io.breakwater.margin.terms.CascadeTerms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LadderSumsTest {
  private static final BigDecimal MARK = new BigDecimal("30000");
  private static final LadderGrid GRID = new LadderGrid(MARK, CascadeTerms.DEFAULT_SHOCKS_BPS);

  private static LadderSums sums(Iterable<Closing> closings) {
    LadderSums sums = new LadderSums(GRID);
    closings.forEach(closing -> assertThat(sums.add(closing)).isTrue());
    return sums;
  }

  private static byte[] bytes(LadderSums sums) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      sums.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static List<Closing> closings(int seed, int count) {
    return new RandomClosings(seed, 30000, 2).many(count);
  }

  @Test
  void areTheSameInWhateverPartsAndOrderTheyWereAdded() {
    for (int count : new int[] {10, 1500, 6000, 40_000}) {
      List<Closing> closings = closings(count, count);
      byte[] whole = bytes(sums(closings));
      for (int parts : new int[] {1, 2, 7}) {
        List<Closing> shuffled = new ArrayList<>(closings);
        Collections.shuffle(shuffled, new Random(parts));
        List<LadderSums> slices = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
          int from = (int) ((long) count * i * i / parts / parts);
          int to = (int) ((long) count * (i + 1) * (i + 1) / parts / parts);
          slices.add(sums(shuffled.subList(from, to)));
        }
        Collections.shuffle(slices, new Random(parts));
        LadderSums merged = new LadderSums(GRID);
        slices.forEach(merged::merge);
        assertThat(bytes(merged)).as("%s in %s parts", count, parts).isEqualTo(whole);
      }
    }
  }

  @Test
  void areReadAsTheyWereWritten() throws IOException {
    LadderSums sums = sums(closings(1, 5000));
    byte[] written = bytes(sums);
    LadderSums read = LadderSums.read(new DataInputStream(new ByteArrayInputStream(written)));
    assertThat(bytes(read)).isEqualTo(written);
    assertThat(LadderLevels.of(read)).isEqualTo(LadderLevels.of(sums));
    read.merge(sums(closings(2, 10)));
    sums.merge(sums(closings(2, 10)));
    assertThat(bytes(read)).isEqualTo(bytes(sums));
  }

  @Test
  void holdALadderOfAnySizeInFewGroups() {
    assertThat(sums(closings(3, 40_000)).point(Side.DOWN).count()).isLessThan(12_000);
    List<Closing> few = closings(4, 1000);
    assertThat(sums(few).point(Side.DOWN).count() + sums(few).point(Side.UP).count())
        .as("few accounts are told one by one, but for what is in the backlog")
        .isGreaterThan(950);
  }

  @Test
  void tellAtEachShockExactlyWhatItReaches() {
    List<Closing> closings = closings(5, 20_000);
    Closing at = RandomClosings.of(Side.DOWN, 30000, 1, LadderGrid.move(300), 0.01);
    Closing beyond =
        RandomClosings.of(Side.DOWN, 30000, 1, Math.nextUp(LadderGrid.move(300)), 0.01);
    closings.add(at);
    closings.add(beyond);
    LiquidationLevels levels = LadderLevels.of(sums(closings));
    assertThat(levels.mark()).isEqualTo(MARK);
    for (LiquidationLevels.Shock shock : levels.shocks()) {
      List<Closing> reached =
          closings.stream()
              .filter(c -> c.side == shock.side())
              .filter(c -> c.triggerMove <= shock.bps() / 1e4)
              .toList();
      BigDecimal size =
          reached.stream().map(c -> exact(c.size, 8)).reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(shock.accounts()).isEqualTo(reached.size());
      assertThat(shock.size()).isEqualByComparingTo(size);
      assertThat(shock.notionalAtTrigger())
          .isEqualByComparingTo(
              reached.stream()
                  .map(c -> exact(c.notionalAtTrigger, 6))
                  .reduce(BigDecimal.ZERO, BigDecimal::add));
      BigDecimal shocked =
          MARK.multiply(BigDecimal.valueOf(10_000 + shock.side().sign() * shock.bps()))
              .movePointLeft(4);
      assertThat(shock.notionalAtShock())
          .isEqualByComparingTo(size.multiply(shocked).setScale(6, RoundingMode.HALF_EVEN));
    }
    assertThat(levels.shocks()).hasSize(22);
  }

  private static BigDecimal exact(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
  }

  @Test
  void cellsAndBacklogTogetherHoldAllThatIsThere() {
    List<Closing> closings = closings(6, 20_000);
    LiquidationLevels levels = LadderLevels.of(sums(closings));
    for (Side side : Side.values()) {
      long accounts = 0;
      BigDecimal size = BigDecimal.ZERO;
      for (LiquidationLevels.Cell cell : levels.cells()) {
        if (cell.side() == side) {
          accounts += cell.accounts();
          size = size.add(cell.size());
        }
      }
      for (LiquidationLevels.Shock shock : levels.shocks()) {
        if (shock.side() == side && shock.bps() == 0) {
          accounts += shock.accounts();
          size = size.add(shock.size());
        }
      }
      assertThat(accounts).isEqualTo(closings.stream().filter(c -> c.side == side).count());
      assertThat(size)
          .isEqualByComparingTo(
              closings.stream()
                  .filter(c -> c.side == side)
                  .map(c -> exact(c.size, 8))
                  .reduce(BigDecimal.ZERO, BigDecimal::add));
    }
  }

  @Test
  void eachPriceIsInTheCellThatSaysSo() {
    List<Closing> closings = closings(7, 3000);
    LiquidationLevels levels = LadderLevels.of(sums(closings));
    for (LiquidationLevels.Cell cell : levels.cells()) {
      long within =
          closings.stream()
              .filter(c -> c.side == cell.side() && !c.isBacklog)
              .filter(c -> isWithin(c.triggerPrice, cell))
              .count();
      assertThat(cell.accounts()).as("%s", cell).isEqualTo(within);
      requireGrid(cell);
    }
    List<LiquidationLevels.Cell> down =
        levels.cells().stream().filter(c -> c.side() == Side.DOWN).toList();
    for (int i = 1; i < down.size(); i++) {
      assertThat(down.get(i).to()).isLessThanOrEqualTo(down.get(i - 1).from());
    }
    assertThat(down.get(down.size() - 1).from()).isNull();
    assertThat(down.get(down.size() - 1).to()).isEqualByComparingTo("10000");
  }

  private static boolean isWithin(double price, LiquidationLevels.Cell cell) {
    boolean isBelow = price < 10_000;
    if (cell.from() == null || isBelow) {
      return cell.from() == null && isBelow;
    }
    return price >= cell.from().doubleValue() && price < cell.to().doubleValue();
  }

  /** Ten basis points near the mark, ten times that elsewhere, at powers of 1.001. */
  private static void requireGrid(LiquidationLevels.Cell cell) {
    if (cell.from() == null || cell.to() == null) {
      return;
    }
    double from = cell.from().doubleValue();
    double to = cell.to().doubleValue();
    double width = Math.log(to / from) / Math.log1p(0.001);
    double first = Math.log(from) / Math.log1p(0.001);
    boolean isCoarse = width > 5;
    assertThat(width).isCloseTo(isCoarse ? 10 : 1, within(1e-6));
    double place = isCoarse ? first / 10 : first;
    assertThat(place).isCloseTo(Math.rint(place), within(1e-6));
    if (isCoarse) {
      assertThat(to <= 27_000 || from > 33_000).as("%s", cell).isTrue();
    } else {
      assertThat(to > 26_700 && from < 33_400).as("%s", cell).isTrue();
    }
  }

  @Test
  void hasOpenCellsAtBothEnds() {
    LadderSums sums =
        sums(
            List.of(
                RandomClosings.of(Side.DOWN, 30000, 1, 0.7, 0.01),
                RandomClosings.of(Side.DOWN, 30000, 1, 1, 0.01),
                RandomClosings.of(Side.UP, 30000, 1, 2.5, 0.01),
                RandomClosings.of(Side.UP, 30000, 1, 1.9999, 0.01)));
    List<LiquidationLevels.Cell> cells = LadderLevels.of(sums).cells();
    assertThat(cells).hasSize(3);
    assertThat(cells.get(0).accounts()).isEqualTo(2);
    assertThat(cells.get(0).from()).isNull();
    assertThat(cells.get(1).to()).isNotNull();
    assertThat(cells.get(2).from()).isEqualByComparingTo("90000");
    assertThat(cells.get(2).to()).isNull();
  }

  @Test
  void splittingAnAccountChangesNoSum() {
    List<Closing> closings = closings(8, 500);
    List<Closing> split = new ArrayList<>();
    for (Closing closing : closings) {
      closing.size = Figures.size(closing.size).doubleValue();
      split.add(half(closing));
      split.add(half(closing));
    }
    LiquidationLevels whole = LadderLevels.of(sums(closings));
    LiquidationLevels halves = LadderLevels.of(sums(split));
    for (int i = 0; i < whole.shocks().size(); i++) {
      LiquidationLevels.Shock expected = whole.shocks().get(i);
      assertThat(halves.shocks().get(i).size())
          .isCloseTo(expected.size(), within(new BigDecimal("0.000005")));
      assertThat(halves.shocks().get(i).accounts()).isEqualTo(2 * expected.accounts());
    }
    assertThat(halves.cells()).hasSameSizeAs(whole.cells());
  }

  private static Closing half(Closing closing) {
    Closing half = RandomClosings.of(closing.side, 30000, closing.size / 2, closing.triggerMove, 0);
    half.isBacklog = closing.isBacklog;
    half.lossAtMark = closing.lossAtMark / 2;
    half.lossPerPrice = closing.lossPerPrice / 2;
    half.largestSize = closing.largestSize / 2;
    half.largestLossAtMark = closing.largestLossAtMark / 2;
    half.largestLossPerPrice = closing.largestLossPerPrice / 2;
    return half;
  }

  @Test
  void doesNotCountWhatIsTooLarge() {
    LadderSums sums = new LadderSums(GRID);
    Closing closing = RandomClosings.of(Side.DOWN, 30000, 1e30, 0.1, 0.01);
    assertThat(sums.add(closing)).isFalse();
    assertThat(sums.isTooLarge()).isTrue();
    assertThat(sums.point(Side.DOWN).count()).isZero();
    LadderSums merged = new LadderSums(GRID);
    merged.merge(sums);
    assertThat(merged.isTooLarge()).isTrue();

    Closing none = RandomClosings.of(Side.DOWN, 30000, 1, 0.1, 0.01);
    none.lossAtMark = Double.NaN;
    assertThat(new LadderSums(GRID).add(none)).isFalse();

    LadderSums large = new LadderSums(GRID);
    for (int i = 0; i < 40; i++) {
      assertThat(large.add(RandomClosings.of(Side.DOWN, 30000, 2e26, 0.1, 0.01))).isTrue();
    }
    assertThat(large.isTooLarge()).as("a sum that does not fit").isTrue();
  }

  @Test
  void holdsTheSmallestAndTheLargest() {
    for (double mark : new double[] {1e-10, 1, 1e12}) {
      LadderGrid grid = new LadderGrid(BigDecimal.valueOf(mark), List.of(500));
      for (double size : new double[] {1e-8, 1, 1e15}) {
        LadderSums sums = new LadderSums(grid);
        for (int i = 0; i < 10; i++) {
          assertThat(sums.add(RandomClosings.of(Side.DOWN, mark, size, 0.03, 0.01))).isTrue();
        }
        assertThat(sums.isTooLarge()).isFalse();
        PointSteps steps = sums.point(Side.DOWN);
        assertThat(steps.count()).isEqualTo(1);
        assertThat(steps.size(0)).isCloseTo(10 * size, within(1e-15 * size));
        assertThat(steps.price(0)).isCloseTo(0.97 * mark, within(1e-3 * mark));
        assertThat(LadderLevels.of(sums).cells().get(0).size())
            .isEqualByComparingTo(exact(size, 8).multiply(BigDecimal.TEN));
      }
    }
  }
}
