package io.breakwater.margin.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.fast.FloatMarkets;
import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.Product;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The work on an account grows with its elements and no faster, but for the logarithm of sorting:
 * counted in questions to the market and in comparisons.
 */
class LargeAccountsTest {
  private static final int ELEMENTS = 500;
  private static final int TIMES = 8;
  private static final int QUESTIONS_AN_ELEMENT = 12;

  /** What is done with an account in a market. */
  private interface Work {
    void on(Account account, Market market);
  }

  static Stream<Arguments> work() {
    MarginModel model = new LinearMarginModel();
    List<Arguments> work = new ArrayList<>();
    for (int instruments : new int[] {1, 20, Integer.MAX_VALUE}) {
      work.add(named("appraisal", instruments, model::appraise));
      work.add(named("decision", instruments, (a, m) -> model.decide(a, Level.HEALTHY, m)));
      work.add(named("compact form", instruments, FloatMarkets::compact));
      work.add(
          named(
              "safe box",
              instruments,
              (a, m) -> model.safeBox(a, Level.HEALTHY, Level.HEALTHY, m)));
      work.add(named("critical prices", instruments, model::criticalPrices));
      work.add(named("close-out plan", instruments, model::closeOut));
      work.add(named("health factor", instruments, model::healthFactor));
    }
    return work.stream();
  }

  private static Arguments named(String name, int instruments, Work work) {
    return Arguments.of(name, instruments, work);
  }

  @ParameterizedTest(name = "{0} in {1} instruments")
  @MethodSource("work")
  void asksTheMarketAFewTimesAnElement(String name, int instruments, Work work) {
    for (int elements : new int[] {ELEMENTS, ELEMENTS * TIMES}) {
      CountingMarket market = new CountingMarket();
      work.on(account(elements, instruments), market);
      assertThat(market.questions)
          .as("questions about %s elements", elements)
          .isLessThan((long) QUESTIONS_AN_ELEMENT * elements);
    }
  }

  private static Account account(int elements, int instruments) {
    List<Position> positions =
        IntStream.range(0, elements)
            .mapToObj(i -> position(i % instruments, "leg" + i, i))
            .toList();
    return new Account("large", BigDecimal.ONE, List.of(), positions);
  }

  private static Position position(int instrument, String leg, int i) {
    BigDecimal size = BigDecimal.valueOf(i % 2 == 0 ? 1 + i : -1 - i, 3);
    return new Position("I" + instrument, leg, size, BigDecimal.TEN, null);
  }

  static Stream<Arguments> merges() {
    return Stream.of(
        Arguments.of("a snapshot", (Merge) (kind, known, told) -> kind.replaced(known, told, 2)),
        Arguments.of(
            "a partial update",
            (Merge)
                (kind, known, told) ->
                    kind.updated(known, told, 2, new PartsVerdict(AccountRecord.EMPTY))));
  }

  /** How what is told is merged into what is known. */
  private interface Merge {
    List<Element<Integer>> of(
        ElementKind<Integer> kind, List<Element<Integer>> known, List<Integer> told);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("merges")
  void isComparedOnceAnElement(String name, Merge merge) {
    for (int elements : new int[] {ELEMENTS, ELEMENTS * TIMES}) {
      long[] comparisons = new long[1];
      Comparator<Integer> order =
          (a, b) -> {
            comparisons[0]++;
            return Integer.compare(a, b);
          };
      List<Integer> told = IntStream.range(0, elements).map(i -> 2 * i).boxed().toList();
      List<Element<Integer>> known =
          IntStream.range(0, elements).mapToObj(i -> new Element<>(3 * i, 1)).toList();

      List<Element<Integer>> merged =
          merge.of(new ElementKind<>(order, value -> false, Integer::equals), known, told);

      assertThat(merged.stream().map(Element::value)).isSorted().containsAll(told);
      assertThat(comparisons[0]).isLessThanOrEqualTo(2L * elements);
    }
  }

  /** One kind of contract, known under every name. */
  private static final class CountingMarket implements Market {
    private static final InstrumentParameters RULES =
        Samples.perpetual("I", "0", "0.01", "20", "0.02", "100", "0.05");
    private static final RiskPolicy POLICY = Samples.policy(Samples.STRICT);
    private long questions;

    private <T> T answer(T answer) {
      questions++;
      return answer;
    }

    @Override
    public InstrumentParameters parameters(String instrument) {
      return answer(RULES);
    }

    @Override
    public BigDecimal value(String factor) {
      return answer(BigDecimal.TEN);
    }

    @Override
    public Product product(String factor) {
      return answer(null);
    }

    @Override
    public RiskPolicy policy() {
      return answer(POLICY);
    }
  }
}
