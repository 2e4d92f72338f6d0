package io.breakwater.margin.fast;

import io.breakwater.margin.account.Account;
import io.breakwater.margin.mirror.CompactAccount;
import io.breakwater.margin.mirror.FloatMarket;
import io.breakwater.margin.mirror.MirroredAccount;
import io.breakwater.margin.model.FixedMarket;
import io.breakwater.margin.model.Market;
import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.Level;
import java.math.BigDecimal;
import java.util.List;

/** Makes the floating-point numbers of a market whose instruments are named I0, I1, … */
public final class FloatMarkets {
  private FloatMarkets() {}

  public static FloatMarket of(FixedMarket market) {
    FloatMarket numbers = new FloatMarket();
    numbers.setPolicy(market.policy().inForce());
    for (String factor : market.factors()) {
      if (market.value(factor) != null) {
        numbers.setValue(factor(market, factor), units(market, factor), market.scale(factor));
      }
    }
    for (InstrumentParameters instrument : market.instruments().values()) {
      numbers.setParameters(instrument(market, instrument.id()), instrument.inForce());
    }
    return numbers;
  }

  public static long units(FixedMarket market, String factor) {
    return market.value(factor).movePointRight(market.scale(factor)).longValueExact();
  }

  /** The numbers of an account of the linear model. */
  public static CompactAccount compact(Account account, Market market) {
    return LinearNumbers.of(account, market);
  }

  /** The integer of a factor. */
  public static int factor(FixedMarket market, String factor) {
    return List.copyOf(market.factors()).indexOf(factor);
  }

  public static int instrument(FixedMarket market, String instrument) {
    return List.copyOf(market.instruments().keySet()).indexOf(instrument);
  }

  public static int[] pricings(FloatMarket numbers, FixedMarket market, CompactAccount compact) {
    int[] pricings = new int[compact.instruments().length];
    for (int i = 0; i < pricings.length; i++) {
      pricings[i] =
          numbers.pricing(
              factor(market, compact.factors()[i]),
              compact.instruments()[i] == null
                  ? FloatMarket.NO_INSTRUMENT
                  : instrument(market, compact.instruments()[i]));
    }
    return pricings;
  }

  /** The magnitudes of all that an account's equity is a sum of. */
  static double gross(Account account, FixedMarket market) {
    CompactAccount compact = compact(account, market);
    double gross = Math.abs(compact.equityConstant());
    for (int i = 0; i < compact.slopes().length; i++) {
      BigDecimal price = market.value(compact.factors()[i]);
      gross += Math.abs(compact.slopes()[i]) * price.doubleValue();
    }
    return gross;
  }

  /** An account at a level, as nothing but its elements. */
  public static MirroredAccount view(
      FloatMarket numbers, FixedMarket market, CompactAccount compact, Level level) {
    return view(numbers, market, compact, level, level);
  }

  /** The same with another level that hysteresis remembers. */
  public static MirroredAccount view(
      FloatMarket numbers,
      FixedMarket market,
      CompactAccount compact,
      Level level,
      Level remembered) {
    int[] pricings = pricings(numbers, market, compact);
    return new MirroredAccount()
        .elements(pricings, compact.slopes(), compact.weights())
        .run(0, pricings.length)
        .madeBy(compact.form())
        .worths(compact.worths())
        .owesCash(compact.owedCash())
        .constants(compact.equityConstant(), compact.requirementConstant())
        .stands(compact.shape(), level.code(), remembered.code());
  }
}
