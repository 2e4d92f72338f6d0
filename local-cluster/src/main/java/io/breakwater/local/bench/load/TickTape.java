package io.breakwater.local.bench.load;

import io.breakwater.local.feed.Draw;
import io.breakwater.stream.event.MarketEvent;
import java.util.Arrays;

/** The ticks of a workload, drawn before the clock starts: 12 bytes each. */
public final class TickTape {
  private static final long TICK_STREAM = -3;
  private static final long MICROS_BETWEEN_TICKS = 500;
  private static final double COMMON_VARIANCE = 0.5;

  private final int openingEvents;
  private final int[] instruments;
  private final long[] prices;
  private final int[] priceScales;

  private TickTape(int openingEvents, int[] priceScales, int[] instruments, long[] prices) {
    this.openingEvents = openingEvents;
    this.priceScales = priceScales;
    this.instruments = instruments;
    this.prices = prices;
  }

  /** The first ticks of a workload: a longer tape begins with the same ones. */
  public static TickTape of(Workload workload, AccountBook book, int ticks) {
    Draw draw = new Draw(workload.seed(), TICK_STREAM);
    int[] instruments = new int[ticks];
    long[] prices = new long[ticks];
    double[] own = new double[workload.instruments()];
    double common = 0;
    double commonStep =
        workload.volatility() * StrictMath.sqrt(COMMON_VARIANCE / workload.instruments());
    double ownStep = workload.volatility() * StrictMath.sqrt(1 - COMMON_VARIANCE);
    for (int i = 0; i < ticks; i++) {
      int instrument = draw.integer(0, workload.instruments() - 1);
      common += workload.drift() / workload.ticks() + commonStep * draw.gaussian();
      own[instrument] += ownStep * draw.gaussian();
      double flicker = workload.flicker() * draw.uniform(-1, 1);
      double factor = StrictMath.exp(common + own[instrument] + flicker);
      instruments[i] = instrument;
      prices[i] = Math.max(1, Math.round(book.openingPrice(instrument) * factor));
    }
    return new TickTape(book.opening().size(), book.priceScales(), instruments, prices);
  }

  /** The first ticks of this tape. */
  public TickTape first(int ticks) {
    return new TickTape(
        openingEvents,
        priceScales,
        Arrays.copyOf(instruments, ticks),
        Arrays.copyOf(prices, ticks));
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

  /** A tick as the stage that decides receives it. */
  public MarketEvent event(int tick) {
    long time = AccountBook.OPENING + (tick + 1) * MICROS_BETWEEN_TICKS;
    return new MarketEvent.PriceChange(
        marketSequence(tick),
        time,
        instruments[tick],
        prices[tick],
        priceScales[instruments[tick]],
        tick + 1L,
        time);
  }
}
