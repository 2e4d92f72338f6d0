package io.breakwater.cascade.reference;

import io.breakwater.cascade.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How far liquidations carry one price on one side, account by account: whoever is below at the
 * present price closes, all of a round together; what they close moves the price from where the
 * shock has left it; until nobody is added.
 *
 * <p>Each closing is filled at the mean price of its round. Where liquidators of deposits stop at
 * their incentive, those of a round sell as long as that mean price costs them, against the price
 * at which the round begins, no more than the discount at which they get the deposits; those with
 * the smallest discount stop first. What they leave stays open for good: it is stalled, and nobody
 * is paid for it.
 */
public final class CascadeSimulation {
  private final List<AccountClosing> closings;
  private final Side side;
  private final BigDecimal mark;
  private final Impact impact;
  private final boolean stopsAtIncentive;

  /**
   * What has come of a shock.
   *
   * @param accounts that have closed, each in whole or in part
   * @param finalPrice null where it rises without end, and all that follows from it
   * @param finalMove away from the mark, share of it
   * @param badDebt with each closing at the mean price of its round
   * @param sizeWithBadDebt what the accounts that left any of it have closed
   */
  public record Outcome(
      int rounds,
      long accounts,
      BigDecimal firstSize,
      BigDecimal totalSize,
      BigDecimal finalPrice,
      BigDecimal finalMove,
      BigDecimal badDebt,
      BigDecimal badDebtAtFinalPrice,
      BigDecimal sizeWithBadDebt,
      BigDecimal stalledSize) {}

  /** A closing with how much of it is sold, at which price. */
  private record Filled(AccountClosing closing, BigDecimal sold, BigDecimal price) {
    BigDecimal stalled() {
      return closing.size().subtract(sold);
    }

    /**
     * What is missing at a fill, rounded; for what is stalled nobody is paid. Null where there is
     * no such price.
     */
    BigDecimal loss(BigDecimal fill, BigDecimal mark) {
      if (fill == null) {
        return null;
      }
      BigDecimal unpaid = stalled().multiply(closing.discount()).multiply(fill);
      BigDecimal away = mark.subtract(fill).abs();
      BigDecimal loss =
          closing.lossAtMark().add(closing.lossPerPrice().multiply(away)).subtract(unpaid);
      return Exact.money(loss.max(BigDecimal.ZERO));
    }
  }

  CascadeSimulation(
      List<AccountClosing> closings,
      Side side,
      BigDecimal mark,
      Impact impact,
      boolean stopsAtIncentive) {
    this.closings = closings;
    this.side = side;
    this.mark = mark;
    this.impact = impact;
    this.stopsAtIncentive = stopsAtIncentive;
  }

  /**
   * Simulates a shock.
   *
   * @param shock share of the mark, above 0
   */
  public Outcome after(BigDecimal shock) {
    BigDecimal away = BigDecimal.valueOf(side.sign());
    Fills fills =
        new Fills(
            side,
            mark.multiply(BigDecimal.ONE.add(away.multiply(shock))).max(BigDecimal.ZERO),
            impact);
    List<AccountClosing> open = new ArrayList<>(closings);
    List<Filled> filled = new ArrayList<>();
    BigDecimal sold = BigDecimal.ZERO;
    BigDecimal firstSize = BigDecimal.ZERO;
    BigDecimal move = shock;
    int rounds = 0;
    for (List<AccountClosing> round = take(open, move);
        !round.isEmpty();
        round = take(open, move)) {
      BigDecimal size = fill(round, sold, fills, filled);
      firstSize = rounds == 0 ? size : firstSize;
      sold = sold.add(size);
      move = move(fills.price(sold));
      rounds++;
    }
    return outcome(rounds, firstSize, fills.price(sold), move, filled);
  }

  /** How far a price lies from the mark, share of it; null without end. */
  private BigDecimal move(BigDecimal price) {
    return price == null ? null : Exact.quotient(price, mark).subtract(BigDecimal.ONE).abs();
  }

  /** Takes out those that are below after a move. */
  private static List<AccountClosing> take(List<AccountClosing> open, BigDecimal move) {
    List<AccountClosing> round = new ArrayList<>();
    open.removeIf(closing -> (move == null || closing.isReached(move)) && round.add(closing));
    return round;
  }

  /** Fills a round; how much it has sold. */
  private BigDecimal fill(
      List<AccountClosing> round, BigDecimal before, Fills fills, List<Filled> filled) {
    List<BigDecimal> sizes =
        stopsAtIncentive && side == Side.DOWN
            ? uptoIncentive(round, before, fills)
            : round.stream().map(AccountClosing::size).toList();
    BigDecimal size = sizes.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal price = fills.mean(before, before.add(size));
    for (int i = 0; i < round.size(); i++) {
      filled.add(new Filled(round.get(i), sizes.get(i), price));
    }
    return size;
  }

  /** How much of each is sold: all but deposits, and of these the dearer first. */
  private static List<BigDecimal> uptoIncentive(
      List<AccountClosing> round, BigDecimal before, Fills fills) {
    TreeMap<BigDecimal, BigDecimal> seized = new TreeMap<>();
    BigDecimal sold = BigDecimal.ZERO;
    for (AccountClosing closing : round) {
      sold = sold.add(closing.size()).subtract(closing.seized());
      seized.merge(closing.discount(), closing.seized(), BigDecimal::add);
    }
    TreeMap<BigDecimal, BigDecimal> shares = new TreeMap<>();
    for (BigDecimal discount : seized.descendingKeySet()) {
      BigDecimal all = seized.get(discount);
      BigDecimal part = affordable(all, discount, before, sold, fills);
      shares.put(discount, all.signum() == 0 ? BigDecimal.ONE : Exact.quotient(part, all));
      sold = sold.add(part);
    }
    List<BigDecimal> sizes = new ArrayList<>();
    for (AccountClosing closing : round) {
      BigDecimal left = BigDecimal.ONE.subtract(shares.get(closing.discount()));
      sizes.add(closing.size().subtract(Exact.size(closing.seized().multiply(left))));
    }
    return sizes;
  }

  /** The most of a size that is sold on top of what is, at a mean cost of no more than a share. */
  private static BigDecimal affordable(
      BigDecimal all, BigDecimal discount, BigDecimal before, BigDecimal sold, Fills fills) {
    BigDecimal least =
        fills.price(before).multiply(BigDecimal.ONE.subtract(discount), Exact.DIGITS);
    if (fills.mean(before, before.add(sold).add(all)).compareTo(least) >= 0) {
      return all;
    }
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = all;
    for (int i = 0; i < 100; i++) {
      BigDecimal middle = low.add(high).divide(Exact.TWO, Exact.DIGITS);
      BigDecimal mean = fills.mean(before, before.add(sold).add(middle));
      if (mean.compareTo(least) >= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static BigDecimal sum(BigDecimal a, BigDecimal b) {
    return a == null || b == null ? null : a.add(b);
  }

  private Outcome outcome(
      int rounds,
      BigDecimal firstSize,
      BigDecimal finalPrice,
      BigDecimal finalMove,
      List<Filled> filled) {
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal badDebt = BigDecimal.ZERO;
    BigDecimal atFinalPrice = BigDecimal.ZERO;
    BigDecimal sizeWithBadDebt = BigDecimal.ZERO;
    BigDecimal stalled = BigDecimal.ZERO;
    long accounts = 0;
    for (Filled each : filled) {
      BigDecimal loss = each.loss(each.price(), mark);
      accounts += each.sold().signum();
      total = total.add(each.sold());
      badDebt = sum(badDebt, loss);
      atFinalPrice = sum(atFinalPrice, each.loss(finalPrice, mark));
      stalled = stalled.add(each.stalled());
      if (loss == null || loss.signum() > 0) {
        sizeWithBadDebt = sizeWithBadDebt.add(each.sold());
      }
    }
    return new Outcome(
        rounds,
        accounts,
        firstSize,
        total,
        finalPrice,
        finalMove,
        badDebt,
        atFinalPrice,
        sizeWithBadDebt,
        stalled);
  }
}
