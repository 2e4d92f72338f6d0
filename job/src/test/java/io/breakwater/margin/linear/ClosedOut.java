package io.breakwater.margin.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** An account whose plan is carried out leg by leg, in the plain words of the contract. */
public final class ClosedOut {
  private static final BigDecimal LAST_PLACE = BigDecimal.ONE.movePointLeft(Decimals.SCALE);
  private static final BigDecimal SLIGHTLY_MORE = new BigDecimal("1.001");

  /** Below the least price that there is, an inverse contract is worth anything. */
  private static final BigDecimal UNBOUNDED = new BigDecimal("1e60");

  private static final MathContext DIGITS = new MathContext(120);

  private ClosedOut() {}

  /** Closing every leg at its own price leaves nothing, or what rounding each price leaves. */
  static void assertNothingLeft(
      String where, Account account, List<CloseOutLeg> plan, Market market) {
    BigDecimal left = ReferenceEvaluator.value(account, market).equity();
    BigDecimal rounding = BigDecimal.ZERO;
    for (CloseOutLeg leg : plan) {
      left = left.add(gain(leg, account, market, leg.bankruptcyPrice()));
      rounding = rounding.add(ofLastPlace(leg, account, market));
    }
    assertThat(left).as("%s: left of %s after %s", where, account, plan).isNotNegative();
    assertThat(left).as("%s: left of %s after %s", where, account, plan).isLessThan(rounding);
  }

  /** Every leg with a price bears equity as its requirement, or notional, is a share. */
  public static void assertShares(
      String where, Account account, List<CloseOutLeg> plan, Market market) {
    BigDecimal equity = ReferenceEvaluator.value(account, market).equity();
    BigDecimal required = BigDecimal.ZERO;
    BigDecimal notional = BigDecimal.ZERO;
    for (CloseOutLeg leg : plan) {
      if (leg.size().signum() != 0) {
        required = required.add(requirement(leg, account, market));
        notional = notional.add(worth(leg, account, market).abs());
      }
    }
    for (CloseOutLeg leg : plan) {
      if (leg.bankruptcyPrice() == null) {
        continue;
      }
      BigDecimal borne = gain(leg, account, market, leg.bankruptcyPrice()).negate();
      boolean byRequirement = required.signum() > 0;
      BigDecimal part =
          byRequirement ? requirement(leg, account, market) : worth(leg, account, market).abs();
      BigDecimal whole = byRequirement ? required : notional;
      assertThat(borne.multiply(whole).subtract(equity.multiply(part)).abs())
          .as("%s: what %s bears in %s of %s", where, leg, plan, account)
          .isLessThan(ofLastPlace(leg, account, market).multiply(whole));
    }
  }

  private static boolean isInverse(CloseOutLeg leg, Market market) {
    return market.parameters(leg.instrument()).kind() == InstrumentKind.INVERSE_PERPETUAL;
  }

  /**
   * What closing a leg at a price brings, in place of the accepted one. An inverse contract pays in
   * its coin, which keeps its accepted value: size · (1 / accepted − 1 / price) coins.
   */
  private static BigDecimal gain(
      CloseOutLeg leg, Account account, Market market, BigDecimal price) {
    if (isInverse(leg, market)) {
      BigDecimal coin = price(leg, market);
      return leg.size().subtract(leg.size().multiply(coin).divide(price, DIGITS));
    }
    return leg.size().multiply(price).subtract(worth(leg, account, market));
  }

  /** What a leg can be off by because its price has 18 decimals. */
  private static BigDecimal ofLastPlace(CloseOutLeg leg, Account account, Market market) {
    BigDecimal price = leg.bankruptcyPrice();
    BigDecimal beside =
        leg.size().signum() > 0 ? price.subtract(LAST_PLACE) : price.add(LAST_PLACE);
    if (!isInverse(leg, market)) {
      return leg.size().abs().multiply(LAST_PLACE);
    }
    return beside.signum() <= 0
        ? UNBOUNDED
        : gain(leg, account, market, price)
            .subtract(gain(leg, account, market, beside))
            .abs()
            .multiply(SLIGHTLY_MORE);
  }

  private static BigDecimal price(CloseOutLeg leg, Market market) {
    return market.value(market.parameters(leg.instrument()).factors().price());
  }

  /** What a leg is worth at the accepted price, of a position without its entry. */
  private static BigDecimal worth(CloseOutLeg leg, Account account, Market market) {
    if (isInverse(leg, market)) {
      return leg.size();
    }
    return leg.kind() == LegKind.POSITION
        ? leg.size().multiply(price(leg, market))
        : ReferenceEvaluator.value(alone(leg, account), market).equity();
  }

  private static BigDecimal requirement(CloseOutLeg leg, Account account, Market market) {
    return ReferenceEvaluator.value(alone(leg, account), market).requirement();
  }

  private static Account alone(CloseOutLeg leg, Account account) {
    List<Position> positions =
        account.positions().stream()
            .filter(p -> leg.kind() == LegKind.POSITION)
            .filter(p -> p.instrument().equals(leg.instrument()) && p.leg().equals(leg.leg()))
            .toList();
    List<Balance> balances =
        account.balances().stream()
            .filter(b -> leg.kind().name().equals(b.side().name()))
            .filter(b -> b.instrument().equals(leg.instrument()))
            .toList();
    return new Account(account.id(), BigDecimal.ZERO, balances, positions);
  }
}
