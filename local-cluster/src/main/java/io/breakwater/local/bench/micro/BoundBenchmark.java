package io.breakwater.local.bench.micro;

import io.breakwater.margin.fast.BoundFinder;
import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.model.SafeBox;
import org.openjdk.jmh.annotations.Benchmark;

/** The prices among which one account keeps its level: in floating point, and exact. */
public class BoundBenchmark extends MicroSettings {
  final MicroBook book = new MicroBook();
  final BoundFinder finder = new BoundFinder(book.floats);
  private final LinearMarginModel model = new LinearMarginModel();
  private int next;

  private int next() {
    return next++ & MicroBook.ACCOUNTS - 1;
  }

  /** The finder itself, which holds the bounds. */
  @Benchmark
  public BoundFinder finder() {
    find(next());
    return finder;
  }

  @Benchmark
  public SafeBox exact() {
    return exact(next());
  }

  void find(int i) {
    finder.find(book.view(i));
  }

  SafeBox exact(int i) {
    return model.safeBox(book.accounts[i], book.levels[i], book.market);
  }
}
