package io.breakwater.local.bench.stage;

import io.breakwater.margin.trigger.HealthTransition;
import java.util.Arrays;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts the changes of level that ticks cause, and says when there are no more. */
record TransitionSink(String run) implements Sink<HealthTransition> {

  @Override
  public SinkWriter<HealthTransition> createWriter(WriterInitContext context) {
    return new Writer(RunningBench.of(run));
  }

  private static final class Writer implements SinkWriter<HealthTransition> {
    private final RunningBench running;
    private final long[] lastSequences;
    private final long openingSequence;
    private final Tally[] tallies;

    Writer(RunningBench running) {
      this.running = running;
      this.openingSequence = running.tape().marketSequence(-1);
      int[] prefixes = running.prefixes();
      this.lastSequences =
          Arrays.stream(prefixes)
              .mapToLong(ticks -> running.tape().marketSequence(ticks - 1))
              .toArray();
      this.tallies = new Tally[prefixes.length];
      Arrays.fill(tallies, Tally.NONE);
      running.joined();
    }

    @Override
    public void write(HealthTransition transition, Context context) {
      if (transition.marketSequence() > openingSequence) {
        int prefix = 0;
        while (transition.marketSequence() > lastSequences[prefix]) {
          prefix++;
        }
        tallies[prefix] = tallies[prefix].plus(Tally.of(transition));
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      if (endOfInput) {
        running.ended();
        running.add(tallies);
      }
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
