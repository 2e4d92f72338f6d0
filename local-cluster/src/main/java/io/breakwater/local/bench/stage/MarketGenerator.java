package io.breakwater.local.bench.stage;

import io.breakwater.stream.event.MarketEvent;
import java.util.List;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/** The opening market at once, then, when every account has been taken in, the ticks. */
final class MarketGenerator implements GeneratorFunction<Long, MarketEvent> {
  private static final long serialVersionUID = 1L;

  private final String run;
  private transient RunningBench running;
  private transient List<MarketEvent> opening;

  MarketGenerator(String run) {
    this.run = run;
  }

  @Override
  public void open(SourceReaderContext context) {
    running = RunningBench.of(run);
    opening = running.book().opening();
  }

  @Override
  public MarketEvent map(Long number) throws InterruptedException {
    int tick = (int) (number - opening.size());
    if (tick < 0) {
      return opening.get(number.intValue());
    }
    if (tick == 0) {
      running.awaitAccounts();
      running.started();
    }
    return running.tape().event(tick);
  }
}
