package io.breakwater.local.bench.stage;

import io.breakwater.margin.account.AccountUpdate;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/** All accounts, when the opening market has been taken in. */
final class UpdateGenerator implements GeneratorFunction<Long, AccountUpdate> {
  private static final long serialVersionUID = 1L;

  private final String run;
  private transient RunningBench running;

  UpdateGenerator(String run) {
    this.run = run;
  }

  @Override
  public void open(SourceReaderContext context) {
    running = RunningBench.of(run);
  }

  @Override
  public AccountUpdate map(Long number) throws InterruptedException {
    if (number == 0) {
      running.awaitOpening();
    }
    return running.book().account(number);
  }
}
