package io.breakwater.local.live;

import io.breakwater.local.input.Recording;
import io.breakwater.local.keeper.KeeperTotals;
import io.breakwater.schemas.Level;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.PriceQuality;
import io.breakwater.schemas.TriggerKind;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run shows: triggers as they come, how things stand, and a summary. */
final class LiveView {
  private static final int MOST_TRIGGERS_AT_ONCE = 5;
  private static final int MOST_CHANGES_AT_ONCE = 3;
  private static final int MARGIN = 21;
  private static final double PERCENT = 100;
  private static final Duration BETWEEN_CASCADES = Duration.ofSeconds(10);

  private final LiveScreen screen;
  private final long accounts;
  private final long tapeTicks;
  private final long startNanos = System.nanoTime();
  private long lastTicks;
  private long lastNanos = startNanos;
  private long lastCascadeNanos = startNanos - BETWEEN_CASCADES.toNanos() / 2;

  LiveView(LiveScreen screen, Recording recording) {
    this.screen = screen;
    this.accounts = recording.book().accounts().size();
    this.tapeTicks = recording.tickCount() - recording.bookPrices().size();
  }

  /** Shows the largest of the accounts that have triggers, and how many triggers there are more. */
  void triggers(List<LiquidationTrigger> triggers) {
    Map<String, LiquidationTrigger> open = new LinkedHashMap<>();
    triggers.stream()
        .filter(trigger -> trigger.getKind() != TriggerKind.WITHDRAWN)
        .forEach(trigger -> open.put(trigger.getAccount(), trigger));
    List<LiquidationTrigger> largest =
        open.values().stream()
            .sorted(Comparator.comparing(TriggerLine::notional).reversed())
            .limit(MOST_TRIGGERS_AT_ONCE)
            .toList();
    largest.forEach(trigger -> screen.line(TriggerLine.of(trigger)));
    int more = triggers.size() - largest.size();
    if (more > 0) {
      screen.line(" ".repeat(MARGIN) + "+" + Figures.count(more) + " more");
    }
  }

  /** Shows the last changes of how far prices can be relied upon, and how many there were more. */
  void quality(List<PriceQuality> changes) {
    int more = Math.max(0, changes.size() - MOST_CHANGES_AT_ONCE);
    if (more > 0) {
      screen.line(" ".repeat(MARGIN) + "+" + Figures.count(more) + " changes of prices' validity");
    }
    changes.stream().skip(more).forEach(change -> screen.line(QualityLine.of(change)));
  }

  /** Shows what waits near a price, now and then. */
  void cascade(Supplier<List<String>> lines) {
    long now = System.nanoTime();
    if (now - lastCascadeNanos > BETWEEN_CASCADES.toNanos()) {
      List<String> fresh = lines.get();
      if (!fresh.isEmpty()) {
        lastCascadeNanos = now;
        fresh.forEach(screen::line);
      }
    }
  }

  /** Shows how things stand. */
  void status(long timeMicros, long ticks, OutputTotals totals, KeeperTotals keeper) {
    screen.status(
        String.format(
            Locale.ROOT,
            "%5.1f %%  %s  %s ticks/s | %s | %s held, %s triggers, %s closed, %s rejected",
            PERCENT * ticks / tapeTicks,
            Figures.time(timeMicros),
            Figures.count(ticksPerSecond(ticks)),
            levels(totals),
            Figures.count(totals.held()),
            Figures.count(totals.triggerCount()),
            Figures.count(keeper.closed()),
            Figures.count(totals.rejected())));
  }

  private long ticksPerSecond(long ticks) {
    long now = System.nanoTime();
    double seconds = (now - lastNanos) / (double) Duration.ofSeconds(1).toNanos();
    long rate = Math.round((ticks - lastTicks) / seconds);
    lastTicks = ticks;
    lastNanos = now;
    return rate;
  }

  private String levels(OutputTotals totals) {
    long named =
        totals.standing().entrySet().stream()
            .filter(entry -> entry.getKey() != Level.HEALTHY)
            .mapToLong(Map.Entry::getValue)
            .sum();
    return "HEALTHY "
        + Figures.count(accounts - named)
        + ", "
        + counts(unhealthy(), totals.standing());
  }

  private static Stream<Level> unhealthy() {
    return Stream.of(Level.values()).filter(level -> level.compareTo(Level.HEALTHY) > 0);
  }

  private static <T> String counts(Stream<T> keys, Map<T, Long> counts) {
    Function<T, String> one = key -> key + " " + Figures.count(counts.getOrDefault(key, 0L));
    return keys.map(one).collect(Collectors.joining(", "));
  }

  /** Shows what came of the run. */
  void summary(long timeMicros, long ticks, OutputTotals totals, KeeperTotals keeper) {
    Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
    screen.line("");
    row("Tape", "up to " + Figures.time(timeMicros) + " in " + Figures.duration(duration));
    row("Ticks", Figures.count(ticks) + " of " + Figures.count(tapeTicks));
    row("Accounts", levels(totals));
    row(
        "Transitions",
        Figures.count(totals.transitionCount())
            + ": to "
            + counts(Stream.concat(Stream.of(Level.HEALTHY), unhealthy()), totals.transitions()));
    row(
        "Triggers",
        Figures.count(totals.triggerCount())
            + ": "
            + counts(
                Stream.of(TriggerKind.ENTERED, TriggerKind.WORSENED, TriggerKind.WITHDRAWN),
                totals.triggers()));
    if (totals.largest() != null) {
      row("Largest", TriggerLine.of(totals.largest()));
    }
    row(
        "Keeper",
        Figures.count(keeper.closed())
            + " accounts closed, "
            + Figures.count(keeper.open())
            + " episodes open, fees "
            + Figures.money(keeper.fees())
            + ", bad debt "
            + Figures.money(keeper.badDebt()));
    row("Rejected", Figures.count(totals.rejected()) + " records");
    row("Memory", MemoryUse.peak() + " at most");
  }

  private void row(String name, String text) {
    screen.line(String.format(Locale.ROOT, "%-12s %s", name, text));
  }
}
