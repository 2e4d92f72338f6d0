package io.breakwater.local.replay;

import java.nio.file.Path;

/** The files that a replay writes. */
enum ReplayOutput {
  HEALTH("account-health", "changes of health"),
  TRIGGERS("liquidation-triggers", "triggers"),
  REJECTED("rejected-records", "rejected records");

  private final String stem;
  private final String title;

  ReplayOutput(String stem, String title) {
    this.stem = stem;
    this.title = title;
  }

  /** What its lines are. */
  String title() {
    return title;
  }

  /** Where the job leaves its part files. */
  Path parts(Path scratch) {
    return scratch.resolve(stem);
  }

  /** Where the sorted lines go. */
  Path in(Path out) {
    return out.resolve(stem + ".jsonl");
  }
}
