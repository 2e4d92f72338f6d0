package io.breakwater.local.feed;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * An asset that generated accounts deposit or borrow. Its price is that of its perpetual, tick by
 * tick; the stable coin's is 1 throughout. The weights are made up, of the size that venues use.
 *
 * @param id the asset
 * @param quotedBy the contract whose ticks are its price; null for the stable coin
 * @param depositWeight maintenance weight of a deposit
 * @param debtWeight liability weight of a debt
 * @param liquidationFeeRate bonus of who seizes it
 */
record CollateralAsset(
    String id,
    String quotedBy,
    String depositWeight,
    String debtWeight,
    String liquidationFeeRate) {

  /** What lending accounts owe, and some accounts deposit. */
  static final CollateralAsset STABLE = new CollateralAsset("USDT", null, "0.98", "1", "0");

  private static final List<CollateralAsset> QUOTED =
      List.of(
          new CollateralAsset("BTC", "BTCUSDT", "0.9", "1.1", "0.05"),
          new CollateralAsset("ETH", "ETHUSDT", "0.9", "1.1", "0.05"));

  /** The asset whose price is a contract's, if there is one. */
  static Optional<CollateralAsset> quotedBy(String contract) {
    return QUOTED.stream().filter(asset -> asset.quotedBy.equals(contract)).findFirst();
  }

  /** 1 − w: the share of a deposit's value that is required of it. */
  double haircut() {
    return BigDecimal.ONE.subtract(new BigDecimal(depositWeight)).doubleValue();
  }
}
