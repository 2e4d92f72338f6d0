package io.breakwater.local.bench.contest;

import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.TickTape;
import io.breakwater.local.bench.load.Workload;
import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.local.command.Progress;
import java.util.Set;

/** Runs every contender once, so that the first one measured is not the one that compiles. */
public final class WarmUp {
  private static final String WORKLOAD = "stress";
  private static final int ACCOUNTS = 5_000;
  private static final int TICKS = 200_000;
  private static final int SLOW_TICKS = 50;

  private WarmUp() {}

  public static void run(Set<Contender> contenders, int parallelism, Progress progress) {
    Workload workload =
        Workload.all().stream()
            .filter(one -> one.name().equals(WORKLOAD))
            .findFirst()
            .orElseThrow();
    AccountBook book = AccountBook.of(workload);
    TickTape tape = TickTape.of(workload, book, TICKS);
    progress.begin("warming up");
    for (Contender contender : contenders) {
      if (contender.isApart()) {
        continue;
      }
      TickTape own = contender.isSlow() ? tape.first(SLOW_TICKS) : tape;
      try (RunningBench run = new RunningBench(book, own, ACCOUNTS, parallelism, own.size())) {
        contender.run(run);
      }
    }
    progress.end("done");
  }
}
