package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.AccountUpdate;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.types.Row;

/** Rows of the table of accounts: account, cash. */
final class SqlAccountGenerator implements GeneratorFunction<Long, Row> {
  private static final long serialVersionUID = 1L;

  private final String run;
  private transient AccountBook book;

  SqlAccountGenerator(String run) {
    this.run = run;
  }

  @Override
  public void open(SourceReaderContext context) {
    book = RunningBench.of(run).book();
  }

  @Override
  public Row map(Long number) {
    AccountUpdate update = book.account(number);
    AccountChange.Snapshot state = (AccountChange.Snapshot) update.change();
    return Row.of(update.account(), state.cash());
  }
}
