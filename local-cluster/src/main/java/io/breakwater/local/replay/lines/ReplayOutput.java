package io.breakwater.local.replay.lines;

import java.nio.file.Path;

/** The files that a replay writes. */
public enum ReplayOutput {
  HEALTH("account-health", "changes of health"),
  TRIGGERS("liquidation-triggers", "triggers"),
  QUALITY("price-quality", "changes of validity"),
  AGGREGATES("risk-aggregates", "risk aggregates"),
  REJECTED("rejected-records", "rejected records");

  private final String stem;
  private final String title;

  ReplayOutput(String stem, String title) {
    this.stem = stem;
    this.title = title;
  }

  /** What its lines are. */
  public String title() {
    return title;
  }

  /** Where the job leaves its part files. */
  public Path parts(Path scratch) {
    return scratch.resolve(stem);
  }

  /** Where the sorted lines go. */
  public Path in(Path out) {
    return out.resolve(stem + ".jsonl");
  }
}
