package io.breakwater.local.bench.micro;

import io.breakwater.margin.MarginModels;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.Level;
import org.openjdk.jmh.annotations.Benchmark;

/** The level of one account: screened in floating point, exact, and by the reference evaluator. */
public class DecisionBenchmark extends MicroSettings {
  private final MicroBook book = new MicroBook();
  private final MarginModel model = MarginModels.all();
  private final FastForm form = model.fastForm(book.floats);
  private int next;

  private int next() {
    return next++ & MicroBook.ACCOUNTS - 1;
  }

  /** Code of the level, or {@link FastForm#UNCERTAIN}. */
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
    return form.level(book.view(i));
  }

  Level exact(int i) {
    return model.decide(book.accounts[i], book.levels[i], book.market).level();
  }

  Level reference(int i) {
    return ReferenceEvaluator.level(book.accounts[i], book.levels[i], book.market);
  }
}
