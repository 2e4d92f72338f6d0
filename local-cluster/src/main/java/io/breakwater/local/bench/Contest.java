package io.breakwater.local.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One workload at one size, run by every contender, the answers compared. */
final class Contest {
  private static final int MOST_REFERENCE_ACCOUNTS = 10_000;

  private final Workload workload;
  private final int accounts;
  private final Set<Contender> contenders;
  private final int parallelism;
  private final Effort effort;
  private final Progress progress;

  /**
   * @param workload what is run
   * @param accounts in the book
   * @param parallelism of the stage that decides
   * @param runs by contender, in the order in which they ran
   * @param agreements a sentence for each comparison of answers
   * @param agree whether all answers were the same
   */
  record Result(
      Workload workload,
      int accounts,
      int parallelism,
      Map<Contender, Measurement> runs,
      List<String> agreements,
      boolean agree) {

    Measurement tripwires() {
      return runs.get(Contender.TRIPWIRES);
    }

    /** How many times as many ticks a second tripwires take; not a number without that run. */
    double speedUpOver(Contender peer) {
      Measurement run = runs.get(peer);
      return run == null ? Double.NaN : tripwires().ticksPerSecond() / run.ticksPerSecond();
    }
  }

  Contest(
      Workload workload,
      int accounts,
      Set<Contender> contenders,
      int parallelism,
      Effort effort,
      Progress progress) {
    this.contenders = contenders;
    this.workload = workload;
    this.accounts = accounts;
    this.parallelism = parallelism;
    this.effort = effort;
    this.progress = progress;
  }

  Result run() {
    Book book = new Book(workload);
    Tape tape = Tape.of(workload, book, ticks(Contender.TRIPWIRES));
    int[] prefixes = prefixes();
    Map<Contender, Measurement> runs = new EnumMap<>(Contender.class);
    for (Contender contender : contenders) {
      progress.begin("%s, %,d accounts: %s", workload.name(), accounts, contender.title());
      Tape own = tape.first(ticks(contender));
      try (RunningBench run =
          new RunningBench(book, own, accounts, parallelism, upTo(own.size(), prefixes))) {
        Measurement measured = Pipeline.run(contender, run);
        progress.end("%,.1f ticks/s", measured.ticksPerSecond());
        runs.put(contender, measured);
      }
    }
    return compared(runs, book, tape);
  }

  private int ticks(Contender contender) {
    return effort.ticks(contender, workload, accounts);
  }

  private int[] prefixes() {
    Set<Integer> ticks = new TreeSet<>();
    for (Contender contender : contenders) {
      ticks.add(ticks(contender));
    }
    if (accounts <= MOST_REFERENCE_ACCOUNTS) {
      ticks.add(effort.referenceTicks(workload, accounts));
    }
    return ticks.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] upTo(int most, int[] prefixes) {
    return Arrays.stream(prefixes).filter(ticks -> ticks <= most).toArray();
  }

  private Result compared(Map<Contender, Measurement> runs, Book book, Tape tape) {
    Map<Integer, Tally> answers = runs.get(Contender.TRIPWIRES).tallies();
    List<String> agreements = new ArrayList<>();
    boolean agree = true;
    if (accounts <= MOST_REFERENCE_ACCOUNTS) {
      int ticks = effort.referenceTicks(workload, accounts);
      progress.begin("%s, %,d accounts: reference", workload.name(), accounts);
      Tally truth = ReferenceTally.of(book, tape, accounts, ticks);
      progress.end("%,d changes of level", truth.transitions());
      agree &= agree(agreements, "the reference evaluator", ticks, answers, truth);
    }
    for (Measurement run : runs.values()) {
      if (run.contender().decides() && run.contender() != Contender.TRIPWIRES) {
        agree &= agree(agreements, run.contender().title(), run.ticks(), answers, run.tally());
      }
    }
    return new Result(workload, accounts, parallelism, runs, agreements, agree);
  }

  private static boolean agree(
      List<String> agreements, String who, int ticks, Map<Integer, Tally> answers, Tally other) {
    Tally ours = answers.get(ticks);
    boolean agree = ours.equals(other);
    agreements.add(
        agree
            ? "%s: the same %,d changes of level in %,d ticks"
                .formatted(who, other.transitions(), ticks)
            : "%s: DIFFERENT, %,d changes of level in %,d ticks against %,d"
                .formatted(who, other.transitions(), ticks, ours.transitions()));
    return agree;
  }
}
