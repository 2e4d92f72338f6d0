package io.breakwater.stream.order;

import io.breakwater.margin.account.AccountUpdate;
import io.breakwater.oracle.judge.JudgedBy;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.value.Origin;
import java.util.Comparator;

/**
 * The total order of events on the event clock: time; risk factors, instruments, policy, what these
 * make of judged values, accounts, values, what time makes of judged values, markers; sequence;
 * key. Between records that all of these call equal, their place in the source decides.
 */
public final class EventOrder {
  private static final int FACTOR = 0;
  private static final int INSTRUMENT = 1;
  private static final int POLICY = 2;
  private static final int REJUDGED = 3;
  private static final int ACCOUNT = 4;
  private static final int PRICE = 5;
  private static final int TIME = 6;
  private static final int MARKER = 7;

  private static final Comparator<Origin> PLACE =
      Comparator.comparing(Origin::topic)
          .thenComparingInt(Origin::partition)
          .thenComparingLong(Origin::offset);

  private static final MarketEvent.Visitor<Integer, RuntimeException> EVENT_RANK =
      new MarketEvent.Visitor<>() {
        @Override
        public Integer named(MarketEvent.FactorsNamed event) {
          return FACTOR;
        }

        @Override
        public Integer factor(MarketEvent.FactorChange event) {
          return FACTOR;
        }

        @Override
        public Integer price(MarketEvent.PriceChange event) {
          return rank(event.by());
        }

        @Override
        public Integer validity(MarketEvent.ValidityChange event) {
          return rank(event.by());
        }

        @Override
        public Integer instrument(MarketEvent.InstrumentChange event) {
          return INSTRUMENT;
        }

        @Override
        public Integer policy(MarketEvent.PolicyChange event) {
          return POLICY;
        }

        @Override
        public Integer epoch(MarketEvent.EpochBegun event) {
          return PRICE;
        }

        @Override
        public Integer marker(MarketEvent.IntervalMarker event) {
          return MARKER;
        }
      };

  private static final MarketInput.Visitor<Integer, RuntimeException> INPUT_RANK =
      new MarketInput.Visitor<>() {
        @Override
        public Integer price(MarketInput.OfPrice input) {
          return PRICE;
        }

        @Override
        public Integer verdict(MarketInput.OfVerdict input) {
          return rank(input.verdict().by());
        }

        @Override
        public Integer factor(MarketInput.OfFactor input) {
          return FACTOR;
        }

        @Override
        public Integer instrument(MarketInput.OfInstrument input) {
          return INSTRUMENT;
        }

        @Override
        public Integer policy(MarketInput.OfPolicy input) {
          return POLICY;
        }

        @Override
        public Integer naming(MarketInput.OfNaming input) {
          return FACTOR;
        }
      };

  private static final MarketInput.Visitor<Long, RuntimeException> SEQUENCE =
      new MarketInput.Visitor<>() {
        @Override
        public Long price(MarketInput.OfPrice input) {
          return input.price().sequence();
        }

        @Override
        public Long verdict(MarketInput.OfVerdict input) {
          return input.verdict().sequence();
        }

        @Override
        public Long factor(MarketInput.OfFactor input) {
          return input.update().parameters().version();
        }

        @Override
        public Long instrument(MarketInput.OfInstrument input) {
          return input.update().parameters().version();
        }

        @Override
        public Long policy(MarketInput.OfPolicy input) {
          return input.update().policy().version();
        }

        @Override
        public Long naming(MarketInput.OfNaming input) {
          return 0L;
        }
      };

  private static final MarketInput.Visitor<String, RuntimeException> KEY =
      new MarketInput.Visitor<>() {
        @Override
        public String price(MarketInput.OfPrice input) {
          return input.price().factor();
        }

        @Override
        public String verdict(MarketInput.OfVerdict input) {
          return input.verdict().factor();
        }

        @Override
        public String factor(MarketInput.OfFactor input) {
          return input.update().parameters().id();
        }

        @Override
        public String instrument(MarketInput.OfInstrument input) {
          return input.update().parameters().id();
        }

        @Override
        public String policy(MarketInput.OfPolicy input) {
          return input.update().policy().id();
        }

        @Override
        public String naming(MarketInput.OfNaming input) {
          return input.factor();
        }
      };

  private static final MarketInput.Visitor<String, RuntimeException> SOURCE =
      new MarketInput.Visitor<>() {
        @Override
        public String price(MarketInput.OfPrice input) {
          return input.price().source();
        }

        @Override
        public String verdict(MarketInput.OfVerdict input) {
          return input.verdict().source();
        }

        @Override
        public String factor(MarketInput.OfFactor input) {
          return "";
        }

        @Override
        public String instrument(MarketInput.OfInstrument input) {
          return "";
        }

        @Override
        public String policy(MarketInput.OfPolicy input) {
          return "";
        }

        @Override
        public String naming(MarketInput.OfNaming input) {
          return "";
        }
      };

  private static final MarketInput.Visitor<Long, RuntimeException> NUMBER =
      new MarketInput.Visitor<>() {
        @Override
        public Long price(MarketInput.OfPrice input) {
          return 0L;
        }

        @Override
        public Long verdict(MarketInput.OfVerdict input) {
          return input.verdict().number();
        }

        @Override
        public Long factor(MarketInput.OfFactor input) {
          return 0L;
        }

        @Override
        public Long instrument(MarketInput.OfInstrument input) {
          return 0L;
        }

        @Override
        public Long policy(MarketInput.OfPolicy input) {
          return 0L;
        }

        @Override
        public Long naming(MarketInput.OfNaming input) {
          return 0L;
        }
      };

  /** Order among the inputs of the sequencer. */
  static final Comparator<MarketInput> MARKET =
      Comparator.comparingLong(MarketInput::time)
          .thenComparingInt(EventOrder::rank)
          .thenComparingLong(EventOrder::sequence)
          .thenComparing(EventOrder::key)
          .thenComparingLong(input -> input.accept(NUMBER))
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

  private static int rank(JudgedBy by) {
    return switch (by) {
      case PARAMETERS -> REJUDGED;
      case VALUE -> PRICE;
      case TIME -> TIME;
    };
  }

  private static int rank(MarketEvent event) {
    return event.accept(EVENT_RANK);
  }

  private static int rank(MarketInput input) {
    return input.accept(INPUT_RANK);
  }

  private static long sequence(MarketInput input) {
    return input.accept(SEQUENCE);
  }

  /** What an input is about: a factor, an instrument or a policy, by its id. */
  public static String key(MarketInput input) {
    return input.accept(KEY);
  }

  private static String source(MarketInput input) {
    return input.accept(SOURCE);
  }

  /** The last time, microseconds, that has passed with a watermark in milliseconds. */
  public static long lastMicros(long watermark) {
    return watermark >= Long.MAX_VALUE / 1000 - 1 ? Long.MAX_VALUE : (watermark + 1) * 1000 - 1;
  }

  /** The Flink timestamp of a time: milliseconds, rounded down. */
  public static long millis(long micros) {
    return Math.floorDiv(micros, 1000L);
  }
}
