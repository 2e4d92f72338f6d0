package io.breakwater.cascade.account;

import io.breakwater.cascade.Side;
import io.breakwater.cascade.ladder.Closing;
import io.breakwater.margin.account.AccountShape;
import io.breakwater.margin.account.Standing;
import io.breakwater.margin.mirror.FactorMoves;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.model.FastForm;
import io.breakwater.margin.model.MoveForm;
import io.breakwater.margin.model.Valuation;
import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;

/**
 * Tells what one account after the other adds to the aggregates at a moment. Nothing is allocated
 * for an account, but where an exact question is asked and where a doubtful factor holds it. Not
 * thread-safe.
 *
 * <p>What closes is all positions, and of an account that owes cash or assets a {@link Seizure}.
 * With the net size N of it that is sold in the row's market, its fill at P, all else at the mark p
 * and the incentive i(P), of which i_k · P / p is the row's, what is missing is −(E + N · (P − p) −
 * i(P)): with d = |p − P| it is i(p) − E + d · (|N| − i_k / p) where the price falls and N is sold,
 * and i(p) − E + d · (|N| + i_k / p) where it rises and |N| is bought.
 *
 * <p>The most that a plan can close: it never takes more than all of each deposit and debt, so what
 * is sold is at most the net positions and all deposits, what is bought at most the net positions,
 * negated, and all debts; and with all incentives, the missing is larger by (|N'| − |N|) · d ≥ 0,
 * by what more is paid elsewhere, and by what more is paid on the row at P ≥ 0: at every fill.
 */
public final class AccountScan {
  /** What has become of an account. */
  public enum Taken {
    /** It owes nothing: it is in no aggregate. */
    NOTHING,
    /** Its model tells nothing of moves: it is counted as one that cannot be valued. */
    UNTOLD,
    /** Its figures stand. */
    COUNTED
  }

  private static final double UNIT = 0x1p-51;
  private static final int EXTRA_TERMS = 32;

  /** Sizes up to this are rounded to nothing. */
  private static final double LEAST_SIZE = 0.5e-8;

  private final MoveForm form;
  private final ExactQuestions exact;
  private final FirstMoves firstMoves;
  private final AccountFigures figures = new AccountFigures();
  private final Seizure seizure = new Seizure();
  private Moment moment;
  private double fees;
  private double discounts;
  private double weightedDeposits;
  private double weightedDebts;
  private double sizeError;

  /**
   * A scan that asks these.
   *
   * @param form of the model that made the mirror's numbers
   */
  public AccountScan(MoveForm form, ExactQuestions exact) {
    this.form = form;
    this.exact = exact;
    this.firstMoves = new FirstMoves(form, exact);
  }

  /** Begins a moment. */
  public void begin(Moment next) {
    moment = next;
    form.begin(next.market);
    firstMoves.begin(next.market.entry());
  }

  /** What the account that was looked at adds, until the next is. */
  public AccountFigures figures() {
    return figures;
  }

  /**
   * Looks at an account that is not pending, as it stood at the moment.
   *
   * @param name of the account in exact questions
   * @param belowSince since when it is LIQUIDATABLE or worse, microseconds since the epoch; {@link
   *     Standing#NEVER} where it is not
   * @param heldSince since when its trigger is held back, likewise
   */
  public Taken look(MirroredAccount account, int name, long belowSince, long heldSince) {
    if (account.shape() == AccountShape.OWES_NOTHING) {
      return Taken.NOTHING;
    }
    if (!form.look(account)) {
      return Taken.UNTOLD;
    }
    figures.clear();
    figures.account = name;
    figures.hasSomethingToClose = account.shape() == AccountShape.HAS_SOMETHING_TO_CLOSE;
    figures.isBelow = figures.hasSomethingToClose && account.level() >= Level.LIQUIDATABLE.code();
    figures.belowSince = belowSince;
    figures.heldSince = heldSince;
    figures.equity = form.equity();
    figures.requirement = form.requirement();
    sizeError = (account.to() - account.from() + EXTRA_TERMS) * UNIT;
    gather(account);
    if (figures.hasSomethingToClose) {
      figures.healthBin = healthBin();
      whole();
      for (int i = 0; i < figures.rowCount(); i++) {
        along(figures.row(i), account.remembered() >= Level.LIQUIDATABLE.code());
      }
      if (figures.isHeld()) {
        collectDoubts(account);
      }
    }
    return Taken.COUNTED;
  }

  private void gather(MirroredAccount account) {
    seizure.clear();
    fees = 0;
    discounts = 0;
    weightedDeposits = 0;
    weightedDebts = 0;
    figures.hasPositions = false;
    PricingFacts facts = moment.facts;
    int[] pricings = account.pricings();
    int[] factors = moment.market.factors();
    int from = account.from();
    for (int place = from; place < account.to(); place++) {
      int pricing = pricings[place];
      int factor = factors[pricing];
      int offset = place - from;
      switch (facts.kind(pricing)) {
        case PricingFacts.POSITION -> addPosition(pricing, factor, form.worth(offset));
        case PricingFacts.BALANCE -> addBalance(pricing, factor, offset, account.slopes()[place]);
        default -> rest(factor);
      }
    }
    double cash = form.cash(figures.hasPositions);
    figures.owedCash = Math.max(0, -cash);
    seizure.owesCash(figures.owedCash);
    weightedDeposits += Math.max(0, cash);
    weightedDebts += figures.owedCash;
  }

  private RowFigures row(int row) {
    RowFigures known = figures.find(row);
    return known == null ? figures.addRow(row) : known;
  }

  private void rest(int factor) {
    for (int row : moment.rows.of(factor)) {
      row(row);
    }
  }

  private void addPosition(int pricing, int factor, double worth) {
    figures.hasPositions = true;
    double notional = Math.abs(worth);
    boolean isLong = worth > 0;
    double incentive = moment.facts.incentive(pricing) * notional;
    fees += incentive;
    if (isLong) {
      figures.longs += notional;
    } else {
      figures.shorts += notional;
    }
    for (int rests : moment.rows.of(factor)) {
      RowFigures row = row(rests);
      if (isLong) {
        row.longs += notional;
      } else {
        row.shorts += notional;
      }
      if (rests == moment.facts.market(pricing)) {
        row.netPositions += worth;
        row.grossPositions += notional;
        row.fees += incentive;
      }
    }
  }

  private void addBalance(int pricing, int factor, int offset, double slope) {
    double worth = form.worth(offset);
    boolean isDebt = slope < 0;
    double addOn = form.addOn(offset);
    double discount = isDebt ? 0 : moment.facts.incentive(pricing) * worth;
    seizure.add(factor, worth, moment.facts.divisor(pricing), isDebt);
    discounts += discount;
    if (isDebt) {
      figures.debts -= worth;
      weightedDebts += addOn - worth;
    } else {
      figures.deposits += worth;
      weightedDeposits += worth - addOn;
    }
    for (int rests : moment.rows.of(factor)) {
      RowFigures row = row(rests);
      boolean isMarket = rests == moment.facts.market(pricing);
      if (isDebt) {
        row.debts -= worth;
        row.boughtDebts -= isMarket ? worth : 0;
      } else {
        row.deposits += worth;
        row.soldDeposits += isMarket ? worth : 0;
        row.discounts += isMarket ? discount : 0;
      }
    }
  }

  private int healthBin() {
    double equityError = form.equityError();
    double requirementError = form.requirementError();
    if (figures.hasPositions) {
      int bin = HealthBins.of(figures.equity, equityError, figures.requirement, requirementError);
      return bin == HealthBins.UNCERTAIN ? exactMarginBin() : bin;
    }
    double error = equityError + requirementError;
    int bin = HealthBins.of(weightedDeposits, error, weightedDebts, error);
    return bin == HealthBins.UNCERTAIN ? exactFactorBin() : bin;
  }

  private int exactMarginBin() {
    Valuation valuation = exact.value(figures.account);
    return HealthBins.of(valuation.equity(), valuation.requirement());
  }

  private int exactFactorBin() {
    BigDecimal factor = exact.healthFactor(figures.account);
    return factor == null ? HealthBins.COUNT - 1 : HealthBins.of(factor, BigDecimal.ONE);
  }

  /** What it adds whatever the row. */
  private void whole() {
    if (figures.isBelow) {
      seizure.atMark();
      figures.certainLoss = Math.max(0, lossAtMark(seizure.seized()));
      figures.isDust = isDust(figures.positions(), Rows.NONE);
      figures.deficit = moment.market.entry() * figures.requirement - figures.equity;
    }
  }

  private boolean isDust(double positions, int row) {
    double off = positions - moment.dust();
    if (Math.abs(off) > sizeError * (positions + moment.dust())) {
      return off < 0;
    }
    return exact.positions(figures.account, row).compareTo(moment.exactDust()) < 0;
  }

  private double lossAtMark(double seized) {
    return fees + seized * discounts - figures.equity;
  }

  private void along(RowFigures row, boolean isRemembered) {
    if (figures.isBelow) {
      row.isDust = isDust(row.positions(), row.row);
      seizure.atMark();
      backlog(row, row.down, Side.DOWN);
      backlog(row, row.up, Side.UP);
    } else {
      form.along(row.row, moment.rows.moves());
      moved(row, row.down, Side.DOWN);
      moved(row, row.up, Side.UP);
    }
    Moment.Ends ends = moment.interval(row.row);
    if (ends != null) {
      form.along(row.row, moment.rows.alone());
      double multiplier = isRemembered ? moment.market.exit() : moment.market.entry();
      row.isAmbiguous =
          isLiquidatable(row.row, ends.lowMultiple(), ends.low(), multiplier)
              != isLiquidatable(row.row, ends.highMultiple(), ends.high(), multiplier);
    }
  }

  private boolean isLiquidatable(int row, double multiple, BigDecimal value, double multiplier) {
    int below = form.below(multiple, multiplier);
    return below == FastForm.UNCERTAIN
        ? exact.isLiquidatableAt(figures.account, row, value)
        : below == MoveForm.BELOW;
  }

  private void backlog(RowFigures row, RowFigures.OnSide on, Side side) {
    on.first = FactorMoves.NEVER;
    on.firstShock = 0;
    if (close(row, on, side, 1)) {
      on.closing.isBacklog = true;
      on.closing.triggerMove = 0;
      on.closing.triggerPrice = moment.value(row.row);
      on.closing.notionalAtTrigger = on.closing.size * on.closing.triggerPrice;
    }
  }

  private void moved(RowFigures row, RowFigures.OnSide on, Side side) {
    double first = firstMoves.first(figures.account, row.row, side);
    on.first = first;
    if (first == FactorMoves.NEVER) {
      return;
    }
    on.firstShock = firstMoves.firstShock(moment.shocks);
    on.isNear = firstMoves.isReached(Shocks.NEAR_BPS, Shocks.multiple(Shocks.NEAR_BPS, side));
    seizure.at(row.row, first, moment.rows.moves());
    if (close(row, on, side, first)) {
      on.closing.isBacklog = false;
      on.closing.triggerMove = moment.shocks.between(on.firstShock, Math.abs(1 - first));
      on.closing.triggerPrice = moment.value(row.row) * first;
      on.closing.notionalAtTrigger = on.closing.size * on.closing.triggerPrice;
    }
  }

  /** Fills the closing by the seizure that was just made; answers whether it adds to the side. */
  private boolean close(RowFigures row, RowFigures.OnSide on, Side side, double multiple) {
    double mark = moment.value(row.row);
    double seized = seizure.seized();
    double sold = seized * row.soldDeposits;
    double bought = seizure.repaid() * row.boughtDebts;
    double gross = row.grossPositions + sold + bought;
    if (gross == 0) {
      return false;
    }
    double net = row.netPositions + sold - bought;
    double size = sizeOn(side, row.row, -side.sign() * net / mark, gross / mark, multiple);
    if (size == 0) {
      return false;
    }
    Closing closing = on.closing;
    double incentive = (row.fees + seized * row.discounts) / mark;
    on.closes = true;
    closing.side = side;
    closing.size = size;
    closing.lossAtMark = lossAtMark(seized);
    closing.lossPerPrice = size + side.sign() * incentive;
    most(row, closing, mark);
    seizedPart(closing, sold / mark, seized * row.discounts / mark);
    return true;
  }

  /** A net size; 0 where it adds nothing. */
  private double sizeOn(Side side, int row, double size, double gross, double multiple) {
    double error = sizeError * gross;
    if (Math.abs(size - LEAST_SIZE) > error) {
      return size > LEAST_SIZE ? size : 0;
    }
    BigDecimal net = exact.netSize(figures.account, row, multiple);
    return Math.max(0, -side.sign() * net.doubleValue());
  }

  private void most(RowFigures row, Closing closing, double mark) {
    closing.largestSize = closing.size;
    closing.largestLossAtMark = closing.lossAtMark;
    closing.largestLossPerPrice = closing.lossPerPrice;
    if (seizure.owes()) {
      double most =
          closing.side == Side.DOWN
              ? row.netPositions + row.soldDeposits
              : row.boughtDebts - row.netPositions;
      closing.largestSize = Math.max(closing.size, most / mark);
      closing.largestLossAtMark = lossAtMark(1);
      closing.largestLossPerPrice =
          closing.largestSize + closing.side.sign() * (row.fees + row.discounts) / mark;
    }
  }

  private static void seizedPart(Closing closing, double seized, double incentive) {
    boolean isSold = closing.side == Side.DOWN && seized > 0;
    closing.seizedSize = isSold ? Math.min(seized, closing.size) : 0;
    closing.seizedIncentive = isSold ? incentive * (closing.seizedSize / seized) : 0;
  }

  private void collectDoubts(MirroredAccount account) {
    for (int place = account.from(); place < account.to(); place++) {
      collectDoubts(moment.market.factor(account.pricings()[place]));
    }
  }

  private void collectDoubts(int factor) {
    if (moment.isDoubtful(factor)) {
      addDoubt(factor);
      return;
    }
    int[] operands = moment.rows.operands(factor);
    if (operands != null) {
      collectDoubts(operands[0]);
      collectDoubts(operands[1]);
    }
  }

  private void addDoubt(int factor) {
    for (int i = 0; i < figures.heldBy.size(); i++) {
      if (figures.heldBy.get(i) == factor) {
        return;
      }
    }
    figures.heldBy.add(factor);
  }
}
