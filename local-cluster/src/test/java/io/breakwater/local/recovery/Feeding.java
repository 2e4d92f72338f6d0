package io.breakwater.local.recovery;

import java.util.List;

/** What is written to a job, and noted for the reference. */
final class Feeding {
  static final int EVENTS = 600;

  private static final List<String> PRICE_CLOCKS = JobRun.oneIdPerPartition("prices", "clock-");
  private static final List<String> ACCOUNT_CLOCKS = JobRun.oneIdPerPartition("accounts", "clock-");

  private Feeding() {}

  static void write(JobRun run, List<Portion> portions, Portion portion) {
    portions.add(portion);
    run.write(portion);
  }

  static void writeAndPause(JobRun run, List<Portion> portions, RandomInput random) {
    write(run, portions, random.next(EVENTS));
    pause(run, portions, random);
  }

  static void pause(JobRun run, List<Portion> portions, RandomInput random) {
    write(run, portions, random.pause(PRICE_CLOCKS, ACCOUNT_CLOCKS));
  }

  static void awaitRead(JobRun run, List<Portion> portions, RandomInput random) {
    run.awaitRead(() -> pause(run, portions, random));
  }
}
