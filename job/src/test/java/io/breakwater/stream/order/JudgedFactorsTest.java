package io.breakwater.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.judge.FactorJudge;
import io.breakwater.oracle.judge.Verdict;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.value.Limits;
import io.breakwater.value.Origin;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JudgedFactorsTest {
  private final Heard heard = new Heard();
  private final JudgedFactors factors = new JudgedFactors(heard);

  /** What comes out, counted. */
  private static final class Heard implements FactorJudge.Output {
    private final List<String> passed = new ArrayList<>();
    private final List<RefusedException> refused = new ArrayList<>();
    private int older;

    @Override
    public void unjudged(OraclePrice price) {
      passed.add(price.factor());
    }

    @Override
    public void judged(Verdict verdict) {
      throw new AssertionError("nothing is judged here");
    }

    @Override
    public void refused(OraclePrice price, RefusedException why) {
      refused.add(why);
    }

    @Override
    public void duplicate() {
      throw new AssertionError("nothing comes twice here");
    }

    @Override
    public void older() {
      older++;
    }
  }

  private static MarketInput price(String factor, String source, long time) {
    return new MarketInput.OfPrice(
        new OraclePrice(factor, null, source, BigDecimal.ONE, null, time, time, Origin.NONE));
  }

  private void say(String factor, String source, long time) {
    factors.apply(factor, price(factor, source, time), time);
  }

  private void name(String factor) {
    factors.apply(factor, new MarketInput.OfNaming(factor, 1), 1);
  }

  private Map<String, FactorRecord> written() {
    Map<String, FactorRecord> written = new HashMap<>();
    factors.writeChanged(written::put);
    return written;
  }

  @Nested
  class WithoutRoomForMoreUnnamed {
    @BeforeEach
    void fill() {
      for (int i = 0; i < Limits.UNNAMED; i++) {
        say("unknown-" + i, "", 1);
      }
      assertThat(heard.passed).hasSize(Limits.UNNAMED);
      assertThat(heard.refused).isEmpty();
      assertThat(factors.unnamedCount()).isEqualTo(Limits.UNNAMED);
      heard.passed.clear();
    }

    @Test
    void refusesTheNextAndKeepsNothingOfIt() {
      say("late", "", 1);
      say("unknown-3", "another source", 1);

      assertThat(heard.passed).isEmpty();
      assertThat(heard.refused)
          .extracting(RefusedException::reason)
          .containsOnly(Refusal.UNKNOWN_INSTRUMENT)
          .hasSize(2);
      assertThat(heard.refused.get(0))
          .hasMessageContaining("late")
          .hasMessageContaining("10,000 values")
          .hasMessageContaining("send its parameters first");
      assertThat(factors.unnamedCount()).isEqualTo(Limits.UNNAMED);
      assertThat(written()).hasSize(Limits.UNNAMED).doesNotContainKey("late");
    }

    @Test
    void takesMoreOfThoseThatAreKeptInTheirOrder() {
      say("unknown-3", "", 3);
      say("unknown-3", "", 2);

      assertThat(heard.passed).containsExactly("unknown-3");
      assertThat(heard.older).isOne();
    }

    /** Who floods the topic shuts nobody out whom parameters name. */
    @Test
    void takesAllOfANamedOne() {
      say("BTC", "", 1);
      name("BTC");
      say("BTC", "", 2);
      say("BTC", "another source", 2);

      assertThat(heard.passed).containsExactly("BTC", "BTC");
      assertThat(heard.refused).hasSize(1);
      assertThat(written().get("BTC").named()).isTrue();
    }

    @Test
    void hasRoomAgainWhenOneOfThemIsNamed() {
      name("unknown-5");
      say("late", "", 1);
      say("later", "", 1);

      assertThat(heard.passed).containsExactly("late");
      assertThat(heard.refused).hasSize(1);
    }

    @Test
    void removesWhatWasStoredOfOneThatWaitedAndIsRefused() {
      factors.defer("late", price("late", "", 5));
      assertThat(written().get("late").waiting()).hasSize(1);

      factors.passTo(5);

      assertThat(heard.refused).hasSize(1);
      assertThat(written()).containsEntry("late", null);
      assertThat(written()).isEmpty();
    }

    @Test
    void countsWhatItTakesOverFromAnother() {
      JudgedFactors other = new JudgedFactors(heard);
      written().forEach(other::restore);
      assertThat(other.unnamedCount()).isEqualTo(Limits.UNNAMED);

      other.apply("late", price("late", "", 1), 1);
      assertThat(heard.refused).hasSize(1);
    }
  }

  @Test
  void whatWasForgottenAndComesAgainIsStoredAgain() {
    factors.defer("late", price("late", "", 5));
    written();
    for (int i = 0; i < Limits.UNNAMED; i++) {
      say("unknown-" + i, "", 1);
    }
    factors.passTo(5);
    name("late");

    Map<String, FactorRecord> written = written();

    assertThat(written.get("late")).isNotNull();
    assertThat(written.get("late").named()).isTrue();
  }
}
