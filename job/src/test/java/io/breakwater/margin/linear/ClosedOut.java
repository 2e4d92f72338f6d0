package io.breakwater.margin.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.margin.PlainMarket;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.model.AcceptedPrice;
import io.breakwater.margin.model.CloseOutLeg;
import io.breakwater.margin.model.LegKind;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.value.Decimals;
import java.math.BigDecimal;
import java.util.List;

/** An account whose plan is carried out leg by leg, in the plain words of the contract. */
public final class ClosedOut {
  private static final BigDecimal LAST_PLACE = BigDecimal.ONE.movePointLeft(Decimals.SCALE);

  private ClosedOut() {}

  /** Closing every leg at its own price leaves nothing, or what rounding each price leaves. */
  static void assertNothingLeft(
      String where, Account account, List<CloseOutLeg> plan, Market market) {
    BigDecimal left = ReferenceEvaluator.value(account, market).equity();
    BigDecimal rounding = BigDecimal.ZERO;
    for (CloseOutLeg leg : plan) {
      BigDecimal perPrice = perPrice(leg, account, market);
      left =
          left.add(perPrice.multiply(leg.bankruptcyPrice())).subtract(worth(leg, account, market));
      rounding = rounding.add(perPrice.abs().multiply(LAST_PLACE));
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
      BigDecimal perPrice = perPrice(leg, account, market);
      if (perPrice.signum() != 0) {
        required = required.add(requirement(leg, account, market));
        notional = notional.add(worth(leg, account, market).abs());
      }
    }
    for (CloseOutLeg leg : plan) {
      if (leg.bankruptcyPrice() == null) {
        continue;
      }
      BigDecimal perPrice = perPrice(leg, account, market);
      BigDecimal worth = worth(leg, account, market);
      BigDecimal borne = worth.subtract(perPrice.multiply(leg.bankruptcyPrice()));
      boolean byRequirement = required.signum() > 0;
      BigDecimal part = byRequirement ? requirement(leg, account, market) : worth.abs();
      BigDecimal whole = byRequirement ? required : notional;
      assertThat(borne.multiply(whole).subtract(equity.multiply(part)).abs())
          .as("%s: what %s bears in %s of %s", where, leg, plan, account)
          .isLessThan(perPrice.abs().multiply(LAST_PLACE).multiply(whole));
    }
  }

  /** By how much equity grows when the leg's price grows by one. */
  private static BigDecimal perPrice(CloseOutLeg leg, Account account, Market market) {
    if (leg.kind() != LegKind.POSITION) {
      return leg.size();
    }
    BigDecimal price = price(leg, market);
    return equity(leg, account, market, price.add(BigDecimal.ONE))
        .subtract(equity(leg, account, market, price));
  }

  private static BigDecimal price(CloseOutLeg leg, Market market) {
    return market.value(market.parameters(leg.instrument()).factors().price());
  }

  /** What equity is per price, times the price: of a balance all that it is worth. */
  private static BigDecimal worth(CloseOutLeg leg, Account account, Market market) {
    return leg.kind() == LegKind.POSITION
        ? perPrice(leg, account, market).multiply(price(leg, market))
        : ReferenceEvaluator.value(alone(leg, account), market).equity();
  }

  private static BigDecimal equity(
      CloseOutLeg leg, Account account, Market market, BigDecimal price) {
    return ReferenceEvaluator.value(alone(leg, account), at(market, leg, price)).equity();
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

  private static Market at(Market market, CloseOutLeg leg, BigDecimal price) {
    return new PlainMarket()
        .put(market.parameters(leg.instrument()))
        .put(market.parameters(leg.instrument()).factors().price(), new AcceptedPrice(price, 1, 0));
  }
}
