package io.breakwater.local.bench.micro;

import io.breakwater.local.bench.load.AccountBook;
import io.breakwater.local.bench.load.PeerMarket;
import io.breakwater.local.bench.load.Workload;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.AccountLedger;
import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.Level;
import io.breakwater.stream.event.MarketEvent;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Accounts of a workload at its opening prices, as objects and as flat arrays. */
public final class MicroBook {
  /** A power of two, so that a mask walks around. */
  public static final int ACCOUNTS = 1_024;

  private static final String WORKLOAD = "stress";

  final PeerMarket market = new PeerMarket();
  final FloatMarket floats = new FloatMarket();
  final Account[] accounts = new Account[ACCOUNTS];
  final AccountRecord[] records = new AccountRecord[ACCOUNTS];
  final Level[] levels = new Level[ACCOUNTS];
  final AccountShape[] shapes = new AccountShape[ACCOUNTS];
  final double[] equityConstants = new double[ACCOUNTS];
  final double[] requirementConstants = new double[ACCOUNTS];
  final int[] starts = new int[ACCOUNTS + 1];
  final int[] pricings;
  final double[] slopes;
  final double[] weights;
  final Map<String, Integer> numbers;
  private final MirroredAccount view = new MirroredAccount();

  /** The first accounts of the workload. */
  public MicroBook() {
    Workload workload = Workload.of(WORKLOAD);
    AccountBook book = AccountBook.of(workload);
    book.opening().forEach(this::apply);
    numbers =
        IntStream.range(0, workload.instruments())
            .boxed()
            .collect(Collectors.toMap(AccountBook::instrument, Function.identity()));
    int elements = ACCOUNTS * workload.positions();
    pricings = new int[elements];
    slopes = new double[elements];
    weights = new double[elements];
    FastForm form = MarginModels.all().fastForm(floats);
    for (int i = 0; i < ACCOUNTS; i++) {
      records[i] = AccountLedger.apply(AccountRecord.EMPTY, book.account(i)).account();
      accounts[i] = records[i].account("account-" + i);
      levels[i] = ReferenceEvaluator.level(accounts[i], Level.HEALTHY, market);
      flatten(i, form.compact(accounts[i], market));
    }
  }

  private void apply(MarketEvent event) {
    market.apply(event);
    event.accept(new Numbers());
  }

  /** What an event says, in floating point; every instrument has a factor of its own number. */
  private final class Numbers implements MarketEvent.Visitor<Void, RuntimeException> {
    @Override
    public Void named(MarketEvent.FactorsNamed event) {
      return null;
    }

    @Override
    public Void price(MarketEvent.PriceChange event) {
      floats.setValue(event.factor(), event.units(), event.scale());
      return null;
    }

    @Override
    public Void validity(MarketEvent.ValidityChange event) {
      return null;
    }

    @Override
    public Void factor(MarketEvent.FactorChange event) {
      return null;
    }

    @Override
    public Void instrument(MarketEvent.InstrumentChange event) {
      floats.setParameters(event.instrument(), event.parameters().inForce());
      return null;
    }

    @Override
    public Void policy(MarketEvent.PolicyChange event) {
      floats.setPolicy(event.policy().inForce());
      return null;
    }

    @Override
    public Void epoch(MarketEvent.EpochBegun event) {
      return null;
    }

    @Override
    public Void marker(MarketEvent.IntervalMarker event) {
      return null;
    }
  }

  /** An account at its level. */
  MirroredAccount view(int i) {
    byte level = levels[i].code();
    return view.elements(pricings, slopes, weights)
        .run(starts[i], starts[i + 1])
        .constants(equityConstants[i], requirementConstants[i])
        .stands(shapes[i], level, level);
  }

  private void flatten(int i, CompactAccount compact) {
    shapes[i] = compact.shape();
    equityConstants[i] = compact.equityConstant();
    requirementConstants[i] = compact.requirementConstant();
    int from = starts[i];
    int size = compact.instruments().length;
    for (int e = 0; e < size; e++) {
      int number = numbers.get(compact.instruments()[e]);
      pricings[from + e] = floats.pricing(number, number);
    }
    System.arraycopy(compact.slopes(), 0, slopes, from, size);
    System.arraycopy(compact.weights(), 0, weights, from, size);
    starts[i + 1] = from + size;
  }
}
