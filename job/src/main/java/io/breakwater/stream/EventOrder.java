package io.breakwater.stream;

import io.breakwater.margin.AccountUpdate;
import io.breakwater.margin.Origin;
import java.util.Comparator;

/**
 * The total order of events on the event clock: time; instruments, policy, accounts, prices;
 * sequence; key. Between records that all of these call equal, their place in the source decides.
 */
final class EventOrder {
  private static final int INSTRUMENT = 0;
  private static final int POLICY = 1;
  private static final int ACCOUNT = 2;
  private static final int PRICE = 3;

  private static final Comparator<Origin> PLACE =
      Comparator.comparing(Origin::topic)
          .thenComparingInt(Origin::partition)
          .thenComparingLong(Origin::offset);

  /** Order among the inputs of the sequencer. */
  static final Comparator<MarketInput> MARKET =
      Comparator.comparingLong(MarketInput::time)
          .thenComparingInt(EventOrder::rank)
          .thenComparingLong(EventOrder::sequence)
          .thenComparing(EventOrder::key)
          .thenComparing(EventOrder::source)
          .thenComparing(MarketInput::origin, PLACE);

  /** Order among account updates. */
  static final Comparator<AccountUpdate> ACCOUNTS =
      Comparator.comparingLong(AccountUpdate::time)
          .thenComparingLong(AccountUpdate::sequence)
          .thenComparing(AccountUpdate::account)
          .thenComparing(AccountUpdate::origin, PLACE);

  private EventOrder() {}

  /** Whether an account update comes before a market event. */
  static boolean isBefore(AccountUpdate update, MarketEvent event) {
    return update.time() != event.time() ? update.time() < event.time() : ACCOUNT < rank(event);
  }

  private static int rank(MarketEvent event) {
    if (event instanceof MarketEvent.InstrumentChange) {
      return INSTRUMENT;
    }
    return event instanceof MarketEvent.PolicyChange ? POLICY : PRICE;
  }

  private static int rank(MarketInput input) {
    if (input instanceof MarketInput.OfInstrument) {
      return INSTRUMENT;
    }
    return input instanceof MarketInput.OfPolicy ? POLICY : PRICE;
  }

  private static long sequence(MarketInput input) {
    if (input instanceof MarketInput.OfInstrument instrument) {
      return instrument.update().parameters().version();
    }
    return input instanceof MarketInput.OfPolicy policy
        ? policy.update().policy().version()
        : ((MarketInput.OfPrice) input).price().sequence();
  }

  static String key(MarketInput input) {
    if (input instanceof MarketInput.OfInstrument instrument) {
      return instrument.update().parameters().id();
    }
    return input instanceof MarketInput.OfPolicy policy
        ? policy.update().policy().id()
        : ((MarketInput.OfPrice) input).price().instrument();
  }

  private static String source(MarketInput input) {
    return input instanceof MarketInput.OfPrice price ? price.price().source() : "";
  }

  /** The Flink timestamp of a time: milliseconds, rounded down. */
  static long millis(long micros) {
    return Math.floorDiv(micros, 1000L);
  }
}
