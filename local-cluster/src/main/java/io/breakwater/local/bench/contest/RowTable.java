package io.breakwater.local.bench.contest;

import io.breakwater.local.bench.contest.Contest.Result;
import io.breakwater.local.bench.report.Outcome;
import io.breakwater.local.bench.report.Section;
import io.breakwater.local.bench.stage.Answer;
import io.breakwater.local.bench.stage.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What contenders that keep a table of levels emit, beside the changes of level that there are. */
public final class RowTable {
  private final List<Result> results;

  public RowTable(List<Result> results) {
    this.results = results;
  }

  /** Whether any such contender was run. */
  public boolean hasRows() {
    return !lines().isEmpty();
  }

  public Outcome outcome() {
    List<Line> lines = lines();
    return new Outcome(
        new Section(
            "Rows for a change of level",
            List.of(
                "Flink SQL keeps a table of (account, level) up to date. Rows are the upserts by"
                    + " account that ticks made it emit: each tick takes an account's old term out"
                    + " of its sums and puts the new one in, and both sums leave. Seen changes are"
                    + " rows that say another level than the account's row before; true changes are"
                    + " those of the reference; spurious rows are all rows but as many as there are"
                    + " true changes. With mini-batches a batch of ticks leaves as one row an account,"
                    + " so that true changes within it are never seen, and every row waits for its"
                    + " batch. Compared is the last row of each account after the last tick, with its"
                    + " level by the reference after the same ticks."),
            List.of(
                "workload",
                "accounts",
                "contender",
                "ticks",
                "rows",
                "seen changes",
                "true changes",
                "spurious rows",
                "rows per true change"),
            lines.stream().map(Line::cells).toList(),
            lines.stream().map(Line::data).toList()),
        List.of());
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Result result : results) {
      for (Contender contender : result.runs().keySet()) {
        Measurement run = result.runs().get(contender);
        run.answer().rows().ifPresent(rows -> lines.add(new Line(result, contender, run, rows)));
      }
    }
    return lines;
  }

  private record Line(Result result, Contender contender, Measurement run, Answer.Rows rows) {
    long trueChanges() {
      return result.trueChanges(run.ticks());
    }

    /** Rows beyond one for each true change; 0 where batches left some of those out. */
    long spurious() {
      return Math.max(0, rows.emitted() - trueChanges());
    }

    List<String> cells() {
      return List.of(
          result.workload().name(),
          format(result.accounts()),
          contender.title(),
          format(run.ticks()),
          format(rows.emitted()),
          format(rows.seenChanges()),
          format(trueChanges()),
          format(spurious()),
          trueChanges() == 0
              ? ""
              : String.format(Locale.ROOT, "%,.1f", (double) rows.emitted() / trueChanges()));
    }

    Map<String, Object> data() {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("workload", result.workload().name());
      data.put("accounts", result.accounts());
      data.put("contender", contender.title());
      data.put("ticks", run.ticks());
      data.put("rows", rows.emitted());
      data.put("seenChanges", rows.seenChanges());
      data.put("trueChanges", trueChanges());
      data.put("spuriousRows", spurious());
      return data;
    }

    private static String format(long value) {
      return String.format(Locale.ROOT, "%,d", value);
    }
  }
}
