package io.breakwater.local.bench.figure;

import io.breakwater.local.bench.report.Outcome;
import io.breakwater.local.bench.report.Section;
import io.breakwater.local.command.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The pieces of one decision beside plain baselines, by JMH.
 *
 * @param quick whether a glance is enough
 */
public record MicroFigure(boolean quick) implements Figure {
  public static final String NAME = "micro";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome measure(int accounts, Progress progress) {
    progress.begin("micro-benchmarks");
    Map<String, Double> nanos = quick ? MicroRun.glance() : MicroRun.full();
    progress.end("%d", nanos.size());
    return new Outcome(section(nanos), List.of());
  }

  private Section section(Map<String, Double> nanos) {
    List<List<String>> rows = new ArrayList<>();
    List<Map<String, Object>> data = new ArrayList<>();
    for (MicroPair pair : MicroPair.ALL) {
      double fast = nanos.get(pair.name(pair.method()));
      double baseline = nanos.get(pair.name(pair.baseline()));
      rows.add(
          List.of(
              pair.measure(),
              pair.method(),
              format(fast),
              pair.baseline(),
              format(baseline),
              format(baseline / fast)));
      data.add(data(pair, fast, baseline));
    }
    return new Section(
        "Micro-benchmarks",
        List.of(
            "JMH, mean nanoseconds a call, one fork, "
                + (quick
                    ? "one iteration of 100 ms: a glance, not to be quoted."
                    : "5 iterations of 500 ms after 3 to warm up.")
                + " Accounts have two positions; the index has 20,000 bounds."),
        List.of("what", "method", "ns", "baseline", "ns", "baseline / method"),
        rows,
        data);
  }

  private static Map<String, Object> data(MicroPair pair, double fast, double baseline) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("measure", pair.measure());
    data.put("method", pair.name(pair.method()));
    data.put("nanos", fast);
    data.put("baseline", pair.name(pair.baseline()));
    data.put("baselineNanos", baseline);
    data.put("times", baseline / fast);
    return data;
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }
}
