package io.breakwater.local.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.account.AccountFigures;
import io.breakwater.cascade.account.RowFigures;
import io.breakwater.margin.mirror.Bounds;
import io.breakwater.margin.model.CriticalPrices;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.model.SafeBox;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is timed gives the answer of its baseline. */
class MicroBenchmarksTest {

  @Test
  void screenAndExactDecisionAreThoseOfTheReference() {
    DecisionBenchmark benchmark = new DecisionBenchmark();
    int uncertain = 0;
    for (int i = 0; i < MicroBook.ACCOUNTS; i++) {
      Level level = benchmark.reference(i);
      assertThat(benchmark.exact(i)).isEqualTo(level);
      int screened = benchmark.screen(i);
      if (screened == FastForm.UNCERTAIN) {
        uncertain++;
      } else {
        assertThat(screened).isEqualTo(level.code());
      }
    }
    assertThat(uncertain).isLessThan(MicroBook.ACCOUNTS / 100);
  }

  @Test
  void toldClosingsLieAtTheExactCriticalPrices() {
    AggregateBenchmark benchmark = new AggregateBenchmark();
    int closings = 0;
    for (int i = 0; i < MicroBook.ACCOUNTS; i++) {
      Map<String, CriticalPrices> exact = benchmark.exact(i);
      AccountFigures figures = benchmark.tell(i);
      for (int row = 0; row < figures.rowCount(); row++) {
        String price = benchmark.moment.rows().id(figures.row(row).row());
        RowFigures.OnSide down = figures.row(row).on(Side.DOWN);
        if (!figures.isBelow() && down.closes()) {
          double critical = exact.get(price).safe().low().doubleValue();
          assertThat(down.closing().triggerPrice).isCloseTo(critical, withinPercentage(1e-8));
          closings++;
        }
      }
    }
    assertThat(closings).isGreaterThan(MicroBook.ACCOUNTS / 4);
  }

  @Test
  void serializersGiveBackWhatTheyWereGiven() {
    SerializerBenchmark benchmark = new SerializerBenchmark();
    assertThat(benchmark.priceCodec()).isEqualTo(benchmark.price);
    assertThat(benchmark.pricePojo().change()).isEqualTo(benchmark.price);
    assertThat(benchmark.priceAvro()).isEqualTo(benchmark.avroPrice);
    assertThat(benchmark.accountCodec()).isEqualTo(benchmark.account);
    assertThat(benchmark.accountPojo().account()).isEqualTo(benchmark.account);
  }

  @Test
  void levelsHoldAtAllLowestAndAllHighestPricesWithinExactBounds() {
    BoundBenchmark benchmark = new BoundBenchmark();
    for (int i = 0; i < MicroBook.ACCOUNTS; i++) {
      SafeBox box = benchmark.exact(i);
      keepsItsLevel(benchmark.book, i, name -> box.of(name).low());
      keepsItsLevel(benchmark.book, i, name -> box.of(name).high());
    }
  }

  @Test
  void levelsHoldAtAllLowestAndAllHighestPricesWithinFastBounds() {
    BoundBenchmark benchmark = new BoundBenchmark();
    MicroBook book = benchmark.book;
    for (int i = 0; i < MicroBook.ACCOUNTS; i++) {
      int account = i;
      benchmark.find(account);
      keepsItsLevel(book, i, name -> bound(benchmark, account, name, true));
      keepsItsLevel(book, i, name -> bound(benchmark, account, name, false));
    }
  }

  /** The bound of an instrument as a decimal; null when there is none. */
  private static BigDecimal bound(BoundBenchmark benchmark, int account, String name, boolean low) {
    MicroBook book = benchmark.book;
    int offset = 0;
    int factor = book.numbers.get(name);
    while (book.floats.factor(book.pricings[book.starts[account] + offset]) != factor) {
      offset++;
    }
    long units = low ? benchmark.bounds.low(offset) : benchmark.bounds.high(offset);
    boolean none = units == (low ? Bounds.NO_LOW : Bounds.NO_HIGH);
    return none ? null : BigDecimal.valueOf(units, book.market.parameters(name).priceScale());
  }

  /** At the given prices, or the present ones where there is none. */
  private static void keepsItsLevel(
      MicroBook book, int account, Function<String, BigDecimal> prices) {
    Market moved =
        new Market() {
          @Override
          public InstrumentParameters parameters(String instrument) {
            return book.market.parameters(instrument);
          }

          @Override
          public BigDecimal value(String factor) {
            BigDecimal price = prices.apply(factor);
            return price == null ? book.market.value(factor) : price;
          }

          @Override
          public Product product(String factor) {
            return null;
          }

          @Override
          public RiskPolicy policy() {
            return book.market.policy();
          }
        };
    assertThat(ReferenceEvaluator.level(book.accounts[account], book.levels[account], moved))
        .isEqualTo(book.levels[account]);
  }
}
