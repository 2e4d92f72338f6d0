package io.breakwater.local.bench;

import io.breakwater.local.bench.contest.Contender;
import io.breakwater.local.bench.contest.Contest;
import io.breakwater.local.bench.contest.ContestTables;
import io.breakwater.local.bench.contest.Effort;
import io.breakwater.local.bench.contest.RowTable;
import io.breakwater.local.bench.contest.WarmUp;
import io.breakwater.local.bench.figure.CheckpointFigure;
import io.breakwater.local.bench.figure.Figure;
import io.breakwater.local.bench.figure.HeapFigure;
import io.breakwater.local.bench.figure.JudgeFigure;
import io.breakwater.local.bench.figure.LatencyFigure;
import io.breakwater.local.bench.figure.MicroFigure;
import io.breakwater.local.bench.figure.RebuildFigure;
import io.breakwater.local.bench.figure.RecoveryFigure;
import io.breakwater.local.bench.load.Workload;
import io.breakwater.local.bench.report.Machine;
import io.breakwater.local.bench.report.Outcome;
import io.breakwater.local.bench.report.Report;
import io.breakwater.local.command.InputException;
import io.breakwater.local.command.LocalCommand;
import io.breakwater.local.command.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench}: the stage that decides against its peers. */
@Command(
    name = "bench",
    description = {
      "Measures the stage that decides against its peers, on the same input, in the same run, and "
          + "compares their answers first. Writes report.md and report.json. Give it the machine "
          + "for itself, and 6 GB of heap for a million accounts."
    })
public final class BenchCommand extends LocalCommand {
  private static final List<Integer> QUICK_ACCOUNTS = List.of(10_000, 100_000);
  private static final List<Integer> ACCOUNTS = List.of(10_000, 100_000, 1_000_000);
  private static final List<String> QUICK_WORKLOADS = List.of("quiet", "calm", "crash");
  private static final List<String> QUICK_FIGURES = List.of(MicroFigure.NAME);
  private static final int DIFFERENT = 1;
  private static final int MOST_ACCOUNTS = 10_000_000;

  @Option(
      names = "--quick",
      description = "A glance: fewer workloads, accounts and ticks; below five minutes.")
  private boolean quick;

  @Option(
      names = "--micro",
      description = "Only the micro-benchmarks, in about two minutes; the same as --only micro.")
  private boolean micro;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Workloads or figures to measure, such as calm,crash; all by default.")
  private List<String> only = List.of();

  @Option(
      names = "--accounts",
      paramLabel = "N",
      split = ",",
      description = "Sizes of the book (default: 10000,100000,1000000).")
  private List<Integer> accounts = List.of();

  @Option(
      names = "--contenders",
      paramLabel = "NAME",
      split = ",",
      description = "Who runs beside the tripwires: ${COMPLETION-CANDIDATES}; all by default.")
  private List<Contender> contenders = List.of(Contender.values());

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "Subtasks of the stage that decides (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "bench",
      description = "Folder of the report (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  public Integer call() {
    if (micro) {
      only = List.of(MicroFigure.NAME);
    }
    check();
    Map<String, String> machine = Machine.description();
    Progress progress = progress();
    List<Contest.Result> results = new ArrayList<>();
    Set<Contender> chosen = EnumSet.copyOf(contenders);
    chosen.add(Contender.TRIPWIRES);
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    if (!workloads().isEmpty()) {
      WarmUp.run(chosen, parallelism, progress);
    }
    for (Workload workload : workloads()) {
      for (int size : sizes()) {
        results.add(new Contest(workload, size, chosen, parallelism, effort, progress).run());
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    if (!results.isEmpty()) {
      outcomes.add(new ContestTables(results).outcome());
      RowTable rows = new RowTable(results);
      if (rows.hasRows()) {
        outcomes.add(rows.outcome());
      }
    }
    for (Figure figure : figures()) {
      if (isChosen(figure)) {
        outcomes.add(figure.measure(Collections.max(sizes()), progress));
      }
    }
    write(report(machine, outcomes));
    return results.stream().allMatch(Contest.Result::agree) ? 0 : DIFFERENT;
  }

  private Report report(Map<String, String> machine, List<Outcome> outcomes) {
    return new Report(
        "local-cluster/run "
            + String.join(" ", spec().commandLine().getParseResult().originalArgs()),
        machine,
        outcomes.stream().flatMap(outcome -> outcome.findings().stream()).toList(),
        outcomes.stream().map(Outcome::section).toList());
  }

  private void check() {
    Set<String> known = new TreeSet<>();
    Workload.all().forEach(workload -> known.add(workload.name()));
    figures().forEach(figure -> known.add(figure.name()));
    for (String name : only) {
      if (!known.contains(name)) {
        throw wrong("--only names " + name + ": choose among " + String.join(", ", known) + ".");
      }
    }
    for (int size : accounts) {
      if (size < 1 || size > MOST_ACCOUNTS) {
        throw wrong("--accounts has " + size + ": give 1 to " + MOST_ACCOUNTS + ".");
      }
    }
    if (parallelism < 1) {
      throw wrong("--parallelism is " + parallelism + ": give 1 or more.");
    }
  }

  private List<Workload> workloads() {
    return Workload.all().stream().filter(workload -> isChosen(workload.name())).toList();
  }

  private boolean isChosen(String workload) {
    if (only.isEmpty()) {
      return !quick || QUICK_WORKLOADS.contains(workload);
    }
    return only.contains(workload);
  }

  private boolean isChosen(Figure figure) {
    if (only.isEmpty()) {
      return !quick || QUICK_FIGURES.contains(figure.name());
    }
    return only.contains(figure.name());
  }

  private List<Figure> figures() {
    return List.of(
        HeapFigure.ofContracts(),
        HeapFigure.ofLending(),
        new RebuildFigure(),
        new CheckpointFigure(),
        new LatencyFigure(),
        RecoveryFigure.full(),
        quick ? JudgeFigure.quick() : JudgeFigure.full(),
        new MicroFigure(quick));
  }

  private List<Integer> sizes() {
    if (accounts.isEmpty()) {
      return quick ? QUICK_ACCOUNTS : ACCOUNTS;
    }
    return accounts;
  }

  private void write(Report report) {
    try {
      report.write(out);
      out().print(report.markdown());
      out().flush();
    } catch (IOException e) {
      throw InputException.of(
          out.toString(), "cannot be written (" + e + "): name a folder with room on its disk.");
    }
  }
}
