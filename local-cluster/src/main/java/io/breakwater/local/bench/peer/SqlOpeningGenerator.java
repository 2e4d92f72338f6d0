package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.stage.RunningBench;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/** The opening prices, as upserts by instrument. */
final class SqlOpeningGenerator implements GeneratorFunction<Long, Row> {
  private static final long serialVersionUID = 1L;

  private final String run;
  private transient AccountBook book;

  SqlOpeningGenerator(String run) {
    this.run = run;
  }

  @Override
  public void open(SourceReaderContext context) {
    book = RunningBench.of(run).book();
  }

  @Override
  public Row map(Long number) {
    int instrument = number.intValue();
    return price(book, instrument, book.openingPrice(instrument));
  }

  /** An upsert of a price, in units of the instrument's scale. */
  static Row price(AccountBook book, int instrument, long units) {
    return Row.ofKind(
        RowKind.UPDATE_AFTER, AccountBook.instrument(instrument), book.price(instrument, units));
  }
}
