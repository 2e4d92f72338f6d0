package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.stage.Answer;
import io.breakwater.local.bench.stage.Measurement;
import io.breakwater.local.bench.stage.Runner;
import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.local.cluster.EmbeddedBroker;
import io.breakwater.stream.event.MarketEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the peer on Kafka Streams, which can only be fed through a broker: Kafka is in its path, on
 * both sides. The clock starts when it meets the first tick, after others at the opening prices
 * that let its JVM compile, and stops when the broker has what follows its last output.
 */
public record StreamsRunner() implements Runner {
  private static final int LOADED = 1;
  private static final int WARM = 2;
  private static final int START = 3;
  private static final int END = 4;

  /** Decisions before the clock starts, which the other contenders have had in their warm-up. */
  private static final long WARM_UP_DECISIONS = 60_000;

  private static final double MICROS = TimeUnit.SECONDS.toMicros(1);

  @Override
  public Measurement run(RunningBench run) {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      String servers = broker.bootstrapServers();
      StreamsFeed.createTopics(servers, run.parallelism());
      try (StreamsProcess process =
              StreamsProcess.start(servers, run.parallelism(), run.book().workload());
          StreamsFeed feed = new StreamsFeed(servers, run.parallelism());
          StreamsChanges changes = new StreamsChanges(servers, run)) {
        double seconds = play(run, process, feed, changes);
        return new Measurement(
            run.tape().size(),
            seconds,
            Double.NaN,
            new Answer.Changes(Map.of(run.tape().size(), changes.tally())),
            0,
            0,
            0);
      }
    }
  }

  private static double play(
      RunningBench run, StreamsProcess process, StreamsFeed feed, StreamsChanges changes) {
    feed.accounts(run, LOADED);
    changes.await(LOADED, process);
    warmUp(run, feed);
    changes.await(WARM, process);
    feed.mark(START);
    for (int tick = 0; tick < run.tape().size(); tick++) {
      feed.price(run.tape().event(tick));
    }
    feed.mark(END);
    StreamsChanges.Passed end = changes.await(END, process);
    long start = changes.await(START, process).firstMet();
    return (TimeUnit.MILLISECONDS.toMicros(end.lastWritten()) - start) / MICROS;
  }

  /** Ticks that change no price. */
  private static void warmUp(RunningBench run, StreamsFeed feed) {
    List<MarketEvent> prices = run.book().openingPrices();
    long holders = Math.max(1, run.book().workload().holders(run.accounts()));
    for (long tick = 0; tick < WARM_UP_DECISIONS / holders; tick++) {
      feed.price(prices.get((int) (tick % prices.size())));
    }
    feed.mark(WARM);
  }
}
