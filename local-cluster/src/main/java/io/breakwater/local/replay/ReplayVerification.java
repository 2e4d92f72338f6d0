package io.breakwater.local.replay;

import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.lines.KeyedLine;
import io.breakwater.local.replay.lines.LineSort;
import io.breakwater.local.replay.lines.ReplayOutput;
import io.breakwater.local.replay.reference.ReferenceEvents;
import io.breakwater.local.replay.reference.ReferenceMarket;
import io.breakwater.local.replay.reference.ReferenceReplay;
import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.margin.account.Patience;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.trigger.HealthTransition;
import io.breakwater.margin.trigger.LiquidationTrigger;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.stream.RecordedTime;
import io.breakwater.stream.event.TriggerMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Judges the outputs of a replay: judges every price again with the reference judge, computes every
 * change of level and every trigger with the reference evaluator, account by account, and compares
 * line by line.
 */
public final class ReplayVerification {
  private static final Patience PATIENCE =
      new Patience(
          micros(BreakwaterOptions.ACCOUNTS_UNVALUED_DEPOSIT_GRACE.defaultValue()),
          micros(BreakwaterOptions.ACCOUNTS_PENDING_REPORT.defaultValue()),
          micros(BreakwaterOptions.ACCOUNTS_TOMBSTONE_TIME_TO_LIVE.defaultValue()));

  private final Recording recording;
  private final Path out;

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }

  /**
   * What was compared.
   *
   * @param pending accounts that the reference could not decide at the end either
   * @param qualities lines on the quality of prices
   * @param difference the first line that differs, in a sentence; null when there is none
   */
  public record Verdict(
      int accounts,
      int pending,
      long transitions,
      long triggers,
      long qualities,
      String difference) {}

  /** Is told how many accounts have been computed. */
  interface Progress {
    void computed(int accounts, int of);
  }

  /**
   * @param out folder with the outputs of a finished replay of the recording
   */
  ReplayVerification(Recording recording, Path out) {
    this.recording = recording;
    this.out = out;
  }

  /** Computes and compares. */
  Verdict run(Path scratch, Progress progress) throws IOException {
    ReferenceEvents events = new ReferenceEvents(recording);
    ReferenceMarket market = events.market();
    RecordedTime time = ReplayJob.timeOf(recording);
    Map<String, List<AccountUpdate>> accounts = events.updates();
    Lines lines = new Lines(scratch, accounts.size(), progress);
    accounts.entrySet().parallelStream()
        .forEach(
            entry -> {
              Standing end =
                  ReferenceReplay.run(
                      market, time, PATIENCE, entry.getKey(), entry.getValue(), lines);
              lines.computed(end.isPending());
            });
    LineSort qualities = new LineSort(scratch, LineSort.MEMORY);
    for (PriceQuality quality : market.qualities()) {
      qualities.add(KeyedLine.of(quality));
    }
    String difference = difference(qualities, ReplayOutput.QUALITY);
    if (difference == null) {
      difference = difference(lines.transitions, ReplayOutput.HEALTH);
    }
    if (difference == null) {
      difference = difference(lines.triggers, ReplayOutput.TRIGGERS);
    }
    return new Verdict(
        accounts.size(),
        lines.pending,
        lines.transitions.count(),
        lines.triggers.count(),
        qualities.count(),
        difference);
  }

  private String difference(LineSort expected, ReplayOutput output) throws IOException {
    Path file = output.in(out);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      LineComparison comparison = new LineComparison(file, lines);
      expected.merge(comparison);
      return comparison.result();
    }
  }

  /** Finds the first line of a file that is another than expected. */
  private static final class LineComparison implements LineSort.LineConsumer {
    private final Path file;
    private final BufferedReader lines;
    private long number;
    private String difference;

    LineComparison(Path file, BufferedReader lines) {
      this.file = file;
      this.lines = lines;
    }

    @Override
    public void accept(KeyedLine expected) throws IOException {
      if (difference == null) {
        compare(expected.toString(), lines.readLine());
      }
    }

    private void compare(String expected, String found) {
      number++;
      if (expected == null ? found != null : !expected.equals(found)) {
        difference =
            file
                + ", line "
                + number
                + " differs: the reference says "
                + (expected == null ? "nothing" : expected)
                + ", the job said "
                + (found == null ? "nothing" : found);
      }
    }

    String result() throws IOException {
      if (difference == null) {
        compare(null, lines.readLine());
      }
      return difference;
    }
  }

  /** Collects what the accounts' replays, which run side by side, have found. */
  private static final class Lines implements ReferenceReplay.Output {
    private final LineSort transitions;
    private final LineSort triggers;
    private final int accounts;
    private final Progress progress;
    private int computed;
    private int pending;

    Lines(Path scratch, int accounts, Progress progress) {
      this.transitions = new LineSort(scratch, LineSort.MEMORY);
      this.triggers = new LineSort(scratch, LineSort.MEMORY);
      this.accounts = accounts;
      this.progress = progress;
    }

    @Override
    public void transition(HealthTransition transition) {
      add(transitions, KeyedLine.of(transition));
    }

    @Override
    public void trigger(LiquidationTrigger trigger) {
      add(triggers, KeyedLine.of(TriggerMessage.of(trigger)));
    }

    private synchronized void add(LineSort sort, KeyedLine line) {
      try {
        sort.add(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    synchronized void computed(boolean isPending) {
      computed++;
      pending += isPending ? 1 : 0;
      progress.computed(computed, accounts);
    }
  }
}
