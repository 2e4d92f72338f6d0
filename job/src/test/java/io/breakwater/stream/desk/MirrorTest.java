package io.breakwater.stream.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.fast.FastLinearModel;
import io.breakwater.margin.fast.FloatMarkets;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.linear.RandomMarkets;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MirrorTest {
  private static final int SEEDS = 60;
  private static final int STEPS = 400;
  private static final int ACCOUNTS = 40;

  /** What the mirror should hold of one account, which is null while it is pending. */
  private record Held(Account account, Level level, int[] factors) {}

  @Test
  void holdsWhatWasPutLastWhateverCameAndWent() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FixedMarket market = new RandomMarkets(random).upTo(8);
      RandomAccounts accounts = new RandomAccounts(random);
      FloatMarket numbers = FloatMarkets.of(market);
      FastForm screen = new FastLinearModel().fastForm(numbers);
      Mirror mirror = new Mirror(numbers);
      Map<String, Held> model = new HashMap<>();
      for (int step = 0; step < STEPS; step++) {
        String id = "account " + random.nextInt(ACCOUNTS);
        Level level = accounts.level();
        switch (random.nextInt(4)) {
          case 0 -> {
            if (model.remove(id) != null) {
              mirror.remove(mirror.find(id));
            }
          }
          case 1 -> {
            mirror.putPending(id, Standing.at(level, 1, 1));
            model.put(id, new Held(null, level, new int[0]));
          }
          default -> {
            Account account = accounts.in(market, id);
            CompactAccount compact = FloatMarkets.compact(account, market);
            int[] pricings = FloatMarkets.pricings(numbers, market, compact);
            mirror.put(id, Standing.at(level, 1, 1), compact, pricings);
            model.put(id, new Held(account, level, factors(market, compact)));
          }
        }
      }
      assertHolds(seed, mirror, model, market, screen);
    }
  }

  private static void assertHolds(
      int seed, Mirror mirror, Map<String, Held> model, FixedMarket market, FastForm screen) {
    assertThat(mirror.size()).as("seed %s", seed).isEqualTo(model.size());
    assertThat(mirror.pendingCount())
        .as("seed %s, pending", seed)
        .isEqualTo((int) model.values().stream().filter(h -> h.account() == null).count());
    model.forEach(
        (id, held) -> {
          int slot = mirror.find(id);
          assertThat(mirror.isUsed(slot)).as("seed %s, %s", seed, id).isTrue();
          assertThat(mirror.level(slot)).as("seed %s, %s", seed, id).isEqualTo(held.level().code());
          assertThat(factors(mirror, slot))
              .as("seed %s, %s", seed, id)
              .containsExactly(held.factors());
          assertThat(mirror.isPending(slot)).isEqualTo(held.account() == null);
          if (held.account() != null) {
            assertScreened(seed, screen.level(mirror.view(slot)), held, market);
            assertOwedAndFixed(mirror.view(slot), FloatMarkets.compact(held.account(), market));
          }
        });
  }

  /** Cash that positions owe beside, and what no price moves. */
  private static void assertOwedAndFixed(MirroredAccount view, CompactAccount compact) {
    assertThat(view.owedCash()).isEqualTo(compact.owedCash());
    double[] worths = new double[view.to() - view.from()];
    Arrays.fill(worths, Double.NaN);
    if (view.worths() != null) {
      System.arraycopy(view.worths(), view.from(), worths, 0, worths.length);
    }
    double[] expected = new double[worths.length];
    Arrays.fill(expected, Double.NaN);
    assertThat(worths).containsExactly(compact.worths() == null ? expected : compact.worths());
  }

  private static void assertScreened(int seed, int claim, Held held, FixedMarket market) {
    if (claim != FastForm.UNCERTAIN) {
      assertThat(Level.ofCode(claim))
          .as("seed %s, %s", seed, held)
          .isEqualTo(ReferenceEvaluator.level(held.account(), held.level(), market));
    }
  }

  @Test
  void answersForEachInstrumentAndFactorOfAnAccountAndNoOther() {
    FloatMarket numbers = new FloatMarket();
    Mirror mirror = new Mirror(numbers);
    mirror.put("other", Standing.FIRST, compact(1), new int[] {numbers.pricing(17, 7)});
    int[] pricings = {numbers.pricing(12, 2), numbers.pricing(15, 5)};
    int slot = mirror.put("a", Standing.FIRST, compact(2), pricings);

    assertThat(List.of(2, 5)).allMatch(instrument -> mirror.holds(slot, instrument));
    assertThat(List.of(0, 3, 7)).noneMatch(instrument -> mirror.holds(slot, instrument));
    assertThat(List.of(12, 15)).allMatch(factor -> mirror.restsOn(slot, factor));
    assertThat(List.of(2, 5, 17)).noneMatch(factor -> mirror.restsOn(slot, factor));
  }

  private static CompactAccount compact(int elements) {
    return new CompactAccount(
        0,
        AccountShape.HAS_SOMETHING_TO_CLOSE,
        elements,
        0,
        new String[elements],
        new String[elements],
        new double[elements],
        new double[elements],
        null,
        0);
  }

  @Test
  void countsThoseWhoseLevelWasNotTriggeredOf() {
    Mirror mirror = new Mirror(new FloatMarket());
    int slot = mirror.put("a", Standing.at(Level.BANKRUPT, 1, 1), compact(1), new int[] {0});
    mirror.putPending("b", heldAt(Level.LIQUIDATABLE));
    assertThat(mirror.heldCount()).isEqualTo(1);
    mirror.setStanding(slot, heldAt(Level.BANKRUPT));
    assertThat(mirror.heldCount()).isEqualTo(2);
    mirror.setStanding(slot, heldAt(Level.WARNING));
    assertThat(mirror.heldCount()).isEqualTo(1);
    mirror.remove(mirror.find("b"));
    assertThat(mirror.heldCount()).isZero();
  }

  private static Standing heldAt(Level level) {
    return Standing.FIRST.decided(level, Level.HEALTHY, 0);
  }

  @Test
  void everyWriteIsSeenBeforeItHappens() {
    List<String> seen = new ArrayList<>();
    Mirror mirror = new Mirror(new FloatMarket());
    mirror.tellOfWrites(
        new Mirror.BeforeWrite() {
          @Override
          public void beforeWrite(int slot) {
            seen.add(
                mirror.id(slot)
                    + " at "
                    + Level.ofCode(mirror.level(slot))
                    + " of "
                    + (mirror.to(slot) - mirror.from(slot)));
          }

          @Override
          public void taken(int slot) {
            seen.add("slot " + slot);
          }
        });
    int slot = mirror.put("a", Standing.FIRST, compact(2), new int[] {2, 5});

    mirror.setStanding(slot, Standing.at(Level.SEVERE, 1, 1));
    mirror.setStanding(slot, Standing.at(Level.SEVERE, 1, 1));
    mirror.put("a", Standing.at(Level.WARNING, 1, 1), compact(1), new int[] {2});
    mirror.putPending("a", Standing.at(Level.WARNING, 1, 1));
    mirror.remove(slot);

    assertThat(seen)
        .containsExactly(
            "slot 0",
            "a at HEALTHY of 2",
            "a at SEVERE of 2",
            "a at WARNING of 1",
            "a at WARNING of 0");
  }

  private static int[] factors(Mirror mirror, int slot) {
    return IntStream.range(mirror.from(slot), mirror.to(slot)).map(mirror::factor).toArray();
  }

  private static int[] factors(FixedMarket market, CompactAccount compact) {
    return Arrays.stream(compact.factors())
        .mapToInt(factor -> FloatMarkets.factor(market, factor))
        .toArray();
  }
}
