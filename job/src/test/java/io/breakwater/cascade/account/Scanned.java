package io.breakwater.cascade.account;

import io.breakwater.cascade.Side;
import io.breakwater.margin.MarginModels;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.fast.FloatMarkets;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.MarginModel;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.CascadeTerms;
import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Accounts of a fixed market, scanned from their numbers, and how often one had to ask. */
public final class Scanned {
  private final FixedMarket market;
  private final FixedCatalogue catalogue;
  private final MarginModel model = MarginModels.all();
  private final FloatMarket numbers;
  private final Moment moment = new Moment();
  private final List<Account> accounts = new ArrayList<>();
  private final List<Level> remembered = new ArrayList<>();
  private final AccountScan scan;
  private int asked;

  /** Begins a moment of a market. */
  public Scanned(FixedMarket market, CascadeTerms terms) {
    this.market = market;
    this.catalogue = FixedCatalogue.of(market);
    this.numbers = FloatMarkets.of(market);
    // Pricings that accounts are to have stand before the moment.
    for (String factor : market.factors()) {
      for (String instrument : market.instruments().keySet()) {
        numbers.pricing(
            FloatMarkets.factor(market, factor), FloatMarkets.instrument(market, instrument));
      }
    }
    ExactQuestions plain =
        new PlainQuestions(
            model,
            market,
            terms,
            catalogue.names()::get,
            RandomTerms::kind,
            accounts::get,
            remembered::get);
    scan = new AccountScan(model.fastForm(numbers).moveForm(), new Counting(plain));
    moment.begin(numbers, Rows.of(catalogue, terms), catalogue, terms);
    scan.begin(moment);
  }

  public Moment moment() {
    return moment;
  }

  /** Gives a price an interval. */
  void setInterval(String price, BigDecimal low, BigDecimal high) {
    moment.setInterval(factor(price), low, high);
  }

  int factor(String id) {
    return FloatMarkets.factor(market, id);
  }

  String id(int factor) {
    return catalogue.names().get(factor);
  }

  /** How often an exact question was asked so far. */
  int asked() {
    return asked;
  }

  /** Scans an account at a level; null where it is in no aggregate. */
  public AccountFigures look(
      Account account, Level level, Level before, long belowSince, long heldSince) {
    accounts.add(account);
    remembered.add(before);
    MirroredAccount view =
        FloatMarkets.view(numbers, market, FloatMarkets.compact(account, market), level, before);
    AccountScan.Taken taken = scan.look(view, accounts.size() - 1, belowSince, heldSince);
    return taken == AccountScan.Taken.COUNTED ? scan.figures() : null;
  }

  private final class Counting implements ExactQuestions {
    private final ExactQuestions questions;

    Counting(ExactQuestions questions) {
      this.questions = questions;
    }

    private ExactQuestions counted() {
      asked++;
      return questions;
    }

    @Override
    public boolean isBelow(int account, int row, BigDecimal move) {
      return counted().isBelow(account, row, move);
    }

    @Override
    public double firstBelow(int account, int row, Side side) {
      return counted().firstBelow(account, row, side);
    }

    @Override
    public boolean isLiquidatableAt(int account, int row, BigDecimal value) {
      return counted().isLiquidatableAt(account, row, value);
    }

    @Override
    public BigDecimal netSize(int account, int row, double multiple) {
      return counted().netSize(account, row, multiple);
    }

    @Override
    public BigDecimal positions(int account, int row) {
      return counted().positions(account, row);
    }

    @Override
    public Valuation value(int account) {
      return counted().value(account);
    }

    @Override
    public BigDecimal healthFactor(int account) {
      return counted().healthFactor(account);
    }
  }
}
