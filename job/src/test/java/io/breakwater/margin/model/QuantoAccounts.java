package io.breakwater.margin.model;

import io.breakwater.margin.Samples;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.linear.RandomAccounts;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.InstrumentParameters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random accounts for the {@link QuantoMarginModel}, and its rules a second time. */
public final class QuantoAccounts {
  public static final String CONTRACT = QuantoMarginModel.PREFIX + "0";
  public static final String COIN = "COIN";
  private static final String[] RATES = {"0", "0.01", "0.05", "0.2", "0.8"};

  private QuantoAccounts() {}

  /** In the asset first, and then at its price. */
  public static Valuation worth(Account account, Market market) {
    Position held = account.positions().get(0);
    Balance balance = account.balances().get(0);
    InstrumentParameters contract = market.parameters(held.instrument());
    InstrumentParameters coin = market.parameters(balance.instrument());
    BigDecimal price = market.value(contract.factors().price());
    BigDecimal asset = market.value(coin.factors().price());
    BigDecimal profit = held.size().multiply(price.subtract(held.entryPrice()));
    BigDecimal inAsset = profit.add(balance.signedAmount());
    BigDecimal rate = contract.inForce().tiers().tiers().get(0).rate();
    BigDecimal weight =
        balance.side() == BalanceSide.DEBT
            ? coin.inForce().debtWeight().subtract(BigDecimal.ONE)
            : BigDecimal.ONE.subtract(coin.inForce().depositWeight());
    BigDecimal requiredInAsset =
        held.size().multiply(price).abs().multiply(rate).add(balance.amount().multiply(weight));
    return new Valuation(
        account.cash().add(inAsset.multiply(asset)), requiredInAsset.multiply(asset));
  }

  /** With the terms of another market. */
  public static FixedMarket market(FixedMarket other, SplittableRandom random) {
    String rate = RATES[random.nextInt(RATES.length)];
    String weight = random.nextBoolean() ? "1" : "0.8";
    String price = BigDecimal.valueOf(random.nextLong(1, 1_000_000), 2).toPlainString();
    String asset = BigDecimal.valueOf(random.nextLong(1, 100_000_000), 4).toPlainString();
    return new FixedMarket(Map.of(), Map.of(), other.policy())
        .with(Samples.perpetual(CONTRACT, "0", rate), price)
        .with(Samples.asset(COIN, weight, random.nextBoolean() ? "1" : "1.25"), asset);
  }

  public static Account account(
      String id, RandomAccounts accounts, SplittableRandom random, FixedMarket market) {
    BigDecimal price = market.value(CONTRACT);
    BigDecimal entry =
        price
            .multiply(BigDecimal.valueOf(random.nextDouble(0.5, 1.5)))
            .setScale(6, RoundingMode.HALF_EVEN)
            .max(new BigDecimal("0.000001"));
    BigDecimal size = BigDecimal.valueOf(random.nextLong(1, 1_000_000), 4);
    BigDecimal amount = BigDecimal.valueOf(random.nextLong(1, 1_000_000_000), 6);
    BalanceSide side = random.nextBoolean() ? BalanceSide.DEPOSIT : BalanceSide.DEBT;
    Account broke =
        new Account(
            id,
            BigDecimal.ZERO,
            List.of(Balance.of(COIN, side, amount)),
            List.of(Position.of(CONTRACT, random.nextBoolean() ? size : size.negate(), entry)));
    return RandomAccounts.withCash(broke, accounts.cash(worth(broke, market)));
  }
}
