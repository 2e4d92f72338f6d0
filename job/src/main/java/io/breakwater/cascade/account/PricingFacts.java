package io.breakwater.cascade.account;

import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.FrozenMarket;
import io.breakwater.margin.terms.InstrumentParameters;
import java.util.Arrays;

/**
 * What closing elements of a pricing means: what they are, where they are sold, and what who closes
 * them is paid. By pricing, as it stands at a moment.
 */
public final class PricingFacts {
  /** Of no instrument: nothing is closed. */
  static final byte NOTHING = 0;

  static final byte POSITION = 1;

  /** A deposit, or where its worth is below zero a debt. */
  static final byte BALANCE = 2;

  private byte[] kinds = new byte[0];
  private int[] markets = new int[0];
  private double[] incentives = new double[0];
  private double[] divisors = new double[0];

  /** Takes the facts of all pricings of a frozen market. */
  public void take(FrozenMarket market, Rows rows, Catalogue catalogue) {
    int count = market.pricings();
    if (count > kinds.length) {
      kinds = new byte[2 * count];
      markets = new int[2 * count];
      incentives = new double[2 * count];
      divisors = new double[2 * count];
    }
    Arrays.fill(kinds, NOTHING);
    for (int pricing = 0; pricing < count; pricing++) {
      markets[pricing] = rows.market(market.factor(pricing));
      if (market.instrument(pricing) != FloatMarket.NO_INSTRUMENT) {
        take(pricing, catalogue.instrument(market.instrument(pricing)));
      }
    }
  }

  private void take(int pricing, InstrumentParameters instrument) {
    double rate = instrument.inForce().liquidationFeeRate().doubleValue();
    boolean isAsset = instrument.kind().isAsset();
    kinds[pricing] = isAsset ? BALANCE : POSITION;
    divisors[pricing] = 1 + rate;
    incentives[pricing] = isAsset ? rate / (1 + rate) : rate;
  }

  /** What elements are. */
  byte kind(int pricing) {
    return kinds[pricing];
  }

  /** The row in whose market they are sold, or {@link Rows#NONE}. */
  int market(int pricing) {
    return markets[pricing];
  }

  /** What is paid for closing: of a position the fee, of a deposit b / (1 + b), share of worth. */
  double incentive(int pricing) {
    return incentives[pricing];
  }

  /** 1 + b: what a deposit is worth for each unit of debt that it repays. */
  double divisor(int pricing) {
    return divisors[pricing];
  }
}
