package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.terms.PolicyTerms;
import io.breakwater.stream.desk.WatchKind;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.order.MarketOrder;
import io.breakwater.stream.order.Ordered;
import io.breakwater.stream.wire.Codecs;
import io.breakwater.value.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MarketSequencerTest {
  private final List<MarketEvent> before = new ArrayList<>();
  private OperatorEnvironment metrics;
  private SequencerHarness harness;

  private boolean undoneTriggersSeen = true;
  private Duration interval = Duration.ZERO;
  private RecordedTime recorded;

  private static StreamSettings settings(
      JobClock clock, String policyId, boolean undoneTriggersSeen) {
    return new StreamSettings(
        clock,
        policyId,
        Duration.ofDays(7),
        1,
        WatchKind.TRIPWIRES,
        0,
        false,
        undoneTriggersSeen,
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        AccountLedger.MAXIMUM_ELEMENTS,
        null,
        Duration.ZERO,
        Duration.ofMinutes(5),
        null);
  }

  private void start(JobClock clock, long processingTime, OperatorSubtaskState state)
      throws Exception {
    metrics = new OperatorEnvironment();
    StreamSettings settings =
        settings(clock, Inputs.POLICY, undoneTriggersSeen).aggregatingEvery(interval);
    harness = new SequencerHarness(recorded == null ? settings : settings.over(recorded), metrics);
    harness.setProcessingTime(processingTime);
    harness.setup(serializer(Codecs.MARKET_EVENT));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
    return type.createSerializer(new ExecutionConfig().getSerializerConfig());
  }

  private void restart(JobClock clock, long processingTime) throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    before.addAll(harness.extractOutputValues());
    harness.close();
    start(clock, processingTime, state);
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  private void read(MarketInput... inputs) throws Exception {
    for (MarketInput input : inputs) {
      harness.read(input);
    }
  }

  /** Both inputs have come to this time. */
  private void watermark(long millis) throws Exception {
    harness.priceWatermark(millis);
    harness.parameterWatermark(millis);
  }

  /** All events that have left so far, over all restarts. */
  private List<MarketEvent> events() {
    List<MarketEvent> events = new ArrayList<>(before);
    events.addAll(harness.extractOutputValues());
    events.removeIf(event -> !event.isWhole());
    return events;
  }

  /** The same without the beginnings of epochs: what became of the inputs. */
  private List<MarketEvent> changes() {
    return events().stream().filter(event -> !(event instanceof MarketEvent.EpochBegun)).toList();
  }

  /**
   * The markers that have left so far, over all restarts: the last event before each, and its time.
   */
  private List<List<Long>> markers() {
    List<MarketEvent> events = new ArrayList<>(before);
    events.addAll(harness.extractOutputValues());
    return events.stream()
        .filter(MarketEvent.IntervalMarker.class::isInstance)
        .map(event -> List.of(event.marketSequence(), event.time()))
        .toList();
  }

  private List<Long> epochs() {
    return events().stream()
        .filter(MarketEvent.EpochBegun.class::isInstance)
        .map(event -> ((MarketEvent.EpochBegun) event).epoch())
        .toList();
  }

  @Test
  void refusalsAreCountedByReason() throws Exception {
    start(JobClock.SYSTEM, 0, null);
    read(Inputs.instrument("A", 1, 1), Inputs.price("A", "0.001", 2, 1));
    read(Inputs.policy("foreign", 3, 1, PolicyTerms.DEFAULT));

    assertThat(metrics.count(MetricNames.REJECTED_RECORDS)).isEqualTo(2);
    assertThat(harness.getSideOutput(MarketSequencer.REJECTED)).hasSize(2);
  }

  @Test
  void aStateThatFollowsAnotherPolicyIsNotTakenUp() throws Exception {
    start(JobClock.SYSTEM, 0, null);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = new SequencerHarness(settings(JobClock.SYSTEM, "other", true), metrics);
    harness.setup(serializer(Codecs.MARKET_EVENT));

    assertThatThrownBy(() -> harness.initializeState(state))
        .isInstanceOf(SuppressRestartsException.class)
        .hasRootCauseMessage(
            "the state that is restored follows the policy '%s', and this job is to follow 'other': set the option policy.id to '%s', or start without that state."
                .formatted(Inputs.POLICY, Inputs.POLICY));
  }

  @Nested
  class OnTheSystemClock {
    @Test
    void oneTimerStandsHoweverManyInputsCome() throws Exception {
      start(JobClock.SYSTEM, 7, null);
      for (int i = 1; i <= 100; i++) {
        read(
            Inputs.instrument(
                "A" + i, 1, 1, Inputs.LOW, Inputs.scheduled(900_000 - i * 1_000, Inputs.HIGH)));
        read(Inputs.instrument("B", 1, i));
      }
      TestProcessingTimeService timers = harness.getProcessingTimeService();
      assertThat(timers.getNumActiveTimers()).isEqualTo(1);

      harness.setProcessingTime(802);
      assertThat(timers.getNumActiveTimers()).isEqualTo(1);
      assertThat(changes()).hasSize(203);
    }

    @Test
    void inputsApplyAsTheyComeAtTheTimeOfTheWall() throws Exception {
      start(JobClock.SYSTEM, 7, null);
      read(Inputs.instrument("A", 900_000, 1));
      harness.setProcessingTime(8);
      read(Inputs.price("A", "1", 3_000, 1));

      assertThat(changes()).extracting(MarketEvent::time).containsExactly(7_000L, 8_000L);
      assertThat(harness.extractOutputStreamRecords())
          .extracting(StreamRecord::getTimestamp)
          .containsExactly(7L, 7L, 7L, 8L);
      assertThat(metrics.count(MetricNames.MARKET_EVENTS)).isEqualTo(3);
    }

    @Test
    void aTimerBringsScheduledParametersIntoForce() throws Exception {
      start(JobClock.SYSTEM, 7, null);
      read(
          Inputs.instrument(
              "A",
              0,
              1,
              Inputs.LOW,
              Inputs.scheduled(20_000, Inputs.HIGH),
              Inputs.scheduled(30_500, Inputs.LOW)));

      harness.setProcessingTime(19);
      assertThat(changes()).hasSize(1);
      harness.setProcessingTime(21);
      assertThat(changes()).hasSize(2);
      harness.setProcessingTime(31);

      assertThat(changes()).extracting(MarketEvent::time).containsExactly(7_000L, 20_000L, 30_500L);
    }

    @Test
    void aScheduledChangeWhoseTimePassedWhileTheJobWasDownComesBeforeTheFirstInput()
        throws Exception {
      start(JobClock.SYSTEM, 7, null);
      read(Inputs.instrument("A", 0, 1, Inputs.LOW, Inputs.scheduled(20_000, Inputs.HIGH)));
      restart(JobClock.SYSTEM, 50);

      read(Inputs.price("A", "1", 3_000, 1));

      assertThat(changes())
          .hasExactlyElementsOfTypes(
              MarketEvent.InstrumentChange.class,
              MarketEvent.InstrumentChange.class,
              MarketEvent.PriceChange.class);
    }

    @Test
    void aScheduledChangeSurvivesARestart() throws Exception {
      start(JobClock.SYSTEM, 7, null);
      read(Inputs.instrument("A", 0, 1, Inputs.LOW, Inputs.scheduled(20_000, Inputs.HIGH)));
      restart(JobClock.SYSTEM, 8);

      harness.setProcessingTime(22);

      assertThat(changes()).hasSize(2);
      assertThat(events()).extracting(MarketEvent::marketSequence).containsExactly(1L, 2L, 3L, 4L);
    }
  }

  @Nested
  class Markers {
    @Test
    void standOnTheWallClockWhereSomethingHappened() throws Exception {
      interval = Duration.ofMillis(10);
      start(JobClock.SYSTEM, 7, null);
      assertThat(harness.getProcessingTimeService().getNumActiveTimers())
          .as("the beginning of an epoch is no event of the market")
          .isZero();
      read(Inputs.instrument("A", 0, 1));
      harness.setProcessingTime(10);
      assertThat(markers()).as("what comes in this millisecond is in it").isEmpty();
      read(Inputs.price("A", "1", 9_000, 1));
      harness.setProcessingTime(55);
      assertThat(markers()).containsExactly(List.of(3L, 10_000L));

      read(Inputs.price("A", "2", 55_000, 2));
      restart(JobClock.SYSTEM, 70);
      assertThat(markers()).hasSize(1);
      read(Inputs.price("A", "3", 69_000, 3));
      assertThat(markers())
          .as("the interval that a stop cut is ended before what comes next")
          .containsExactly(List.of(3L, 10_000L), List.of(5L, 60_000L));
      harness.setProcessingTime(80);
      assertThat(markers()).hasSize(3);
    }

    @Test
    void standOnTheEventClockBehindAllUpToTheirTime() throws Exception {
      interval = Duration.ofMillis(10);
      start(JobClock.EVENT, 0, null);
      read(
          Inputs.price("A", "1", 10_000, 1),
          Inputs.price("A", "2", 10_001, 2),
          Inputs.price("A", "3", 45_000, 3),
          Inputs.instrument("A", 5_000, 1));
      watermark(9);
      assertThat(markers()).isEmpty();
      restart(JobClock.EVENT, 0);
      watermark(10);
      assertThat(markers()).containsExactly(List.of(2L, 10_000L));
      watermark(49);
      assertThat(markers()).containsExactly(List.of(2L, 10_000L), List.of(3L, 20_000L));
      read(Inputs.price("A", "4", 11_000, 4));
      assertThat(markers()).as("a late one").hasSize(2);
      watermark(60);
      assertThat(markers()).last().isEqualTo(List.of(5L, 50_000L));
    }

    @Test
    void theEndOfARecordingEndsTheLastIntervalAndThatOfALiveInputDoesNot() throws Exception {
      interval = Duration.ofMillis(10);
      start(JobClock.EVENT, 0, null);
      read(Inputs.instrument("A", 5_000, 1));
      watermark(Long.MAX_VALUE);
      assertThat(markers()).isEmpty();
      harness.close();

      recorded = new RecordedTime(0, 5_000);
      start(JobClock.EVENT, 0, null);
      read(Inputs.instrument("A", 5_000, 1));
      watermark(Long.MAX_VALUE);
      assertThat(markers()).containsExactly(List.of(1L, 10_000L));
    }
  }

  @Nested
  class OnTheEventClock {
    private List<MarketInput> inputs(SplittableRandom random) {
      List<MarketInput> inputs = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        String id = "I" + random.nextInt(5);
        long time = 1_000 + random.nextInt(20_000);
        inputs.add(
            random.nextInt(4) == 0
                ? Inputs.instrument(
                    id, time, i, Inputs.LOW, Inputs.scheduled(time + 5_000, Inputs.HIGH))
                : Inputs.price(id, "" + (1 + i), time, i));
      }
      return inputs;
    }

    private List<MarketEvent> eventsOf(List<MarketInput> inputs) {
      List<MarketEvent> events = new ArrayList<>();
      MarketOrder order = new MarketOrder(Inputs.POLICY, 0, new Ordered(events, new ArrayList<>()));
      inputs.forEach(order::defer);
      order.applyDue(Long.MAX_VALUE);
      return events;
    }

    @Test
    void theOrderOfArrivalAndRestartsDoNotMatter() throws Exception {
      for (int seed = 0; seed < 3; seed++) {
        List<MarketInput> inputs = inputs(new SplittableRandom(seed));
        List<MarketEvent> expected = eventsOf(inputs);
        Collections.shuffle(inputs, new Random(seed));
        before.clear();
        start(JobClock.EVENT, 0, null);
        for (MarketInput input : inputs) {
          read(input);
          restart(JobClock.EVENT, 0);
        }
        assertThat(events()).as("seed %s, nothing is due yet", seed).isEmpty();
        for (long watermark = 0; watermark < 30; watermark += 3) {
          watermark(watermark);
          restart(JobClock.EVENT, 0);
        }
        assertThat(events()).as("seed %s", seed).isEqualTo(expected);
        harness.close();
      }
      start(JobClock.EVENT, 0, null);
    }

    /** A version that let times of the year 9999 in has left a clock there, and inputs. */
    @Test
    void aClockAheadOfTheWallClockBeginsAnewAfterARestart() throws Exception {
      start(JobClock.EVENT, 0, null);
      long year9999 = 253_402_300_799_000_000L;
      read(Inputs.instrument("A", 1_000, 1), Inputs.price("A", "9", year9999 + 1_000_000, 9));
      watermark(year9999 / 1000);
      restart(JobClock.EVENT, 0);

      read(Inputs.price("A", "1", 11_000, 1));
      watermark(11);

      assertThat(events())
          .extracting(MarketEvent::time)
          .as("times of the instrument and of the price that came in time")
          .containsExactly(1_000L, 11_000L);
      assertThat(metrics.count(MetricNames.LATE_RECORDS)).isZero();
    }

    @Test
    void aRecordBehindTheClockAppliesAtThePresentTimeAndIsCounted() throws Exception {
      start(JobClock.EVENT, 0, null);
      read(Inputs.instrument("A", 1_000, 1));
      watermark(10);
      restart(JobClock.EVENT, 0);

      read(Inputs.price("A", "1", 10_999, 1), Inputs.price("A", "2", 11_000, 2));

      assertThat(events()).extracting(MarketEvent::time).containsExactly(1_000L, 10_000L);
      assertThat(metrics.count(MetricNames.LATE_RECORDS)).isEqualTo(1);
      assertThat(metrics.gauge(MetricNames.DEFERRED_INPUTS)).isEqualTo(1);
    }

    @Test
    void aStopWithDrainKeepsWhatIsScheduledAndTheClock() throws Exception {
      start(JobClock.EVENT, 0, null);
      read(Inputs.instrument("A", 1_000, 1, Inputs.LOW, Inputs.scheduled(90_000, Inputs.HIGH)));
      read(Inputs.price("A", "1", 40_000, 1));
      watermark(10);
      watermark(Long.MAX_VALUE);
      restart(JobClock.EVENT, 0);
      assertThat(events()).extracting(MarketEvent::time).containsExactly(1_000L, 40_000L);

      read(Inputs.price("A", "1", 95_000, 2));
      assertThat(events()).hasSize(2);
      watermark(95);

      assertThat(events())
          .extracting(MarketEvent::time)
          .containsExactly(1_000L, 40_000L, 90_000L, 95_000L);
      assertThat(metrics.count(MetricNames.LATE_RECORDS)).isZero();
    }

    @Test
    void pricesThatFallSilentHoldTheClockAndOtherInputsDoNot() throws Exception {
      start(JobClock.EVENT, 0, null);
      read(Inputs.instrument("A", 1_000, 1), Inputs.price("A", "1", 2_000, 1));
      read(Inputs.instrument("A", 9_000, 2));
      harness.priceWatermark(5);
      assertThat(events()).as("the parameters hold the clock").isEmpty();
      harness.parameterStatus(WatermarkStatus.IDLE);
      assertThat(events()).as("and, silent, do not").hasSize(2);

      harness.priceStatus(WatermarkStatus.IDLE);
      harness.parameterStatus(WatermarkStatus.ACTIVE);
      harness.parameterWatermark(20);
      assertThat(events()).as("silent prices hold it").hasSize(2);
      assertThat(harness.getOutput()).doesNotContain(WatermarkStatus.IDLE);

      harness.priceStatus(WatermarkStatus.ACTIVE);
      harness.priceWatermark(10);
      assertThat(events()).hasSize(3);
    }

    @Test
    void theWatermarkFollowsTheEventsThatItMadeDue() throws Exception {
      start(JobClock.EVENT, 0, null);
      read(Inputs.instrument("A", 9_000, 1));
      watermark(10);

      assertThat(harness.getOutput()).hasSize(3);
      assertThat(harness.getOutput().poll()).isInstanceOf(StreamRecord.class);
    }
  }

  @Test
  void pricesWaitForTheirParametersOverARestart() throws Exception {
    start(JobClock.SYSTEM, 7, null);
    read(Inputs.price("A", "1", 3_000, 9));
    restart(JobClock.SYSTEM, 8);
    read(Inputs.instrument("A", 0, 1));

    assertThat(changes())
        .hasExactlyElementsOfTypes(
            MarketEvent.InstrumentChange.class, MarketEvent.PriceChange.class);
  }

  @Test
  void whatIsRefusedGoesToTheSide() throws Exception {
    start(JobClock.SYSTEM, 7, null);
    read(Inputs.policy("foreign", 0, 1, PolicyTerms.DEFAULT));

    Collection<StreamRecord<RejectedRecord>> rejected =
        harness.getSideOutput(MarketSequencer.REJECTED);
    assertThat(rejected)
        .extracting(record -> record.getValue().reason())
        .containsExactly(Refusal.UNKNOWN_POLICY);
    assertThat(changes()).isEmpty();
  }

  @Nested
  class Epochs {
    @Test
    void eachStartOnTheSystemClockBeginsOneBeforeAnythingElse() throws Exception {
      start(JobClock.SYSTEM, 7, null);
      read(Inputs.instrument("A", 0, 1, Inputs.LOW, Inputs.scheduled(20_000, Inputs.HIGH)));
      restart(JobClock.SYSTEM, 50);
      harness.setProcessingTime(60);

      assertThat(events())
          .hasExactlyElementsOfTypes(
              MarketEvent.EpochBegun.class,
              MarketEvent.InstrumentChange.class,
              MarketEvent.EpochBegun.class,
              MarketEvent.InstrumentChange.class);
      assertThat(events()).extracting(MarketEvent::marketSequence).containsExactly(1L, 2L, 3L, 4L);
      assertThat(epochs()).containsExactly(7_000L, 50_000L);
    }

    @Test
    void startsFromTheSameCheckpointBeginDifferentOnes() throws Exception {
      start(JobClock.SYSTEM, 7, null);
      OperatorSubtaskState checkpoint = harness.snapshot(1, 1);
      for (long time = 8; time < 11; time++) {
        before.addAll(harness.extractOutputValues());
        harness.close();
        start(JobClock.SYSTEM, time, checkpoint);
      }

      assertThat(epochs()).containsExactly(7_000L, 8_000L, 9_000L, 10_000L);
    }

    @Test
    void growThoughTheClockWasSetBack() throws Exception {
      start(JobClock.SYSTEM, 7, null);
      restart(JobClock.SYSTEM, 7);
      restart(JobClock.SYSTEM, 3);

      assertThat(epochs()).containsExactly(7_000L, 7_001L, 7_002L);
    }

    @Test
    void areNotBegunByARestoreWhenNothingThatWasUndoneIsSeen() throws Exception {
      undoneTriggersSeen = false;
      start(JobClock.SYSTEM, 7, null);
      restart(JobClock.SYSTEM, 8);
      assertThat(epochs()).as("only the start without state").containsExactly(7_000L);

      undoneTriggersSeen = true;
      restart(JobClock.SYSTEM, 9);
      assertThat(epochs()).as("after another delivery").containsExactly(7_000L, 9_000L);
    }

    @Test
    void areNotBegunOnTheEventClock() throws Exception {
      start(JobClock.EVENT, 7, null);
      restart(JobClock.EVENT, 8);

      assertThat(events()).isEmpty();
    }
  }
}
