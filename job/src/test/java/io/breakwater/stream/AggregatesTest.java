package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.MarkerBuilder;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.Told;
import io.breakwater.cascade.account.Scanned;
import io.breakwater.cascade.aggregate.PriceFacts;
import io.breakwater.cascade.impact.InsuranceFund;
import io.breakwater.cascade.impact.MarketDepth;
import io.breakwater.cascade.record.AggregateHeader;
import io.breakwater.cascade.record.CascadeProjection;
import io.breakwater.cascade.record.RiskAggregate;
import io.breakwater.cascade.slice.Slice;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.ImpactTerms;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.oracle.Validity;
import io.breakwater.stream.desk.WatchKind;
import io.breakwater.stream.event.Capacity;
import io.breakwater.stream.event.DepthUpdate;
import io.breakwater.stream.event.FundUpdate;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarkedSlice;
import io.breakwater.stream.event.MarkerFacts;
import io.breakwater.stream.event.RowFacts;
import io.breakwater.value.Origin;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When aggregates are told, of which subtasks, and with what depth and funds. */
class AggregatesTest {
  private static final String ETH = "ETH";
  private static final String FUND = "default";
  private static final BigDecimal MARK = new BigDecimal("2000");
  private static final int SHOCK_BPS = 100;

  /** Markers, microseconds; both lie within the millisecond that they end. */
  private static final long FIRST = 10_000;

  private static final long SECOND = 20_000;

  /** Nine of a price and five of the whole. */
  private static final int RECORDS = 14;

  private static final FixedMarket MARKET =
      new MarkerBuilder(PolicyTerms.DEFAULT)
          .with(
              new InstrumentParameters(ETH, InstrumentKind.PERPETUAL, 8, 1, Inputs.LOW, List.of()),
              MARK.toPlainString())
          .market();

  private AggregatesHarness harness;

  private static StreamSettings settings(JobClock clock) {
    return new StreamSettings(
        clock,
        Inputs.POLICY,
        Duration.ofDays(7),
        1,
        WatchKind.TRIPWIRES,
        0,
        false,
        true,
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        AccountLedger.MAXIMUM_ELEMENTS,
        null,
        Duration.ofMillis(10),
        Duration.ofMinutes(5),
        null);
  }

  private void start(JobClock clock) throws Exception {
    harness = AggregatesHarness.start(settings(clock), null);
  }

  private void restart(JobClock clock) throws Exception {
    var state = harness.snapshot(1, 1);
    harness.close();
    harness = AggregatesHarness.start(settings(clock), state);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  /** The slice of one of two subtasks. */
  private static MarkedSlice of(long asOf, int subtask, Slice slice) {
    MarkerFacts facts =
        new MarkerFacts(
            3,
            false,
            List.of(
                new RowFacts(
                    0,
                    ETH,
                    new PriceFacts(MARK, Validity.VALID, false, MARK, MARK, asOf, 0, 0, null, null),
                    ETH,
                    ImpactTerms.DEFAULT)),
            new TreeMap<>());
    return new MarkedSlice(
        asOf, asOf / 1_000, 2, subtask == 0 ? facts : null, slice, new TreeMap<>());
  }

  /** So many accounts that rest on the price and cannot be valued. */
  private static Slice pending(int accounts) {
    Scanned scanned = new Scanned(MARKET, CascadeTerms.DEFAULT);
    Slice slice = new Slice();
    for (int i = 0; i < accounts; i++) {
      slice.addPending();
      slice.addPendingTo(0, scanned.moment());
    }
    return slice;
  }

  private static Capacity depth(long time, String size) {
    List<MarketDepth.Point> points =
        List.of(new MarketDepth.Point(BigDecimal.valueOf(SHOCK_BPS), new BigDecimal(size)));
    return Capacity.of(new DepthUpdate(new MarketDepth(ETH, time, points, points), Origin.NONE));
  }

  private static Capacity fund(long time) {
    return Capacity.of(new FundUpdate(new InsuranceFund(FUND, time, BigDecimal.TEN), Origin.NONE));
  }

  private List<RiskAggregate> records() {
    return harness.extractOutputValues();
  }

  private Told toldAt(long asOf) {
    return new Told(records().stream().filter(each -> each.header().asOf() == asOf).toList());
  }

  private void assertDepth(long asOf, String size) {
    assertThat(toldAt(asOf).coverage(ETH, Side.DOWN, SHOCK_BPS).depth())
        .as("depth at %d", asOf)
        .isEqualTo(size == null ? null : new BigDecimal(size));
  }

  private boolean hasFund(long asOf) {
    List<CascadeProjection.Scenario> scenarios = toldAt(asOf).projection(ETH).scenarios();
    return scenarios.stream().anyMatch(each -> each.fundUsed() != null);
  }

  private void watermark(long millis) throws Exception {
    harness.sliceWatermark(millis);
    harness.capacityWatermark(millis);
  }

  @Nested
  class OnTheEventClock {
    @Test
    void whatAllSubtasksComeToIsToldWhenBothInputsHavePassedTheMarker() throws Exception {
      start(JobClock.EVENT);
      harness.slice(of(FIRST, 1, pending(2)));
      harness.slice(of(FIRST, 0, pending(1)));
      harness.sliceWatermark(10);
      assertThat(records()).as("depth may still come").isEmpty();
      harness.capacityWatermark(9);
      assertThat(records()).isEmpty();
      harness.capacityWatermark(10);
      assertThat(records()).hasSize(RECORDS);
      assertThat(toldAt(FIRST).backlog(ETH).pending().accounts()).isEqualTo(3);
      assertThat(toldAt(FIRST).backlog(AggregateHeader.WHOLE_SYSTEM).pending().accounts())
          .isEqualTo(3);
      assertThat(records())
          .allSatisfy(
              record -> {
                assertThat(record.header().marketSequence()).isEqualTo(10);
                assertThat(record.header().parameterVersion()).isEqualTo(3);
              });
    }

    @Test
    void depthAndFundsAreThoseOfTheMarkersTimeInWhateverOrderTheyCome() throws Exception {
      start(JobClock.EVENT);
      harness.capacity(depth(SECOND, "30"));
      harness.capacity(fund(FIRST + 1));
      harness.capacity(depth(FIRST + 1, "20"));
      harness.capacity(depth(FIRST, "10"));
      harness.capacity(depth(FIRST - 1, "5"));
      harness.slice(of(FIRST, 0, pending(1)));
      harness.slice(of(FIRST, 1, pending(1)));
      harness.slice(of(SECOND, 0, pending(1)));
      harness.slice(of(SECOND, 1, pending(1)));
      watermark(20);
      assertDepth(FIRST, "10");
      assertDepth(SECOND, "30");
      assertThat(hasFund(FIRST)).isFalse();
      assertThat(hasFund(SECOND)).isTrue();
    }

    @Test
    void ofOneTimeTheLastCountsAlsoAfterARestart() throws Exception {
      start(JobClock.EVENT);
      for (int size = 1; size <= 20; size++) {
        harness.capacity(depth(FIRST, Integer.toString(size)));
        if (size % 7 == 0) {
          restart(JobClock.EVENT);
        }
      }
      harness.slice(of(FIRST, 0, pending(1)));
      harness.slice(of(FIRST, 1, pending(1)));
      watermark(10);
      assertDepth(FIRST, "20");
    }

    @Test
    void aRestartBetweenSlicesAndWatermarkChangesNothing() throws Exception {
      start(JobClock.EVENT);
      harness.capacity(depth(FIRST, "10"));
      harness.capacity(depth(SECOND, "20"));
      harness.slice(of(FIRST, 0, pending(1)));
      restart(JobClock.EVENT);
      harness.slice(of(FIRST, 1, pending(4)));
      restart(JobClock.EVENT);
      assertThat(records()).isEmpty();
      watermark(10);
      assertDepth(FIRST, "10");
      assertThat(toldAt(FIRST).backlog(ETH).pending().accounts()).isEqualTo(5);
      restart(JobClock.EVENT);
      harness.slice(of(SECOND, 0, pending(1)));
      harness.slice(of(SECOND, 1, pending(1)));
      watermark(20);
      assertThat(records()).as("the first marker is not told again").hasSize(RECORDS);
      assertDepth(SECOND, "20");
    }

    @Test
    void depthIsKeptOverARestartOnceItsTimeHasPassed() throws Exception {
      start(JobClock.EVENT);
      harness.capacity(depth(FIRST - 5, "10"));
      harness.capacity(fund(FIRST - 5));
      watermark(15);
      restart(JobClock.EVENT);
      harness.slice(of(SECOND, 0, pending(1)));
      harness.slice(of(SECOND, 1, pending(1)));
      watermark(20);
      assertDepth(SECOND, "10");
      assertThat(hasFund(SECOND)).isTrue();
    }

    @Test
    void nothingIsToldOfAMarkerOfWhichASubtaskDoesNotKnowAllAccounts() throws Exception {
      start(JobClock.EVENT);
      harness.capacity(depth(FIRST, "10"));
      harness.slice(of(FIRST, 0, pending(1)));
      harness.slice(of(FIRST, 1, null));
      watermark(10);
      assertThat(records()).isEmpty();
      harness.slice(of(SECOND, 0, pending(1)));
      harness.slice(of(SECOND, 1, pending(1)));
      watermark(20);
      assertThat(records()).hasSize(RECORDS);
      assertDepth(SECOND, "10");
    }

    @Test
    void theEndOfAllInputTellsAllThatIsLeft() throws Exception {
      start(JobClock.EVENT);
      harness.slice(of(FIRST, 0, pending(1)));
      harness.slice(of(FIRST, 1, pending(1)));
      watermark(Long.MAX_VALUE);
      assertThat(records()).hasSize(RECORDS);
      assertDepth(FIRST, null);
    }
  }

  @Nested
  class OnTheSystemClock {
    @Test
    void aMarkerIsToldOnceItsLastSliceHasComeWithTheDepthThatHasCome() throws Exception {
      start(JobClock.SYSTEM);
      harness.capacity(depth(FIRST + 1, "10"));
      harness.slice(of(FIRST, 1, pending(2)));
      assertThat(records()).isEmpty();
      harness.slice(of(FIRST, 0, pending(1)));
      assertThat(records()).hasSize(RECORDS);
      assertDepth(FIRST, "10");
      assertThat(toldAt(FIRST).backlog(ETH).pending().accounts()).isEqualTo(3);
    }

    @Test
    void whatComesLaterCountsAtTheNextMarkerUnlessItIsOlder() throws Exception {
      start(JobClock.SYSTEM);
      harness.capacity(depth(FIRST, "10"));
      harness.slice(of(FIRST, 0, pending(1)));
      harness.slice(of(FIRST, 1, pending(1)));
      harness.capacity(depth(FIRST + 2, "30"));
      harness.capacity(depth(FIRST + 1, "20"));
      harness.capacity(fund(FIRST + 1));
      restart(JobClock.SYSTEM);
      harness.slice(of(SECOND, 0, pending(1)));
      restart(JobClock.SYSTEM);
      harness.slice(of(SECOND, 1, pending(1)));
      assertThat(records()).as("the first marker is not told again").hasSize(RECORDS);
      assertDepth(SECOND, "30");
      assertThat(hasFund(SECOND)).isTrue();
    }

    @Test
    void markersAreToldInTheirOrder() throws Exception {
      start(JobClock.SYSTEM);
      harness.slice(of(FIRST, 0, pending(1)));
      harness.slice(of(SECOND, 0, pending(1)));
      harness.slice(of(FIRST, 1, pending(1)));
      assertThat(records()).hasSize(RECORDS);
      harness.slice(of(SECOND, 1, null));
      assertThat(records()).as("of the second not all are known").hasSize(RECORDS);
      harness.slice(of(SECOND + FIRST, 0, pending(1)));
      harness.slice(of(SECOND + FIRST, 1, pending(1)));
      assertThat(records()).hasSize(2 * RECORDS);
      assertThat(records().get(RECORDS).header().asOf()).isEqualTo(SECOND + FIRST);
    }
  }
}
