package io.breakwater.local.bench;

import io.breakwater.stream.MarketEvent;
import java.util.List;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/** The opening market at once, then, when every account has been taken in, the ticks. */
final class MarketGenerator implements GeneratorFunction<Long, MarketEvent> {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final String operator;
  private final int parallelism;
  private transient RunningBench running;
  private transient List<MarketEvent> opening;

  /**
   * @param operator that takes the accounts in
   * @param parallelism of that operator
   */
  MarketGenerator(String run, String operator, int parallelism) {
    this.run = run;
    this.operator = operator;
    this.parallelism = parallelism;
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
      running.awaitRecords(operator, (long) opening.size() * parallelism + running.accounts());
      running.started();
    }
    return running.tape().event(tick);
  }
}
