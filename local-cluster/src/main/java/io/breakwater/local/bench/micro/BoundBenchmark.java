package io.breakwater.local.bench.micro;

import io.breakwater.margin.MarginModels;
import io.breakwater.margin.mirror.Bounds;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.SafeBox;
import org.openjdk.jmh.annotations.Benchmark;

/** The prices among which one account keeps its level: in floating point, and exact. */
public class BoundBenchmark extends MicroSettings {
  final MicroBook book = new MicroBook();
  final Bounds bounds = new Bounds();
  private final MarginModel model = MarginModels.all();
  private final FastForm form = model.fastForm(book.floats);
  private int next;

  private int next() {
    return next++ & MicroBook.ACCOUNTS - 1;
  }

  /** In floating point. */
  @Benchmark
  public Bounds finder() {
    find(next());
    return bounds;
  }

  @Benchmark
  public SafeBox exact() {
    return exact(next());
  }

  void find(int i) {
    form.bounds(book.view(i), bounds);
  }

  SafeBox exact(int i) {
    return model.safeBox(book.accounts[i], book.levels[i], book.levels[i], book.market);
  }
}
