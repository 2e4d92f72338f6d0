package io.breakwater.local.bench.micro;

import io.breakwater.cascade.account.AccountFigures;
import io.breakwater.cascade.account.AccountScan;
import io.breakwater.cascade.account.Catalogue;
import io.breakwater.cascade.account.ExactQuestions;
import io.breakwater.cascade.account.Moment;
import io.breakwater.cascade.account.PlainQuestions;
import io.breakwater.cascade.account.Rows;
import io.breakwater.cascade.slice.Slice;
import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.model.CriticalPrices;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.RiskFactor;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What one account adds to the aggregates: told, told and added to the sums of a slice, and, for
 * comparison, its critical prices alone, exact.
 */
public class AggregateBenchmark extends MicroSettings {
  final MicroBook book = new MicroBook();
  final Moment moment = new Moment();
  final Slice slice = new Slice();
  private final MarginModel model = MarginModels.all();
  private final AccountScan scan;
  private int next;

  /** The book at one moment. */
  public AggregateBenchmark() {
    Catalogue catalogue = new InstrumentsAlone(book);
    moment.begin(
        book.floats, Rows.of(catalogue, CascadeTerms.DEFAULT), catalogue, CascadeTerms.DEFAULT);
    ExactQuestions exact =
        new PlainQuestions(
            model,
            book.market,
            CascadeTerms.DEFAULT,
            AccountBook::instrument,
            factor -> FactorKind.PRICE,
            i -> book.accounts[i],
            i -> book.levels[i]);
    scan = new AccountScan(model.fastForm(book.floats).moveForm(), exact);
    scan.begin(moment);
  }

  /** Every instrument has a factor of its own number. */
  private record InstrumentsAlone(MicroBook book) implements Catalogue {
    @Override
    public int factors() {
      return book.numbers.size();
    }

    @Override
    public RiskFactor factor(int integer) {
      return new RiskFactor(integer, AccountBook.instrument(integer), null);
    }

    @Override
    public FactorKind kind(int integer) {
      return FactorKind.PRICE;
    }

    @Override
    public InstrumentParameters instrument(int index) {
      return book.market.parameters(AccountBook.instrument(index));
    }
  }

  private int next() {
    return next++ & MicroBook.ACCOUNTS - 1;
  }

  /** Told alone. */
  @Benchmark
  public AccountFigures tell() {
    return tell(next());
  }

  /** Told and added. */
  @Benchmark
  public Slice add() {
    slice.add(tell(next()), moment, this::id);
    return slice;
  }

  /** Critical prices, exact. */
  @Benchmark
  public Map<String, CriticalPrices> exact() {
    return exact(next());
  }

  private String id(int account) {
    return book.accounts[account].id();
  }

  Map<String, CriticalPrices> exact(int i) {
    return model.criticalPrices(book.accounts[i], book.market);
  }

  AccountFigures tell(int i) {
    long since = book.levels[i].isTriggered() ? i : Standing.NEVER;
    AccountScan.Taken taken = scan.look(book.view(i), i, since, Standing.NEVER);
    if (taken != AccountScan.Taken.COUNTED) {
      throw new IllegalStateException("account " + i + " is in no aggregate");
    }
    return scan.figures();
  }
}
