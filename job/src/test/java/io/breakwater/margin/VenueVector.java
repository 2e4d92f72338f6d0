package io.breakwater.margin;

import static io.breakwater.margin.Samples.asset;
import static io.breakwater.margin.Samples.borrower;
import static io.breakwater.margin.Samples.debt;
import static io.breakwater.margin.Samples.deposit;
import static io.breakwater.margin.Samples.instrument;
import static io.breakwater.margin.Samples.parameters;
import static io.breakwater.margin.Samples.perpetual;
import static io.breakwater.margin.Samples.position;
import static io.breakwater.margin.Samples.tiers;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.MarginBasis;
import io.breakwater.margin.terms.MarginParameters;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * One account of which a venue publishes, or asserts in its own tests, what becomes of it. What is
 * null is not stated.
 *
 * @param source where the venue says so
 * @param liquidatable at the market's prices
 * @param requirement M at the market's prices
 * @param liquidationPrice price of {@code moving} at which the account becomes liquidatable from
 *     above, the others held
 * @param tolerance of the liquidation price, as the venue rounds it
 */
public record VenueVector(
    String source,
    Account account,
    FixedMarket market,
    Boolean liquidatable,
    BigDecimal requirement,
    String moving,
    BigDecimal liquidationPrice,
    BigDecimal tolerance) {

  public static Stream<VenueVector> all() {
    return Stream.of(
        aaveLiquidated(),
        aaveRefused(),
        binanceCross(),
        bybitIsolated(),
        cometLiquidated(),
        dydx("case 3", "4000", false),
        dydx("case 4", "4500", false),
        dydx("case 5", "4501", true),
        morphoLiquidated());
  }

  static Stream<VenueVector> withVerdict() {
    return all().filter(vector -> vector.liquidatable() != null);
  }

  static Stream<VenueVector> withRequirement() {
    return all().filter(vector -> vector.requirement() != null);
  }

  static Stream<VenueVector> withLiquidationPrice() {
    return all().filter(vector -> vector.liquidationPrice() != null);
  }

  private static VenueVector aaveLiquidated() {
    return verdict(
        "aave-dao/aave-v3-origin@fd1fbd91 Pool.Liquidations.t.sol"
            + " test_liquidate_variable_borrow_no_fee",
        borrower("0", deposit("WBTC", "1"), debt("USDX", "20500")),
        FixedMarket.of(Samples.STRICT)
            .with(asset("WBTC", "0.86", "1"), "22680")
            .with(asset("USDX", "1", "1"), "1"),
        true);
  }

  private static VenueVector aaveRefused() {
    return verdict(
        "aave-dao/aave-v3-origin@fd1fbd91 Pool.Liquidations.t.sol"
            + " test_reverts_liquidation_hf_gt_liquidation_threshold",
        borrower("0", deposit("WBTC", "1"), debt("WETH", "2")),
        FixedMarket.of(Samples.STRICT)
            .with(asset("WBTC", "0.86", "1"), "27000")
            .with(asset("WETH", "1", "1"), "1800"),
        false);
  }

  private static VenueVector binanceCross() {
    InstrumentParameters btc =
        perpetual(
            "BTCUSDT",
            "0",
            "0.004",
            "50000",
            "0.005",
            "250000",
            "0.01",
            "1000000",
            "0.025",
            "10000000",
            "0.05",
            "20000000",
            "0.1",
            "50000000",
            "0.125",
            "100000000",
            "0.15",
            "200000000",
            "0.25",
            "300000000",
            "0.5");
    InstrumentParameters eth =
        perpetual(
            "ETHUSDT",
            "0",
            "0.005",
            "10000",
            "0.0065",
            "100000",
            "0.01",
            "500000",
            "0.02",
            "1000000",
            "0.05",
            "2000000",
            "0.1",
            "5000000",
            "0.125",
            "10000000",
            "0.15",
            "20000000",
            "0.25");
    Account account =
        new Account(
            "cross",
            BigDecimal.ZERO,
            List.of(deposit("USDT", "1535443.01")),
            List.of(
                position("BTCUSDT", "109.488", "32481.98"),
                position("ETHUSDT", "3683.979", "1456.84")));
    FixedMarket market =
        FixedMarket.of(Samples.AT_EQUALITY)
            .with(btc, "31967.27")
            .with(eth, "1335.18")
            .with(asset("USDT", "1", "1"), "1");
    return new VenueVector(
        "freqtrade/freqtrade@c9ae5e1e tests/exchange/test_binance.py"
            + " test_liquidation_price_binance case 3 (Binance FAQ, two legs, one wallet)",
        account,
        market,
        null,
        null,
        "ETHUSDT",
        new BigDecimal("1153.26"),
        new BigDecimal("0.005"));
  }

  private static VenueVector bybitIsolated() {
    MarginParameters onEntry = parameters(tiers("0", "0.005"), MarginBasis.ENTRY, "0", "0");
    return new VenueVector(
        "Bybit help center, Liquidation Price (USDT Contract), example 1",
        new Account(
            "isolated",
            BigDecimal.ZERO,
            List.of(deposit("USDT", "400")),
            List.of(position("BTCUSDT", "1", "20000"))),
        FixedMarket.of(Samples.AT_EQUALITY)
            .with(instrument("BTCUSDT", InstrumentKind.PERPETUAL, onEntry), "20000")
            .with(asset("USDT", "1", "1"), "1"),
        null,
        new BigDecimal("100"),
        "BTCUSDT",
        new BigDecimal("19700"),
        BigDecimal.ZERO);
  }

  private static VenueVector cometLiquidated() {
    return verdict(
        "compound-finance/comet@d5a30b0a test/is-liquidatable-test.ts case 6",
        borrower("0", deposit("COMP", "100000"), debt("USDC", "100000")),
        FixedMarket.of(Samples.STRICT)
            .with(asset("COMP", "0.8", "1"), "1")
            .with(asset("USDC", "1", "1"), "1"),
        true);
  }

  private static VenueVector dydx(String name, String owed, boolean liquidatable) {
    return verdict(
        "dydxprotocol/v4-chain@84d4664b liquidations_test.go TestIsLiquidatable " + name,
        new Account(
            "subaccount",
            BigDecimal.ZERO,
            List.of(debt("USDC", owed)),
            List.of(position("BTC-USD", "0.1", "0"))),
        FixedMarket.of(Samples.STRICT)
            .with(perpetual("BTC-USD", "0", "0.1"), "50000")
            .with(asset("USDC", "1", "1"), "1"),
        liquidatable);
  }

  private static VenueVector morphoLiquidated() {
    return verdict(
        "docs.morpho.org/morpho/concepts/liquidation example",
        borrower("0", deposit("C", "100"), debt("L", "80.00001")),
        FixedMarket.of(Samples.STRICT)
            .with(asset("C", "0.8", "1"), "1")
            .with(asset("L", "1", "1"), "1"),
        true);
  }

  private static VenueVector verdict(
      String source, Account account, FixedMarket market, boolean liquidatable) {
    return new VenueVector(source, account, market, liquidatable, null, null, null, null);
  }

  /** The market just above the published liquidation price. */
  FixedMarket above(BigDecimal step) {
    return market.withPrice(moving, liquidationPrice.add(tolerance).add(step));
  }

  /** The market at the lowest price that the published one may stand for. */
  FixedMarket atOrBelow() {
    return market.withPrice(moving, liquidationPrice.subtract(tolerance));
  }

  @Override
  public String toString() {
    return source;
  }
}
