package io.breakwater.stream.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.model.ModelChoice;
import io.breakwater.margin.terms.Level;
import io.breakwater.margin.trigger.CauseType;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.margin.trigger.TriggerProof;
import io.breakwater.stream.event.MarketEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens, and whomever a watch looks at, the desk's decisions are those of applying the
 * rules to every account after every event.
 */
abstract class WatchContract {
  /** A few events of a random stream. */
  private static final Patience PATIENCE = new Patience(20_000, 8_000, 30_000);

  private static final int SMALL_STREAMS = 300;
  private static final int LARGE_STREAMS = 6;
  private static final int SOME_SLOTS = 16;
  private static final int LEAST_BYTES_OF_AN_ENTRY = 8;

  /** The watch under test. */
  abstract WatchKind kind();

  /** The model by which accounts are decided. */
  ModelChoice model() {
    return MarginModels.all();
  }

  @Test
  void decidesLikeTheReferenceWhateverHappens() {
    Coverage coverage = new Coverage();
    for (int seed = 0; seed < SMALL_STREAMS; seed++) {
      run(seed, 12, 3, 400, coverage);
    }
    for (int seed = 0; seed < LARGE_STREAMS; seed++) {
      run(1_000 + seed, 150, 12, 1_500, coverage);
    }
    coverage.assertWide();
  }

  private void run(int seed, int accounts, int mostInstruments, int length, Coverage coverage) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomHappenings happenings = new RandomHappenings(random, accounts, mostInstruments, true);
    DeskRun run = new DeskRun(model(), kind());
    ReferenceModel reference = new ReferenceModel(PATIENCE);
    for (int i = 0; i < length; i++) {
      Happening happening = happenings.next();
      int transitions = reference.transitions.size();
      int triggers = reference.triggers.size();
      reference.passTo(Script.timeOf(happening));
      reference.apply(happening);
      run.apply(happening);
      String event = "seed " + seed + ", event " + i + ", ";
      Supplier<String> where = () -> event + happening;
      assertThat(run.decisions.transitions)
          .as(where)
          .isEqualTo(reference.transitions.subList(transitions, reference.transitions.size()));
      assertTriggers(where, run.decisions.triggers, reference.triggers, triggers, reference);
      Mirror mirror = run.desk.tracking().mirror();
      assertThat(mirror.pendingCount()).as(where).isEqualTo(reference.pending());
      assertThat(mirror.heldCount()).as(where).isEqualTo(reference.held());
      assertThat(mirror.size()).as(where).isEqualTo(reference.open());
      assertThat(mirror.slotLimit()).as(where).isLessThanOrEqualTo(2 * mirror.size() + SOME_SLOTS);
      coverage.add(happening, run.decisions);
      coverage.add(run.decisions);
      run.decisions.clear();
      if (random.nextInt(150) == 0) {
        run.restart();
      }
    }
    coverage.add(reference);
    Watch watch = run.desk.tracking().watch();
    assertThat(watch.bytes())
        .as("bytes of the index")
        .isGreaterThanOrEqualTo(LEAST_BYTES_OF_AN_ENTRY * watch.entries());
  }

  private static void assertTriggers(
      Supplier<String> where,
      List<LiquidationTrigger> triggers,
      List<ReferenceModel.ExpectedTrigger> expected,
      int from,
      TriggerProof.Rules rules) {
    List<ReferenceModel.ExpectedTrigger> found = new ArrayList<>();
    for (LiquidationTrigger trigger : triggers) {
      found.add(
          new ReferenceModel.ExpectedTrigger(trigger.id(), trigger.kind(), trigger.transition()));
      TriggerProof.assertExplains(trigger, rules);
    }
    assertThat(found).as(where).isEqualTo(expected.subList(from, expected.size()));
  }

  /** A desk over accounts in memory, which can be stopped and built anew. */
  private static final class DeskRun {
    final Decisions decisions = new Decisions();
    private final MemoryAccounts accounts = new MemoryAccounts();
    private final ModelChoice model;
    private final WatchKind kind;
    MarginDesk desk;

    DeskRun(ModelChoice model, WatchKind kind) {
      this.model = model;
      this.kind = kind;
      this.desk = newDesk();
    }

    private MarginDesk newDesk() {
      return new MarginDesk(
          model, kind, accounts, decisions, new Counts(), PATIENCE, AccountLedger.MAXIMUM_ELEMENTS);
    }

    void apply(Happening happening) {
      desk.passTo(Script.timeOf(happening));
      if (happening instanceof Happening.Update update) {
        desk.applyUpdate(update.update(), update.time());
      } else {
        desk.applyEvent(((Happening.Market) happening).event());
      }
    }

    void restart() {
      List<MarketEvent> market = desk.market().toEvents();
      desk = newDesk();
      desk.rebuild(market, count -> {});
    }
  }

  /** What the random streams reached, so that they cannot prove nothing. */
  private static final class Coverage {
    private final Set<Level> entered = EnumSet.noneOf(Level.class);
    private final Set<AccountLedger.Outcome> outcomes = EnumSet.noneOf(AccountLedger.Outcome.class);
    private long jumpsDown;
    private long jumpsUp;
    private long transitions;
    private long triggers;
    private long rejected;
    private long held;
    private long reported;
    private long released;
    private long decisions;
    private long severalMoved;
    private long decidedOnSeveral;
    private long decidedOnAnIndex;
    private long recounted;

    public void add(Happening happening, Decisions made) {
      if (!(happening instanceof Happening.Market market)) {
        return;
      }
      if (market.event() instanceof MarketEvent.PriceChange change && !change.derived().isEmpty()) {
        severalMoved++;
        decidedOnSeveral += made.transitions.size();
        decidedOnAnIndex +=
            made.transitions.stream()
                .filter(told -> told.cause().type() == CauseType.PRICE)
                .filter(told -> told.cause().factor().matches("[BS]\\d+"))
                .count();
      }
      if (market.event() instanceof MarketEvent.FactorChange change) {
        recounted += change.values().size();
      }
    }

    public void add(Decisions made) {
      for (HealthTransition transition : made.transitions) {
        int steps = transition.to().code() - transition.from().code();
        jumpsDown += steps > 1 ? 1 : 0;
        jumpsUp += steps < -1 ? 1 : 0;
        entered.add(transition.to());
        held += transition.held() ? 1 : 0;
        reported += transition.pending() == null ? 0 : 1;
        boolean timer = transition.cause().type() == CauseType.TIMER;
        released += timer && transition.triggeredLevel().isTriggered() ? 1 : 0;
      }
      transitions += made.transitions.size();
      triggers += made.triggers.size();
      rejected += made.rejected.size();
    }

    public void add(ReferenceModel reference) {
      outcomes.addAll(reference.outcomes.keySet());
      decisions += reference.decisions();
    }

    void assertWide() {
      assertThat(entered).as("levels entered").isEqualTo(EnumSet.allOf(Level.class));
      assertThat(outcomes)
          .isEqualTo(EnumSet.complementOf(EnumSet.of(AccountLedger.Outcome.TOO_LARGE)));
      assertThat(jumpsDown).as("jumps over levels, downwards").isGreaterThan(1_000);
      assertThat(jumpsUp).as("jumps over levels, upwards").isGreaterThan(1_000);
      assertThat(transitions).isGreaterThan(10_000);
      assertThat(triggers).isGreaterThan(5_000);
      assertThat(held).as("lines of held accounts").isGreaterThan(500);
      assertThat(reported).as("reports of pending accounts").isGreaterThan(500);
      assertThat(released).as("accounts triggered when their grace was over").isGreaterThan(100);
      assertThat(rejected).as("contradictions").isGreaterThan(100);
      assertThat(decisions).as("accounts decided after events").isGreaterThan(1_000_000);
      assertThat(severalMoved).as("events that move several factors").isGreaterThan(5_000);
      assertThat(decidedOnSeveral).as("changes by such events").isGreaterThan(2_000);
      assertThat(decidedOnAnIndex).as("changes by accrual").isGreaterThan(500);
      assertThat(recounted).as("values that were counted anew").isGreaterThan(100);
    }
  }
}
