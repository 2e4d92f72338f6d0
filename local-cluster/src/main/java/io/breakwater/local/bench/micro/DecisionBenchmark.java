package io.breakwater.local.bench.micro;

import io.breakwater.margin.fast.Screen;
import io.breakwater.margin.linear.LinearMarginModel;
import io.breakwater.margin.linear.ReferenceEvaluator;
import io.breakwater.margin.terms.Level;
import org.openjdk.jmh.annotations.Benchmark;

/** The level of one account: screened in floating point, exact, and by the reference evaluator. */
public class DecisionBenchmark extends MicroSettings {
  private final MicroBook book = new MicroBook();
  private final Screen screen = new Screen(book.floats);
  private final LinearMarginModel model = new LinearMarginModel();
  private int next;

  private int next() {
    return next++ & MicroBook.ACCOUNTS - 1;
  }

  /** Code of the level, or {@link Screen#UNCERTAIN}. */
  @Benchmark
  public int screen() {
    return screen(next());
  }

  @Benchmark
  public Level exact() {
    return exact(next());
  }

  @Benchmark
  public Level reference() {
    return reference(next());
  }

  int screen(int i) {
    return screen.level(book.view(i));
  }

  Level exact(int i) {
    return model.decide(book.accounts[i], book.levels[i], book.market).level();
  }

  Level reference(int i) {
    return ReferenceEvaluator.level(book.accounts[i], book.levels[i], book.market);
  }
}
