package io.breakwater.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerKind;
import io.breakwater.margin.trigger.TriggerProof;
import io.breakwater.stream.desk.Happening;
import io.breakwater.stream.desk.ReferenceModel;
import io.breakwater.stream.desk.Script;
import io.breakwater.stream.desk.WatchKind;
import io.breakwater.stream.event.Inputs;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.TriggerMessage;
import io.breakwater.stream.order.EventOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers of triggers are told when the job has started and an epoch begins. */
class TriggerEpochsTest {
  private static final long FIRST = 1_000_000;
  private static final long SECOND = 2_000_000;
  private static final StreamSettings SETTINGS =
      new StreamSettings(
          JobClock.SYSTEM,
          "default",
          Duration.ofDays(7),
          5,
          WatchKind.TRIPWIRES,
          1,
          true,
          true,
          Duration.ofMinutes(5),
          Duration.ofSeconds(10),
          AccountLedger.MAXIMUM_ELEMENTS,
          null,
          Duration.ZERO,
          Duration.ofMinutes(5),
          null);

  private MarginCluster cluster;
  private int told;

  private void start(int parallelism) throws Exception {
    cluster = MarginCluster.onHeap(SETTINGS, parallelism);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private long sequence = 10;

  private void begin(long epoch) throws Exception {
    cluster.market(new MarketEvent.EpochBegun(++sequence, epoch, epoch));
  }

  /** What readers have been told since the last call. */
  private List<TriggerMessage> freshMessages() {
    List<TriggerMessage> all = cluster.messages();
    List<TriggerMessage> fresh = all.subList(told, all.size());
    told = all.size();
    return fresh;
  }

  private static List<TriggerMessage.OfTrigger> triggers(Collection<TriggerMessage> messages) {
    return messages.stream()
        .filter(TriggerMessage.OfTrigger.class::isInstance)
        .map(TriggerMessage.OfTrigger.class::cast)
        .toList();
  }

  private static List<String> words(Collection<TriggerMessage> messages) {
    return triggers(messages).stream().map(TriggerEpochsTest::word).toList();
  }

  private static String word(TriggerMessage.OfTrigger message) {
    return message.epoch() + " " + message.trigger().kind() + " " + message.trigger().id();
  }

  /** One perpetual "A" at rate 0.01 and longs of one contract entered at 100. */
  @Nested
  class Longs {
    private static final Position LONG = Samples.position("A", "1", "100");
    private static final Position UNKNOWN = Samples.position("B", "1", "100");

    @BeforeEach
    void market() throws Exception {
      start(1);
      begin(FIRST);
      cluster.market(Inputs.instrumentChange(1_000));
      cluster.market(Inputs.policyChange(1_000));
      price(100_00);
      freshMessages();
    }

    private void price(long units) throws Exception {
      cluster.market(
          new MarketEvent.PriceChange(++sequence, 2_000, 0, units, Inputs.SCALE, units, 2_000));
    }

    private void account(String id, long sequence, String cash) throws Exception {
      cluster.account(Inputs.snapshot(id, 2_000, sequence, cash, LONG));
    }

    @Test
    void theOpenOnesAreRestatedInOrderWithTheirLastIdsAndNothingElseIs() throws Exception {
      account("healthy", 1, "50");
      account("é", 1, "0.8");
      account("b", 1, "0.8");
      account("b", 2, "0.1");
      account("a", 1, "0.5");
      account("recovered", 1, "0.5");
      account("recovered", 2, "50");
      cluster.restart(1);
      int transitions = cluster.transitions().size();
      freshMessages();

      begin(SECOND);

      assertThat(words(freshMessages()))
          .containsExactly(
              SECOND + " RESTATED a#1.1", SECOND + " RESTATED b#1.2", SECOND + " RESTATED é#1.1");
      assertThat(cluster.transitions()).as("nothing has changed").hasSize(transitions);
      assertThat(cluster.only().count(MetricNames.RESTATED_TRIGGERS)).isEqualTo(3);
      assertThat(cluster.only().count(MetricNames.TRIGGERS)).isZero();
      assertThat(cluster.only().gauge(MetricNames.EPOCH)).isEqualTo(SECOND);
    }

    @Test
    void aRestatementIsDecidedOnWhatStandsNow() throws Exception {
      account("a", 1, "0.9");
      price(99_99);
      begin(SECOND);
      List<LiquidationTrigger> said =
          triggers(freshMessages()).stream().map(TriggerMessage.OfTrigger::trigger).toList();

      LiquidationTrigger entered = said.get(0);
      LiquidationTrigger restated = said.get(1);
      assertThat(restated.id()).isEqualTo(entered.id());
      assertThat(restated.decision()).isNotEqualTo(entered.decision());
      assertThat(restated.transition().from()).isEqualTo(restated.transition().to());
      assertThat(restated.legs())
          .singleElement()
          .satisfies(leg -> assertPrice(leg.price(), "99.99"));
      assertThat(restated.closeOut()).hasSize(1);
      assertThat(restated.transition().time()).isEqualTo(SECOND);
      assertThat(restated.transition().marketSequence()).isEqualTo(sequence);
    }

    private static void assertPrice(BigDecimal price, String expected) {
      assertThat(price).isEqualByComparingTo(expected);
    }

    @Test
    void laterTriggersCarryTheEpochAlsoAfterARestore() throws Exception {
      account("a", 1, "0.5");
      begin(SECOND);
      account("a", 2, "50");
      cluster.restart(1);
      account("a", 3, "0.5");

      assertThat(words(freshMessages()))
          .containsExactly(
              FIRST + " ENTERED a#1.1",
              SECOND + " RESTATED a#1.1",
              SECOND + " WITHDRAWN a#1.2",
              SECOND + " ENTERED a#2.1");
    }

    @Test
    void whatComesBetweenARestoreAndTheEpochIsOfTheOldOneAndRestated() throws Exception {
      account("a", 1, "0.5");
      account("b", 1, "0.5");
      cluster.restart(1);
      account("a", 2, "50");
      account("c", 1, "0.5");
      begin(SECOND);

      assertThat(words(freshMessages()))
          .containsExactly(
              FIRST + " ENTERED a#1.1",
              FIRST + " ENTERED b#1.1",
              FIRST + " WITHDRAWN a#1.2",
              FIRST + " ENTERED c#1.1",
              SECOND + " RESTATED b#1.1",
              SECOND + " RESTATED c#1.1");
    }

    @Test
    void anOpenAccountThatCannotBeValuedIsHeldAndRestatedOnceMoreWhenItCan() throws Exception {
      account("a", 1, "0.5");
      cluster.account(Inputs.snapshot("a", 2_000, 2, "0.5", LONG, UNKNOWN));
      cluster.restart(1);
      freshMessages();
      begin(SECOND);
      List<TriggerMessage> unvalued = freshMessages();
      cluster.account(Inputs.snapshot("a", 2_000, 3, "0.5", LONG));
      account("a", 4, "0.5");

      assertThat(words(unvalued)).containsExactly(SECOND + " RESTATED a#1.1");
      assertThat(triggers(unvalued).get(0).trigger())
          .satisfies(trigger -> assertThat(trigger.held()).isTrue())
          .satisfies(trigger -> assertThat(trigger.legs()).isEmpty())
          .satisfies(trigger -> assertThat(trigger.closeOut()).isEmpty());
      List<TriggerMessage> valued = freshMessages();
      assertThat(words(valued)).containsExactly(SECOND + " RESTATED a#1.1");
      assertThat(triggers(valued).get(0).trigger())
          .satisfies(trigger -> assertThat(trigger.held()).isFalse())
          .satisfies(trigger -> assertThat(trigger.closeOut()).hasSize(1));
    }

    @Test
    void anAccountThatWorsensOnceItCanBeValuedIsNotRestatedBesides() throws Exception {
      account("a", 1, "0.8");
      cluster.account(Inputs.snapshot("a", 2_000, 2, "0.8", LONG, UNKNOWN));
      begin(SECOND);
      account("a", 3, "0.1");
      account("a", 4, "50");

      assertThat(words(freshMessages()))
          .containsExactly(
              FIRST + " ENTERED a#1.1",
              SECOND + " RESTATED a#1.1",
              SECOND + " WORSENED a#1.2",
              SECOND + " WITHDRAWN a#1.3");
    }
  }

  /** The whole book is that of a random script, and known to the reference. */
  @Nested
  class AtAnyParallelism {
    private static final int[] PARALLELISM = {3, 1, 2};

    @ParameterizedTest
    @ValueSource(ints = {31, 32, 33, 34})
    void eachStartRestatesExactlyWhatTheReferenceHoldsOpen(int seed) throws Exception {
      ReferenceModel reference = new ReferenceModel();
      start(2);
      int events = 0;
      int restated = 0;
      for (Happening happening : Script.random(seed, 12, 4, 300)) {
        arrive(reference, happening);
        if (++events % 20 == 0) {
          cluster.restart(PARALLELISM[events / 20 % PARALLELISM.length]);
          freshMessages();
          begin(events);
          restated += assertRestated(seed + ", event " + events, reference, events);
        }
      }
      assertThat(restated).as("seed %s, restatements", seed).isGreaterThan(20);
    }

    /** Updates are stamped with the wall clock, in whole milliseconds. */
    private void arrive(ReferenceModel reference, Happening happening) throws Exception {
      if (happening instanceof Happening.Update update) {
        long millis = EventOrder.millis(update.time());
        cluster.processingTime(millis);
        cluster.account(update.update());
        reference.apply(new Happening.Update(update.update(), millis * 1_000));
      } else {
        cluster.apply(happening);
        reference.apply(happening);
      }
    }

    private int assertRestated(String where, ReferenceModel reference, long epoch) {
      List<TriggerMessage> messages = freshMessages();
      assertThat(messages).allSatisfy(message -> assertThat(message.epoch()).isEqualTo(epoch));
      assertThat(partitionsTold(messages))
          .as("seed %s: every partition, once", where)
          .isEqualTo(IntStream.range(0, MarginHarness.PARTITIONS).boxed().toList());
      List<LiquidationTrigger> restated =
          triggers(messages).stream().map(TriggerMessage.OfTrigger::trigger).toList();
      assertThat(restated)
          .allSatisfy(t -> assertThat(t.kind()).isEqualTo(TriggerKind.RESTATED))
          .filteredOn(t -> !t.held())
          .allSatisfy(t -> TriggerProof.assertExplains(t, reference));
      assertThat(restated.stream().map(LiquidationTrigger::id).sorted().toList())
          .as("seed %s", where)
          .isEqualTo(openIds(reference).stream().sorted().toList());
      return restated.size();
    }

    private static List<Integer> partitionsTold(List<TriggerMessage> messages) {
      List<Integer> partitions = new ArrayList<>();
      for (TriggerMessage message : messages) {
        if (message instanceof TriggerMessage.EpochBegun begun) {
          partitions.add(begun.partition());
        }
      }
      return partitions;
    }

    private static Set<String> openIds(ReferenceModel reference) {
      Map<String, ReferenceModel.ExpectedTrigger> last = new LinkedHashMap<>();
      reference.triggers.forEach(trigger -> last.put(trigger.transition().account(), trigger));
      return last.values().stream()
          .filter(trigger -> trigger.kind() != TriggerKind.WITHDRAWN)
          .map(ReferenceModel.ExpectedTrigger::id)
          .collect(Collectors.toSet());
    }
  }

  /**
   * A price triggers an account after the checkpoint; after the failure the update that repairs the
   * account is read before that price, so that nothing ever takes the trigger back.
   */
  @Test
  void aTriggerThatWasUndoneAndThatNothingFollowsIsVoidByTheEpoch() throws Exception {
    Position position = Samples.position("A", "1", "100");
    start(1);
    begin(FIRST);
    cluster.market(Inputs.instrumentChange(1_000));
    cluster.market(Inputs.policyChange(1_000));
    cluster.market(new MarketEvent.PriceChange(3, 2_000, 0, 100_00, Inputs.SCALE, 1, 2_000));
    cluster.account(Inputs.snapshot("a", 2_000, 1, "10", position));
    cluster.restart(1);
    MarketEvent fall = new MarketEvent.PriceChange(4, 3_000, 0, 90_00, Inputs.SCALE, 2, 3_000);
    cluster.market(fall);
    List<TriggerMessage> undone = freshMessages();
    assertThat(words(undone)).contains(FIRST + " ENTERED a#1.1");

    cluster.goBack();
    begin(SECOND);
    cluster.account(Inputs.snapshot("a", 2_000, 2, "50", position));
    cluster.market(fall);

    List<TriggerMessage> said = new ArrayList<>(undone);
    said.addAll(freshMessages());
    assertThat(words(said)).as("what came after it").doesNotContain(SECOND + " WITHDRAWN a#1.2");
    assertThat(open(said)).isEmpty();
    said.removeIf(TriggerMessage.EpochBegun.class::isInstance);
    assertThat(open(said)).as("without the word of the epoch").containsExactly("a#1.1");
  }

  /** The rule of the largest epoch, for one partition in which ids only grow. */
  private static Set<String> open(List<TriggerMessage> messages) {
    Map<String, LiquidationTrigger> last = new TreeMap<>();
    long epoch = TriggerMessage.NO_EPOCH;
    for (TriggerMessage message : messages) {
      if (message.epoch() > epoch) {
        epoch = message.epoch();
        last.clear();
      }
      if (message instanceof TriggerMessage.OfTrigger of && message.epoch() == epoch) {
        last.put(of.trigger().account(), of.trigger());
      }
    }
    return last.values().stream()
        .filter(trigger -> trigger.kind() != TriggerKind.WITHDRAWN)
        .map(LiquidationTrigger::id)
        .collect(Collectors.toSet());
  }
}
