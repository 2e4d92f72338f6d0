package io.breakwater.local.bench.stage;

import io.breakwater.local.bench.load.SourceBook;
import io.breakwater.oracle.OraclePrice;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * The opening values once all parameters have been taken in, then, when every account has been
 * taken in, the ticks as their sources tell them.
 */
final class ValueGenerator implements GeneratorFunction<Long, OraclePrice> {
  private static final long serialVersionUID = 1L;

  private final String run;
  private transient RunningBench running;
  private transient SourceBook book;

  ValueGenerator(String run) {
    this.run = run;
  }

  @Override
  public void open(SourceReaderContext context) {
    running = RunningBench.of(run);
    book = SourceBook.of(running.book(), false);
  }

  @Override
  public OraclePrice map(Long number) throws InterruptedException {
    int tick = (int) (number - book.openingValues());
    if (number == 0) {
      running.awaitMarket(book.eventsBeforeValues());
    }
    if (tick < 0) {
      return book.openingValue(number.intValue());
    }
    if (tick == 0) {
      running.awaitAccounts();
      running.started();
    }
    return book.value(running.tape(), tick);
  }
}
