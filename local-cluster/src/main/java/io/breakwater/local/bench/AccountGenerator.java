package io.breakwater.local.bench;

import io.breakwater.margin.AccountUpdate;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/** All accounts, when the opening market has been taken in. */
final class AccountGenerator implements GeneratorFunction<Long, AccountUpdate> {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final String operator;
  private final int parallelism;
  private transient RunningBench running;

  /**
   * @param operator that takes the market in
   * @param parallelism of that operator
   */
  AccountGenerator(String run, String operator, int parallelism) {
    this.run = run;
    this.operator = operator;
    this.parallelism = parallelism;
  }

  @Override
  public void open(SourceReaderContext context) {
    running = RunningBench.of(run);
  }

  @Override
  public AccountUpdate map(Long number) throws InterruptedException {
    if (number == 0) {
      running.awaitRecords(operator, (long) running.book().opening().size() * parallelism);
    }
    return running.book().account(number);
  }
}
