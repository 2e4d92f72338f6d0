package io.breakwater.local.bench.peer;

import io.breakwater.local.bench.stage.RunningBench;
import io.breakwater.margin.terms.Level;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/** Reads a changelog of (account, level). */
record LevelRowSink(String run) implements Sink<Row> {

  @Override
  public SinkWriter<Row> createWriter(WriterInitContext context) {
    return new Writer(RunningBench.of(run));
  }

  private static final class Writer implements SinkWriter<Row> {
    private final RunningBench running;

    Writer(RunningBench running) {
      this.running = running;
      running.joined();
    }

    @Override
    public void write(Row row, Context context) {
      String account = row.<String>getFieldAs(0);
      boolean leaves = row.getKind() == RowKind.DELETE;
      running.levelRows().add(account, leaves ? null : Level.valueOf(row.<String>getFieldAs(1)));
    }

    @Override
    public void flush(boolean endOfInput) {
      if (endOfInput) {
        running.ended();
      }
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
