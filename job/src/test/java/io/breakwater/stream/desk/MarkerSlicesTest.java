package io.breakwater.stream.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cascade.slice.Slice;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.Patience;
import io.breakwater.stream.event.MarkerFacts;
import io.breakwater.stream.event.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What accounts come to at a marker is what they came to there, however the scan goes on beside
 * what happens next, and however the accounts are spread.
 */
class MarkerSlicesTest {
  private static final Patience PATIENCE = new Patience(20_000, 8_000, 60_000);
  private static final int STREAMS = 60;
  private static final int LENGTH = 1_500;
  private static final int DESKS = 3;

  /** A desk with its accounts, and what it has told last. */
  private static final class Part implements MarkerSlices.Output {
    private final MemoryAccounts accounts = new MemoryAccounts();
    private MarginDesk desk = newDesk();
    private Slice slice;
    private MarkerFacts facts;
    private int told;

    private MarginDesk newDesk() {
      MarginDesk made =
          new MarginDesk(
              MarginModels.all(),
              WatchKind.TRIPWIRES,
              accounts,
              new Decisions(),
              new Counts(),
              PATIENCE,
              AccountLedger.MAXIMUM_ELEMENTS);
      made.slices().tell(this);
      return made;
    }

    @Override
    public void slice(MarketEvent.IntervalMarker marker, MarkerFacts known, Slice sums) {
      slice = sums;
      facts = known;
      told++;
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
      desk.slices().finish();
      List<MarketEvent> market = desk.market().toEvents();
      desk = newDesk();
      desk.rebuild(market, count -> {});
    }
  }

  /** How much was looked at. */
  private int counted;

  private int running;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areThoseOfTheMarkerWhateverHappensNext(boolean doubt) {
    for (int seed = 0; seed < STREAMS; seed++) {
      run(seed, 4 + seed % 40, 2 + seed % 5, doubt);
    }
    assertThat(counted).as("slices that hold accounts").isGreaterThan(1_000);
    assertThat(running).as("happenings while a scan goes on").isGreaterThan(1_000);
  }

  private void run(int seed, int accounts, int mostInstruments, boolean doubt) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomHappenings happenings = new RandomHappenings(random, accounts, mostInstruments, doubt);
    SplittableRandom pace = new SplittableRandom(seed + 1_000);
    Part atOnce = new Part();
    Part inPieces = new Part();
    List<Part> spread = new ArrayList<>();
    for (int i = 0; i < DESKS; i++) {
      spread.add(new Part());
    }
    List<Part> all = new ArrayList<>(spread);
    all.add(inPieces);
    Slice expected = null;
    for (int i = 0; i < LENGTH; i++) {
      Happening happening = happenings.next();
      apply(happening, atOnce, inPieces, spread);
      if (pace.nextInt(12) == 0) {
        atOnce.desk.slices().finish();
        finish(all);
        compare(seed, i, atOnce, expected, inPieces, spread);
        if (pace.nextInt(10) == 0) {
          atOnce.restart();
          all.forEach(Part::restart);
        }
        long time = Script.timeOf(happening);
        MarketEvent.IntervalMarker marker = new MarketEvent.IntervalMarker(i, time, List.of());
        atOnce.desk.applyEvent(marker);
        atOnce.desk.slices().finish();
        all.forEach(part -> part.desk.applyEvent(marker));
        expected = atOnce.slice;
      }
      for (Part part : all) {
        running += part.desk.slices().isRunning() ? 1 : 0;
        if (pace.nextInt(6) == 0) {
          part.desk.slices().run(0);
        }
      }
    }
  }

  private static void apply(Happening happening, Part atOnce, Part inPieces, List<Part> spread) {
    atOnce.apply(happening);
    inPieces.apply(happening);
    if (happening instanceof Happening.Update update) {
      int owner = Math.floorMod(update.update().account().hashCode(), DESKS);
      spread.get(owner).apply(happening);
      spread.forEach(part -> part.desk.passTo(Script.timeOf(happening)));
    } else {
      spread.forEach(part -> part.apply(happening));
    }
  }

  private static void finish(List<Part> parts) {
    parts.forEach(part -> part.desk.slices().finish());
  }

  private void compare(
      int seed, int event, Part atOnce, Slice expected, Part inPieces, List<Part> spread) {
    String where = "seed " + seed + ", before event " + event;
    assertThat(inPieces.told).as(where).isEqualTo(atOnce.told);
    assertThat(inPieces.slice).as(where).isEqualTo(expected);
    assertThat(inPieces.facts).as(where).isEqualTo(atOnce.facts);
    if (expected != null) {
      Slice sum = new Slice();
      spread.forEach(part -> sum.merge(part.slice));
      assertThat(sum).as(where).isEqualTo(expected);
      counted += expected.rows().length > 0 ? 1 : 0;
    }
  }
}
