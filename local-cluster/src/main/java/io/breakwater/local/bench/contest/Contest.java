package io.breakwater.local.bench.contest;

import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.TickTape;
import io.breakwater.local.bench.load.Workload;
import io.breakwater.local.bench.stage.Measurement;
import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.local.bench.stage.Tally;
import io.breakwater.local.command.Progress;
import io.breakwater.margin.terms.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One workload at one size, run by every contender that bears it, the answers compared. */
public final class Contest {
  private final Workload workload;
  private final int accounts;
  private final Set<Contender> contenders = EnumSet.noneOf(Contender.class);
  private final List<String> omissions = new ArrayList<>();
  private final int parallelism;
  private final Effort effort;
  private final Progress progress;

  /**
   * @param workload what is run
   * @param accounts in the book
   * @param parallelism of the stage that decides
   * @param runs by contender, in the order in which they ran
   * @param omissions a sentence for each contender that was not run, with the reason
   * @param agreements a sentence for each comparison of answers
   * @param agree whether all answers were the same
   */
  public record Result(
      Workload workload,
      int accounts,
      int parallelism,
      Map<Contender, Measurement> runs,
      List<String> omissions,
      List<String> agreements,
      boolean agree) {

    Measurement tripwires() {
      return runs.get(Contender.TRIPWIRES);
    }

    /** How many times as many ticks a second tripwires take; not a number without that run. */
    double speedUpOver(Contender peer) {
      return speedUp(Contender.TRIPWIRES, peer);
    }

    /** How many times as many ticks a second one takes as another; not a number without them. */
    double speedUp(Contender one, Contender other) {
      return runs.containsKey(one) && runs.containsKey(other)
          ? runs.get(one).ticksPerSecond() / runs.get(other).ticksPerSecond()
          : Double.NaN;
    }

    /** The changes of level that the first ticks cause, as tripwires found them. */
    long trueChanges(int ticks) {
      return tallies(tripwires()).get(ticks).transitions();
    }

    /** Changes of level for each tick of a run. */
    double changesPerTick(Measurement run) {
      return (double) trueChanges(run.ticks()) / run.ticks();
    }

    /** Accounts looked at for each change of level; not a number where there is none. */
    double looksPerChange(Measurement run) {
      return perChange(run, run.looks());
    }

    /** Exact decisions for each change of level; not a number where there is none. */
    double decisionsPerChange(Measurement run) {
      return perChange(run, run.exactDecisions());
    }

    private double perChange(Measurement run, long times) {
      long changes = trueChanges(run.ticks());
      return changes == 0 ? Double.NaN : (double) times / changes;
    }
  }

  public Contest(
      Workload workload,
      int accounts,
      Set<Contender> chosen,
      int parallelism,
      Effort effort,
      Progress progress) {
    this.workload = workload;
    this.accounts = accounts;
    this.parallelism = parallelism;
    this.effort = effort;
    this.progress = progress;
    for (Contender contender : chosen) {
      Optional<String> refusal = effort.refusal(contender, workload, accounts);
      refusal.ifPresentOrElse(omissions::add, () -> contenders.add(contender));
    }
  }

  public Result run() {
    AccountBook book = AccountBook.of(workload);
    TickTape tape = TickTape.of(workload, book, ticks(Contender.TRIPWIRES));
    int[] prefixes = prefixes();
    Map<Contender, Measurement> runs = new EnumMap<>(Contender.class);
    for (Contender contender : contenders) {
      progress.begin("%s, %,d accounts: %s", workload.name(), accounts, contender.title());
      TickTape own = tape.first(ticks(contender));
      try (RunningBench run =
          new RunningBench(book, own, accounts, parallelism, upTo(own.size(), prefixes))) {
        Measurement measured = contender.run(run);
        progress.end("%,.1f ticks/s", measured.ticksPerSecond());
        runs.put(contender, measured);
      }
    }
    Comparison comparison = compared(runs, book, tape);
    return new Result(
        workload,
        accounts,
        parallelism,
        runs,
        List.copyOf(omissions),
        comparison.sentences(),
        comparison.agree());
  }

  private int ticks(Contender contender) {
    return effort.ticks(contender, workload, accounts);
  }

  private boolean hasReference() {
    return accounts <= Effort.MOST_REFERENCE_ACCOUNTS;
  }

  private int[] prefixes() {
    Set<Integer> ticks = new TreeSet<>();
    for (Contender contender : contenders) {
      ticks.add(ticks(contender));
    }
    if (hasReference()) {
      ticks.add(effort.referenceTicks(workload, accounts));
    }
    return ticks.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] upTo(int most, int[] prefixes) {
    return Arrays.stream(prefixes).filter(ticks -> ticks <= most).toArray();
  }

  private Comparison compared(Map<Contender, Measurement> runs, AccountBook book, TickTape tape) {
    Map<Integer, Tally> ours = tallies(runs.get(Contender.TRIPWIRES));
    Comparison comparison = new Comparison();
    if (hasReference()) {
      int ticks = effort.referenceTicks(workload, accounts);
      progress.begin("%s, %,d accounts: reference", workload.name(), accounts);
      Tally truth = Reference.tally(book, tape, accounts, ticks);
      progress.end("%,d changes of level", truth.transitions());
      comparison.changes("the reference evaluator", ticks, ours.get(ticks), truth);
    }
    for (Contender contender : runs.keySet()) {
      Measurement run = runs.get(contender);
      String who = contender.title();
      if (contender == Contender.TRIPWIRES) {
        continue;
      }
      run.answer()
          .changes()
          .map(changes -> changes.tallies().get(run.ticks()))
          .ifPresent(theirs -> comparison.changes(who, run.ticks(), ours.get(run.ticks()), theirs));
      run.answer()
          .rows()
          .ifPresent(
              rows -> {
                Map<String, Level> truth = Reference.levels(book, tape, accounts, run.ticks());
                comparison.levels(who, run.ticks(), truth, rows.levels());
              });
    }
    return comparison;
  }

  private static Map<Integer, Tally> tallies(Measurement tripwires) {
    return tripwires.answer().changes().orElseThrow().tallies();
  }
}
