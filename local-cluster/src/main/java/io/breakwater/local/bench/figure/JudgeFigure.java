package io.breakwater.local.bench.figure;

import io.breakwater.local.bench.contest.Contender;
import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.SourceBook;
import io.breakwater.local.bench.load.TickTape;
import io.breakwater.local.bench.load.Workload;
import io.breakwater.local.bench.report.Finding;
import io.breakwater.local.bench.report.Outcome;
import io.breakwater.local.bench.report.Section;
import io.breakwater.local.bench.stage.Measurement;
import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.local.bench.stage.SourceMarket;
import io.breakwater.local.bench.stage.SourceRunner;
import io.breakwater.local.bench.stage.Tally;
import io.breakwater.local.command.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What judging costs: values of sources through the judge and the sequencer to the stage that
 * decides, beside the same without terms, and without the judge. All must say the same.
 *
 * @param workloads of contracts
 * @param rounds in each of which every path runs once, after a shorter one to warm up
 * @param mostTicks of a run
 */
public record JudgeFigure(List<Workload> workloads, int rounds, int mostTicks) implements Figure {
  private static final List<String> WORKLOADS = List.of("quiet", "calm");
  private static final int MOST_ACCOUNTS = 100_000;
  private static final int WARM_UP = 4;

  /** The figure as it is quoted. */
  public static JudgeFigure full() {
    return new JudgeFigure(all(), 5, 2_000_000);
  }

  /** A glance. */
  public static JudgeFigure quick() {
    return new JudgeFigure(all(), 1, 400_000);
  }

  private static List<Workload> all() {
    return WORKLOADS.stream().map(Workload::of).toList();
  }

  /** The runs of one workload, by path, in the order of the rounds. */
  private record Runs(Workload workload, int accounts, Map<SourceMarket, List<Measurement>> all) {
    double median(SourceMarket path, ToDoubleFunction<Measurement> figure) {
      return JudgeFigure.median(all.get(path).stream().mapToDouble(figure).toArray());
    }

    /** A figure of one path by that of another, in the median round. */
    double ratio(SourceMarket one, SourceMarket other, ToDoubleFunction<Measurement> figure) {
      double[] ratios = new double[all.get(one).size()];
      Arrays.setAll(
          ratios,
          round ->
              figure.applyAsDouble(all.get(one).get(round))
                  / figure.applyAsDouble(all.get(other).get(round)));
      return JudgeFigure.median(ratios);
    }

    /** How many times as many ticks a second it takes as the path without the judge. */
    double speedUp(SourceMarket path) {
      return ratio(path, SourceMarket.SEQUENCED, Measurement::ticksPerSecond);
    }

    /** How many times as much processor time. */
    double effort(SourceMarket path) {
      return ratio(path, SourceMarket.SEQUENCED, Measurement::processorMicrosPerTick);
    }

    Tally tally() {
      return JudgeFigure.tally(all.get(SourceMarket.SEQUENCED).get(0));
    }
  }

  @Override
  public String name() {
    return "judge";
  }

  @Override
  public Outcome measure(int accounts, Progress progress) {
    int size = Math.min(accounts, MOST_ACCOUNTS);
    List<Runs> results = new ArrayList<>();
    for (Workload workload : workloads) {
      results.add(measure(workload, size, progress));
    }
    return new Outcome(section(results), findings(results));
  }

  private Runs measure(Workload workload, int accounts, Progress progress) {
    AccountBook book = AccountBook.of(workload);
    int ticks = Math.min(mostTicks, workload.ticks(accounts));
    TickTape tape = TickTape.of(workload, book, ticks).after(SourceBook.openingEvents(book));
    Map<SourceMarket, List<Measurement>> all = new EnumMap<>(SourceMarket.class);
    for (int round = 0; round <= rounds; round++) {
      TickTape own = round == 0 ? tape.first(Math.max(1, ticks / WARM_UP)) : tape;
      for (SourceMarket path : SourceMarket.values()) {
        progress.begin(
            "%s, %,d accounts: %s, round %d", workload.name(), accounts, path.title(), round);
        Measurement run = run(path, book, own, accounts);
        progress.end("%,.0f ticks/s", run.ticksPerSecond());
        if (round > 0) {
          all.computeIfAbsent(path, first -> new ArrayList<>()).add(run);
        }
      }
    }
    Runs runs = new Runs(workload, accounts, all);
    requireSame(runs);
    return runs;
  }

  private static Measurement run(SourceMarket path, AccountBook book, TickTape tape, int accounts) {
    try (RunningBench run = new RunningBench(book, tape, accounts, 1, tape.size())) {
      return new SourceRunner(path, Contender.tripwires()).run(run);
    }
  }

  private static Tally tally(Measurement run) {
    return run.answer().changes().orElseThrow().tallies().get(run.ticks());
  }

  private static void requireSame(Runs runs) {
    runs.all()
        .forEach(
            (path, measured) -> {
              for (Measurement run : measured) {
                if (!tally(run).equals(runs.tally())) {
                  throw new IllegalStateException(
                      "%s, %s: %,d changes of level, and others than without the judge"
                          .formatted(runs.workload().name(), path, tally(run).transitions()));
                }
              }
            });
  }

  private Section section(List<Runs> results) {
    List<List<String>> rows = new ArrayList<>();
    List<Map<String, Object>> data = new ArrayList<>();
    for (Runs runs : results) {
      for (SourceMarket path : SourceMarket.values()) {
        rows.add(row(runs, path));
        data.add(data(runs, path));
      }
    }
    return new Section(
        "Judging of prices",
        List.of(
            "Pipeline: generated accounts, generated values of one source a factor → (the judge) →"
                + " the sequencer → the stage that decides → sinks that count; parallelism 1, no"
                + " Kafka, no checkpoints. Medians of "
                + rounds
                + " rounds, in each of which every path ran once; ratios (×) are to the path without"
                + " judge in the same round. Processor time is that of the whole process."
                + " The changes of level were the same in all runs."),
        List.of(
            "workload",
            "accounts",
            "path",
            "ticks",
            "ticks/s",
            "µs/tick",
            "processor µs/tick",
            "changes",
            "ticks/s ×",
            "processor ×"),
        rows,
        data);
  }

  private static List<String> row(Runs runs, SourceMarket path) {
    return List.of(
        runs.workload().name(),
        format("%,d", runs.accounts()),
        path.title(),
        format("%,d", runs.all().get(path).get(0).ticks()),
        format("%,.0f", runs.median(path, Measurement::ticksPerSecond)),
        format("%.3f", runs.median(path, Measurement::microsPerTick)),
        format("%.3f", runs.median(path, Measurement::processorMicrosPerTick)),
        format("%,d", runs.tally().transitions()),
        format("%.2f", runs.speedUp(path)),
        format("%.2f", runs.effort(path)));
  }

  private static Map<String, Object> data(Runs runs, SourceMarket path) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("workload", runs.workload().name());
    data.put("accounts", runs.accounts());
    data.put("path", path.title());
    data.put("ticks", runs.all().get(path).get(0).ticks());
    data.put(
        "ticksPerSecond", runs.all().get(path).stream().map(Measurement::ticksPerSecond).toList());
    data.put("processorMicrosPerTick", runs.median(path, Measurement::processorMicrosPerTick));
    data.put("changesOfLevel", runs.tally().transitions());
    data.put("ticksPerSecondTimes", runs.speedUp(path));
    data.put("processorTimes", runs.effort(path));
    return data;
  }

  private static List<Finding> findings(List<Runs> results) {
    return results.stream()
        .map(
            runs ->
                Finding.atLeast(
                    "ticks/s with the judge against without, %s, %,d accounts"
                        .formatted(runs.workload().name(), runs.accounts()),
                    0.9,
                    1.0,
                    runs.speedUp(SourceMarket.JUDGED)))
        .toList();
  }

  private static double median(double[] values) {
    double[] rising = values.clone();
    Arrays.sort(rising);
    return rising[rising.length / 2];
  }

  private static String format(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
