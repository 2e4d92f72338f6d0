package io.breakwater.margin.fast;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;

/** Makes the floating-point numbers of a market whose instruments are named I0, I1, … */
public final class FloatMarkets {
  private FloatMarkets() {}

  public static FloatMarket of(FixedMarket market) {
    FloatMarket numbers = new FloatMarket();
    numbers.setPolicy(market.policy().inForce());
    for (InstrumentParameters instrument : market.instruments().values()) {
      int index = index(instrument.id());
      numbers.setParameters(index, instrument.inForce());
      numbers.setPrice(index, units(market, instrument.id()), instrument.priceScale());
    }
    return numbers;
  }

  public static long units(FixedMarket market, String instrument) {
    int scale = market.parameters(instrument).priceScale();
    return market.price(instrument).movePointRight(scale).longValueExact();
  }

  public static int index(String instrument) {
    return Integer.parseInt(instrument.substring(1));
  }

  public static int[] indexes(CompactAccount compact) {
    int[] instruments = new int[compact.instruments().length];
    for (int i = 0; i < instruments.length; i++) {
      instruments[i] = index(compact.instruments()[i]);
    }
    return instruments;
  }

  /** The magnitudes of all that an account's equity is a sum of. */
  static double gross(Account account, FixedMarket market) {
    CompactAccount compact = CompactAccount.of(account, market);
    double gross = Math.abs(compact.equityConstant());
    for (int i = 0; i < compact.slopes().length; i++) {
      BigDecimal price = market.price(compact.instruments()[i]);
      gross += Math.abs(compact.slopes()[i]) * price.doubleValue();
    }
    return gross;
  }

  /** An account at a level, as nothing but its elements. */
  public static MirroredAccount view(CompactAccount compact, Level level) {
    int[] instruments = indexes(compact);
    return new MirroredAccount()
        .elements(instruments, compact.slopes(), compact.weights())
        .run(0, instruments.length)
        .constants(compact.equityConstant(), compact.requirementConstant())
        .stands(compact.shape(), level.code(), level.code());
  }
}
