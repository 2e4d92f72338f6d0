package io.breakwater.margin;

/** Makes the floating-point numbers of a market whose instruments are named I0, I1, … */
public final class FloatMarkets {
  private FloatMarkets() {}

  public static FloatMarket of(FixedMarket market) {
    FloatMarket numbers = new FloatMarket();
    numbers.setPolicy(market.policy().inForce());
    for (InstrumentParameters instrument : market.instruments().values()) {
      int index = index(instrument.id());
      numbers.setParameters(index, instrument.inForce(), instrument.priceScale());
      numbers.setPrice(index, units(market, instrument.id()));
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
