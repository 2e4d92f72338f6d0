package io.breakwater.local.replay;

import io.breakwater.local.command.InputException;
import io.breakwater.local.command.Listing;
import io.breakwater.local.command.LocalCommand;
import io.breakwater.local.command.Parallelism;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.PriceSourceConverter;
import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.lines.ReplayOutput;
import io.breakwater.local.replay.lines.Scratch;
import io.breakwater.local.replay.source.ReplayTapes;
import io.breakwater.local.replay.source.ReplayTimeBase;
import io.breakwater.local.replay.source.Speed;
import io.breakwater.stream.StreamSettings;
import io.breakwater.stream.desk.WatchKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code replay --book FILE --prices FILE… --out DIR}: files through the job of production. */
@Command(
    name = "replay",
    description = {
      "Runs files through the same job as production, on the event clock, and writes what leaves "
          + "it as JSON lines. The same files give the same outputs, byte for byte, at every "
          + "parallelism and speed."
    })
public final class ReplayCommand extends LocalCommand {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final int NO_RESTARTS = 0;
  private static final int FAILED = 1;

  @Option(
      names = "--book",
      paramLabel = "FILE",
      required = true,
      description = "Instruments, policy, first accounts and first prices (JSON).")
  private Path book;

  @Option(names = "--accounts", paramLabel = "FILE", description = "Account feed (JSON lines).")
  private Path accounts;

  @Option(
      names = "--parameters",
      paramLabel = "FILE",
      description = "Factors, instruments and policies from some time on (JSON lines).")
  private Path parameters;

  @Option(
      names = "--prices",
      paramLabel = "[SYMBOL=]FILE",
      required = true,
      arity = "1..*",
      converter = PriceSourceConverter.class,
      description =
          "Ticks, bars or oracle rounds (CSV, plain, gzip or zip, told apart by their header), or a"
              + " venue's bars of one symbol, which is named here or by the file's name before its"
              + " first dash. Ticks may have the columns source and confidence; rows without a source"
              + " are of the only one that counts of their factor.")
  private List<PriceSource> prices;

  @Option(names = "--depth", paramLabel = "FILE", description = "Order book depth (JSON lines).")
  private Path depth;

  @Option(names = "--fund", paramLabel = "FILE", description = "Insurance fund (JSON lines).")
  private Path fund;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the outputs; made when it is not there.")
  private Path out;

  @Option(
      names = "--speed",
      paramLabel = "max|N",
      defaultValue = "max",
      converter = SpeedConverter.class,
      description = "N times real time, or as fast as it goes (the default).")
  private Speed speed;

  @Mixin private Parallelism parallelism;

  private static final BigDecimal LONGEST_INTERVAL =
      BigDecimal.valueOf(StreamSettings.LONGEST_INTERVAL.toSeconds());

  @Option(
      names = "--interval",
      paramLabel = "S",
      defaultValue = "60",
      description = "Seconds between aggregates, above 0 (default: ${DEFAULT-VALUE}).")
  private BigDecimal interval;

  @Option(
      names = "--summary",
      description =
          "Print a summary at the end: what was read, written, and not decided. It is printed in any"
              + " case; scripts may ask for it.")
  private boolean summary;

  @Option(
      names = "--verify",
      description =
          "Then judge every price, and compute every change of level and every trigger, again by the "
              + "reference, account by account, and compare. Slow: it decides after every event.")
  private boolean verify;

  @Override
  public Integer call() {
    checkRanges();
    Recording.Sources sources =
        new Recording.Sources(book, accounts, parameters, prices, depth, fund);
    Recording recording = progress().stepIfLong("reading the files", () -> Recording.open(sources));
    List<String> warnings = recording.warnings();
    Listing.print(err(), "Warnings: %,d", warnings.size(), warnings);
    try {
      Files.createDirectories(out);
      try (Scratch scratch = Scratch.in(out)) {
        return run(recording, scratch.folder());
      }
    } catch (IOException e) {
      throw InputException.of(
          out.toString(), "cannot be written (" + e + "): name a folder with room on its disk.");
    } catch (ReplayFailedException e) {
      err().println(e.getMessage());
      return FAILED;
    }
  }

  private void checkRanges() {
    require(
        interval.signum() > 0
            && interval.compareTo(LONGEST_INTERVAL) <= 0
            && interval.stripTrailingZeros().scale() <= 3,
        "--interval is "
            + interval
            + ": give seconds above 0 and up to 86400, of at most three decimals.");
  }

  private Duration interval() {
    return Duration.ofMillis(interval.movePointRight(3).longValueExact());
  }

  private int run(Recording recording, Path scratch) throws IOException {
    long start = System.nanoTime();
    String policyId = recording.policy().policy().id();
    ReplayJob job =
        new ReplayJob(
            parallelism.subtasks(),
            CHECKPOINT_INTERVAL,
            NO_RESTARTS,
            policyId,
            WatchKind.TRIPWIRES,
            ReplayJob.timeOf(recording),
            interval(),
            null);
    ReplayTimeBase timeBase =
        new ReplayTimeBase(speed, Math.floorDiv(recording.bookTime(), 1000L), ReplayTapes.COUNT);
    ReplayProgress progress = ReplayProgress.start(timeBase, recording.priceRecordCount(), err());
    Replay.Result result;
    try {
      result = new Replay(recording, job, out).run(ReplayTapes.of(recording), timeBase, scratch);
    } finally {
      progress.close();
    }
    summarise(recording.tickCount(), result, (System.nanoTime() - start) / 1e9);
    summariseUnused(recording, result);
    summariseUndecided(Undecided.of(recording), result.held());
    return verify ? verify(recording, scratch) : 0;
  }

  private void summarise(long ticks, Replay.Result result, double seconds) {
    PrintWriter summary = out();
    summary.printf(
        Locale.ROOT,
        "%,d ticks in %.1f s (%,.0f ticks/s), peak heap %,d MiB%n",
        ticks,
        seconds,
        ticks / seconds,
        peakHeapMebibytes());
    for (ReplayOutput output : ReplayOutput.values()) {
      summary.printf(
          Locale.ROOT, "%,12d %-18s %s%n", result.count(output), output.title(), output.in(out));
    }
    summary.flush();
  }

  /** Says what was not used; nothing where everything was. */
  private void summariseUnused(Recording recording, Replay.Result result) {
    PrintWriter summary = out();
    List<Recording.UnknownSymbol> unknown = recording.unknownSymbols();
    Listing.print(
        summary,
        String.format(
            Locale.ROOT,
            "Values that no instrument's price has the symbol of: %,d, of %%,d symbols",
            unknown.stream().mapToLong(Recording.UnknownSymbol::values).sum()),
        unknown.size(),
        unknown.stream().map(Recording.UnknownSymbol::symbol).toList());
    Listing.print(
        summary,
        "Rejected records: %,d",
        result.count(ReplayOutput.REJECTED),
        result.rejected().first());
  }

  /** Says what was not decided; nothing where everything was. */
  private void summariseUndecided(Undecided undecided, HeldAccounts held) {
    PrintWriter summary = out();
    Listing.print(
        summary,
        "Accounts at the end: %,d that cannot be valued and kept their levels",
        undecided.pending(),
        undecided.pendingNames());
    Listing.print(
        summary,
        "Accounts at the end: %,d of which a deposit counts for nothing",
        undecided.uncounted(),
        undecided.uncountedNames());
    Listing.print(
        summary,
        "Accounts at the end: %,d are held, their triggers waiting for certainty",
        held.count(),
        held.names(Listing.SHOWN));
  }

  /** The sum of the peaks of all parts of the heap: no less than the peak of the sum. */
  private static long peakHeapMebibytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }

  private int verify(Recording recording, Path scratch) throws IOException {
    ReplayVerification.Verdict verdict =
        new ReplayVerification(recording, out).run(scratch, new VerificationProgress(err()));
    if (verdict.difference() != null) {
      err().println(verdict.difference());
      return FAILED;
    }
    out().println(sentence(verdict));
    return 0;
  }

  /** Of what could not be decided, only that nothing was said is verified. */
  private static String sentence(ReplayVerification.Verdict verdict) {
    int decided = verdict.accounts() - verdict.pending();
    String undecided =
        verdict.pending() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "Not decided at the end, by the reference either: %,d that cannot be valued.",
                verdict.pending());
    if (decided == 0 && verdict.pending() > 0) {
      return "Nothing was verified. " + undecided;
    }
    return String.format(
            Locale.ROOT,
            "Verified: %,d changes of health and %,d triggers of %,d accounts%s are those of the"
                + " reference, and there are no others. ",
            verdict.transitions(),
            verdict.triggers(),
            decided,
            verdict.qualities() == 0
                ? ""
                : String.format(Locale.ROOT, ", and %,d changes of validity,", verdict.qualities()))
        .concat(undecided)
        .stripTrailing();
  }

  private static final class SpeedConverter implements ITypeConverter<Speed> {
    @Override
    public Speed convert(String text) {
      try {
        return Speed.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Says each twentieth of the accounts. */
  private record VerificationProgress(PrintWriter err) implements ReplayVerification.Progress {
    private static final int LINES = 20;

    @Override
    public void computed(int accounts, int of) {
      if (accounts * (long) LINES / of > (accounts - 1) * (long) LINES / of) {
        err.printf(Locale.ROOT, "verified %,d of %,d accounts%n", accounts, of);
        err.flush();
      }
    }
  }
}
