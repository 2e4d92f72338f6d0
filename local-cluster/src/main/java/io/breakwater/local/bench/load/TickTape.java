package io.breakwater.local.bench.load;

import io.breakwater.local.feed.Draw;
import io.breakwater.oracle.FactorValue;
import io.breakwater.stream.event.MarketEvent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * The ticks of a workload, drawn before the clock starts: 12 bytes each, 20 where something
 * derives.
 */
public final class TickTape {
  private static final long TICK_STREAM = -3;
  private static final long MICROS_BETWEEN_TICKS = 500;
  private static final double COMMON_VARIANCE = 0.5;

  private final int openingEvents;
  private final int[] instruments;
  private final long[] prices;
  private final int[] priceScales;
  private final long[] derivedUnits;
  private final AccountBook book;

  private TickTape(
      AccountBook book, int openingEvents, int[] instruments, long[] prices, long[] derivedUnits) {
    this.book = book;
    this.openingEvents = openingEvents;
    this.priceScales = book.priceScales();
    this.derivedUnits = derivedUnits;
    this.instruments = instruments;
    this.prices = prices;
  }

  /** The first ticks of a workload: a longer tape begins with the same ones. */
  public static TickTape of(Workload workload, AccountBook book, int ticks) {
    Draw draw = new Draw(workload.seed(), TICK_STREAM);
    int[] instruments = new int[ticks];
    long[] prices = new long[ticks];
    double[] own = new double[workload.instruments()];
    int[] times = new int[workload.instruments()];
    double common = 0;
    double commonStep =
        workload.volatility() * StrictMath.sqrt(COMMON_VARIANCE / workload.instruments());
    double ownStep = workload.volatility() * StrictMath.sqrt(1 - COMMON_VARIANCE);
    for (int i = 0; i < ticks; i++) {
      int instrument = draw.integer(0, workload.instruments() - 1);
      common += workload.drift() / workload.ticks() + commonStep * draw.gaussian();
      own[instrument] += ownStep * draw.gaussian();
      double flicker = workload.flicker() * draw.uniform(-1, 1);
      double moved = book.swing(instrument) * (common + own[instrument] + flicker);
      double factor = StrictMath.exp(moved + book.growth(instrument) * ++times[instrument]);
      instruments[i] = instrument;
      prices[i] = Math.max(1, Math.round(book.openingPrice(instrument) * factor));
    }
    return new TickTape(
        book, book.opening().size(), instruments, prices, derivedUnits(book, instruments, prices));
  }

  /** What derives from the factor of each tick, after it; empty where nothing does. */
  private static long[] derivedUnits(AccountBook book, int[] instruments, long[] prices) {
    if (book.derivation(0) == null) {
      return new long[0];
    }
    BigDecimal[] values = new BigDecimal[book.instruments()];
    Arrays.setAll(values, factor -> book.price(factor, book.openingPrice(factor)));
    long[] derived = new long[prices.length];
    for (int i = 0; i < prices.length; i++) {
      values[instruments[i]] = book.price(instruments[i], prices[i]);
      AccountBook.Derivation derivation = book.derivation(instruments[i]);
      derived[i] = derivation.units(values[derivation.left()], values[derivation.right()]);
    }
    return derived;
  }

  private List<FactorValue> derived(int tick) {
    if (derivedUnits.length == 0) {
      return List.of();
    }
    AccountBook.Derivation derivation = book.derivation(instruments[tick]);
    return List.of(
        new FactorValue(derivation.integer(), derivedUnits[tick], derivation.scale(), false));
  }

  /** The first ticks of this tape. */
  public TickTape first(int ticks) {
    return new TickTape(
        book,
        openingEvents,
        Arrays.copyOf(instruments, ticks),
        Arrays.copyOf(prices, ticks),
        Arrays.copyOf(derivedUnits, Math.min(derivedUnits.length, ticks)));
  }

  /** The same ticks after another number of market events. */
  public TickTape after(int events) {
    return new TickTape(book, events, instruments, prices, derivedUnits);
  }

  public int size() {
    return instruments.length;
  }

  public int instrument(int tick) {
    return instruments[tick];
  }

  /** In the instrument's scale. */
  public long price(int tick) {
    return prices[tick];
  }

  /** The number that a tick has among all market events. */
  public long marketSequence(int tick) {
    return openingEvents + tick + 1L;
  }

  /** When a tick was published, microseconds since the epoch. */
  long time(int tick) {
    return AccountBook.OPENING + (tick + 1) * MICROS_BETWEEN_TICKS;
  }

  /** A tick as the stage that decides receives it. */
  public MarketEvent event(int tick) {
    long time = time(tick);
    return new MarketEvent.PriceChange(
        marketSequence(tick),
        time,
        instruments[tick],
        prices[tick],
        priceScales[instruments[tick]],
        tick + 1L,
        time,
        derived(tick));
  }
}
