package io.breakwater.local.bench.contest;

import io.breakwater.local.bench.contest.Contest.Result;
import io.breakwater.local.bench.report.Finding;
import io.breakwater.local.bench.report.Outcome;
import io.breakwater.local.bench.report.Section;
import io.breakwater.local.bench.stage.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What contests say, as a part of the report and as lines of what must be reached. */
public final class ContestTables {
  private static final int LARGE = 1_000_000;
  private static final int MIDDLE = 100_000;
  private static final int SMALL = 10_000;

  private final List<Result> results;

  public ContestTables(List<Result> results) {
    this.results = results;
  }

  public Outcome outcome() {
    return new Outcome(section(), findings());
  }

  private Section section() {
    List<List<String>> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    notes.add(
        "Pipeline: generated accounts and accepted prices → the stage that decides, with all levels"
            + " and full records → sinks that count; no Kafka but where a name says so, no"
            + " checkpoints. Slow contenders run the first ticks of the same tape; their speed is"
            + " that of those ticks.");
    notes.add(
        "Kafka Streams runs in a JVM of its own and can only be fed through a broker: its figure has"
            + " Kafka in its path, from the first tick that it meets to the broker's having its last"
            + " output. It is to be held against tripwires with Kafka in theirs, which read the same"
            + " ticks from a topic and write the same records to topics.");
    for (Result result : results) {
      result.runs().keySet().forEach(contender -> rows.add(row(result, contender)));
      String where = "%s, %,d accounts".formatted(result.workload().name(), result.accounts());
      result.agreements().forEach(sentence -> notes.add(where + ", " + sentence + "."));
      double behindKafka = result.speedUp(Contender.TRIPWIRES_KAFKA, Contender.STREAMS);
      if (!Double.isNaN(behindKafka)) {
        notes.add(format(where + ", with Kafka in both paths: tripwires × %,.1f.", behindKafka));
      }
      result.omissions().forEach(sentence -> notes.add(where + ", " + sentence + "."));
    }
    return new Section(
        "Ticks a second",
        notes,
        List.of(
            "workload",
            "accounts",
            "contender",
            "ticks",
            "ticks/s",
            "µs/tick",
            "processor µs/tick",
            "changes/tick",
            "looks/change",
            "decisions/change",
            "longest tick, µs",
            "tripwires ×"),
        rows,
        results.stream().map(ContestTables::data).toList());
  }

  private static List<String> row(Result result, Contender contender) {
    Measurement run = result.runs().get(contender);
    return List.of(
        result.workload().name(),
        format("%,d", result.accounts()),
        contender.title(),
        format("%,d", run.ticks()),
        format(run.ticksPerSecond() < 100 ? "%.2f" : "%,.0f", run.ticksPerSecond()),
        format(run.microsPerTick() < 100 ? "%.3f" : "%,.0f", run.microsPerTick()),
        processorMicros(run),
        format("%.4f", result.changesPerTick(run)),
        perChange(run, result.looksPerChange(run)),
        perChange(run, result.decisionsPerChange(run)),
        run.longestEventMicros() == 0 ? "" : format("%,d", run.longestEventMicros()),
        format("%,.2f", result.speedUpOver(contender)));
  }

  private static String perChange(Measurement run, double times) {
    return run.looks() == 0 || Double.isNaN(times) ? "" : format("%,.2f", times);
  }

  private static String processorMicros(Measurement run) {
    double micros = run.processorMicrosPerTick();
    return Double.isNaN(micros) ? "" : format(micros < 100 ? "%.3f" : "%,.0f", micros);
  }

  private static Map<String, Object> data(Result result) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("workload", result.workload());
    data.put("accounts", result.accounts());
    data.put("parallelism", result.parallelism());
    data.put("answersAgree", result.agree());
    data.put("agreements", result.agreements());
    data.put("omissions", result.omissions());
    data.put(
        "runs", result.runs().keySet().stream().map(contender -> data(result, contender)).toList());
    return data;
  }

  private static Map<String, Object> data(Result result, Contender contender) {
    Measurement run = result.runs().get(contender);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("contender", contender.title());
    data.put("ticks", run.ticks());
    data.put("seconds", run.seconds());
    data.put(
        "processorSecondsOfTheStage",
        Double.isNaN(run.processorSeconds()) ? null : run.processorSeconds());
    data.put("ticksPerSecond", run.ticksPerSecond());
    data.put("tripwiresTimes", result.speedUpOver(contender));
    data.put("changesOfLevel", result.trueChanges(run.ticks()));
    data.put("changesPerTick", result.changesPerTick(run));
    data.put("looks", run.looks());
    data.put("exactDecisions", run.exactDecisions());
    data.put("longestEventMicros", run.longestEventMicros());
    return data;
  }

  private static String format(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** The lines of what must be reached that contests measure. */
  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    decisions(findings, "single", "one instrument", 1.05, 1.0);
    decisions(findings, "calm", "calm", 2.0, 1.2);
    decisions(findings, "crash", "crash", 2.5, 2.2);
    decisions(findings, "clustered", "whole book clustered at the thresholds", 3, 2.6);
    ratio(findings, "calm", MIDDLE, Contender.BROADCAST_ROCKSDB, 20_000, 40_000);
    ratio(findings, "calm", LARGE, Contender.BROADCAST_ROCKSDB, 100_000, 300_000);
    ratio(findings, "crash", MIDDLE, Contender.BROADCAST_HEAP, 200, 1_000);
    ratio(findings, "crash", LARGE, Contender.BROADCAST_HEAP, 500, 4_000);
    ratio(findings, "calm", LARGE, Contender.HOLDERS, 500, 1_000);
    ratio(findings, "crash", LARGE, Contender.HOLDERS, 20, 80);
    ratio(findings, "clustered", LARGE, Contender.HOLDERS, 1.5, 2.5);
    ratio(findings, "quiet", LARGE, Contender.FLOOR, 0.7, 0.85);
    ratio(findings, "calm", LARGE, Contender.FLOOR, 0.10, 0.25);
    slope(findings, "quiet", 0.1, 0.05);
    slope(findings, "calm", 0.4, 0.3);
    return findings;
  }

  /** What floating point rules out is looked at, but not decided: both are held to the figure. */
  private void decisions(
      List<Finding> findings, String workload, String name, double must, double reach) {
    findings.add(
        Finding.atMost(
            "exact decisions per change of level, " + name,
            must,
            reach,
            largest(workload, result -> result.decisionsPerChange(result.tripwires()))));
    findings.add(
        Finding.atMost(
            "accounts looked at per change of level, " + name,
            must,
            reach,
            largest(workload, result -> result.looksPerChange(result.tripwires()))));
  }

  /** A figure of a workload at the largest size that ran. */
  private double largest(String workload, ToDoubleFunction<Result> figure) {
    return results.stream()
        .filter(result -> result.workload().name().equals(workload))
        .reduce((first, second) -> second)
        .map(figure::applyAsDouble)
        .orElse(Double.NaN);
  }

  private void ratio(
      List<Finding> findings,
      String workload,
      int accounts,
      Contender peer,
      double must,
      double reach) {
    Result result = find(workload, accounts);
    findings.add(
        Finding.atLeast(
            "ticks/s against %s, %s, %,d accounts".formatted(peer.title(), workload, accounts),
            must,
            reach,
            result == null ? Double.NaN : result.speedUpOver(peer)));
  }

  private void slope(List<Finding> findings, String workload, double must, double reach) {
    Result small = find(workload, SMALL);
    Result large = find(workload, LARGE);
    double measured = Double.NaN;
    if (small != null && large != null) {
      double times = large.tripwires().microsPerTick() / small.tripwires().microsPerTick();
      measured = Math.log(times) / Math.log((double) LARGE / SMALL);
    }
    findings.add(
        Finding.atMost(
            "slope of time per tick over accounts, %s, %,d to %,d"
                .formatted(workload, SMALL, LARGE),
            must,
            reach,
            measured));
  }

  private Result find(String workload, int accounts) {
    return results.stream()
        .filter(result -> result.workload().name().equals(workload))
        .filter(result -> result.accounts() == accounts)
        .findFirst()
        .orElse(null);
  }
}
