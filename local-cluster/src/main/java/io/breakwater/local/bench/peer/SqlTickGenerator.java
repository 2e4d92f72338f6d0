package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.stage.RunningBench;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.types.Row;

/** The ticks, as upserts of prices; the clock starts with the first. */
final class SqlTickGenerator implements GeneratorFunction<Long, Row> {
  private static final long serialVersionUID = 1L;

  private final String run;
  private transient RunningBench running;

  SqlTickGenerator(String run) {
    this.run = run;
  }

  @Override
  public void open(SourceReaderContext context) {
    running = RunningBench.of(run);
  }

  @Override
  public Row map(Long number) {
    if (number == 0) {
      running.levelRows().countFromNow();
      running.started();
    }
    int tick = number.intValue();
    return SqlOpeningGenerator.price(
        running.book(), running.tape().instrument(tick), running.tape().price(tick));
  }
}
