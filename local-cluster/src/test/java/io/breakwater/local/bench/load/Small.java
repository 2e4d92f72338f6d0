package io.breakwater.local.bench.load;

import io.breakwater.local.bench.contest.Contender;
import io.breakwater.local.bench.contest.Contest;
import io.breakwater.local.bench.contest.Effort;
import io.breakwater.local.command.Progress;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Set;

/** A workload so small that every contender bears it in a test, and in which levels change. */
public final class Small {
  public static final int ACCOUNTS = 300;

  /** 60 accounts hold an instrument, within some bps of WARNING. */
  public static final Workload WORKLOAD =
      new Workload(
          "small",
          "clustered",
          BookKind.CONTRACTS,
          5,
          10,
          2,
          -0.0005,
          0.0005,
          0.5,
          0,
          0.0005,
          0,
          5_000,
          5_000_000);

  /** 5,000 ticks of the tripwires, 200 of SQL, 500 of Kafka Streams, 30 of broadcast. */
  public static final Effort EFFORT =
      new Effort(5_000, 5_000, 60_000, 9_000, 9_000, 300_000, 12_000, 30_000);

  private Small() {}

  public static Contest.Result contest(Set<Contender> contenders, int parallelism) {
    Progress progress = new Progress(new PrintWriter(Writer.nullWriter()));
    return new Contest(WORKLOAD, ACCOUNTS, contenders, parallelism, EFFORT, progress).run();
  }
}
