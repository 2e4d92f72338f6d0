package io.breakwater.local.bench;
public final class DevMain {
  public static void main(String[] a) {
    Workload w = Workload.all().stream().filter(x -> x.name().equals(a[0])).findFirst().get();
    int accounts = Integer.parseInt(a[1]);
    int par = Integer.parseInt(a[3]);
    int ticks = a.length > 4 ? Integer.parseInt(a[4]) : w.ticks(accounts);
    Book book = new Book(w);
    Tape tape = Tape.of(w, book, ticks);
    for (String c : a[2].split(",")) {
      try (RunningBench run = new RunningBench(book, tape, accounts, ticks)) {
        long t0 = System.nanoTime();
        Measurement m = Pipeline.run(Contender.valueOf(c), run, par);
        System.out.printf("%s %s n=%d ticks=%d %.2fs %,.0f/s %.3f us/tick trans/tick=%.4f looks/trans=%.2f exact/trans=%.2f longest=%dus tally=%s wall=%.1f%n", w.name(), c, accounts, m.ticks(), m.seconds(), m.ticksPerSecond(), m.microsPerTick(), m.transitionsPerTick(), m.looksPerTransition(), (double) m.exactDecisions()/m.tally().transitions(), m.longestEventMicros(), m.tally(), (System.nanoTime()-t0)/1e9);
      }
    }
  }
}
