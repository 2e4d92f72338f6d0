package io.breakwater.local.bench.load;

import io.breakwater.oracle.FactorKind;
import io.breakwater.oracle.FactorTerms;
import io.breakwater.oracle.JudgingTerms;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.oracle.SourceTerms;
import io.breakwater.oracle.judge.PriceQuality;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.MarketEvent;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.stream.order.MarketOrder;
import io.breakwater.value.Origin;
import io.breakwater.value.PriceScale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The market of a book of contracts as its sources tell it: parameters, a policy, and values that
 * nobody has judged or numbered. Each factor has one source, whose values stay fresh for ten years.
 */
public final class SourceBook {
  private static final String SOURCE = "venue";

  /** About as many bytes as a value has on its topic. */
  private static final byte[] RAW = new byte[48];

  private static final Origin PARAMETERS = new Origin("parameters", 0, 0, new byte[0]);
  private static final FactorTerms JUDGED =
      new FactorTerms(
          PriceScale.UNSTATED,
          new JudgingTerms(
                  List.of(SourceTerms.of(SOURCE, BigDecimal.ONE, null, null)),
                  1,
                  JudgingTerms.DEFAULT_DEVIATION_BPS,
                  JudgingTerms.DEFAULT_CONFIDENCE_BPS,
                  JudgingTerms.DEFAULT_JUMP_BPS,
                  JudgingTerms.DEFAULT_HARD_JUMP_BPS,
                  null,
                  null,
                  JudgingTerms.DEFAULT_GRACE_MICROS)
              .withLongestAges());

  private final AccountBook book;
  private final FactorTerms terms;

  private SourceBook(AccountBook book, FactorTerms terms) {
    this.book = book;
    this.terms = terms;
  }

  /** With terms of judging for every factor, or for none. */
  public static SourceBook of(AccountBook book, boolean judged) {
    return new SourceBook(book, judged ? JUDGED : FactorTerms.UNSTATED);
  }

  /** The parameters of each factor, then those of each instrument. */
  public List<MarketInput> parameters() {
    List<MarketInput> inputs = new ArrayList<>();
    for (int i = 0; i < book.instruments(); i++) {
      RiskFactorParameters factor =
          new RiskFactorParameters(
              AccountBook.instrument(i), FactorKind.PRICE, null, 1, terms, List.of());
      inputs.add(
          new MarketInput.OfFactor(new FactorUpdate(factor, AccountBook.OPENING, PARAMETERS)));
    }
    openingInputs(
        new MarketEvent.PartialVisitor<>() {
          @Override
          public MarketInput instrument(MarketEvent.InstrumentChange change) {
            return new MarketInput.OfInstrument(
                new InstrumentUpdate(change.parameters(), change.time(), PARAMETERS));
          }
        },
        inputs);
    return inputs;
  }

  /** The policy. */
  public List<MarketInput> policy() {
    List<MarketInput> inputs = new ArrayList<>();
    openingInputs(
        new MarketEvent.PartialVisitor<>() {
          @Override
          public MarketInput policy(MarketEvent.PolicyChange change) {
            return new MarketInput.OfPolicy(
                new PolicyUpdate(change.policy(), change.time(), PARAMETERS));
          }
        },
        inputs);
    return inputs;
  }

  private void openingInputs(
      MarketEvent.PartialVisitor<MarketInput, RuntimeException> kind, List<MarketInput> inputs) {
    book.opening().stream()
        .map(event -> event.accept(kind))
        .filter(Objects::nonNull)
        .forEach(inputs::add);
  }

  /** How many values there are before the first tick. */
  public int openingValues() {
    return book.instruments();
  }

  /** The opening value of a factor. */
  public OraclePrice openingValue(int factor) {
    return value(factor, book.openingPrice(factor), AccountBook.OPENING, 0);
  }

  /** A tick as the source of its factor tells it. */
  public OraclePrice value(TickTape tape, int tick) {
    return value(tape.instrument(tick), tape.price(tick), tape.time(tick), tick + 1L);
  }

  private OraclePrice value(int factor, long units, long time, long sequence) {
    return new OraclePrice(
        AccountBook.instrument(factor),
        null,
        SOURCE,
        book.price(factor, units),
        null,
        time,
        sequence,
        new Origin("prices", 0, sequence, RAW));
  }

  /** How many events of the market there are before the first opening value. */
  public int eventsBeforeValues() {
    return openingEvents() - openingValues();
  }

  /** How many events of the market there are before the first tick, judged or not. */
  public static int openingEvents(AccountBook book) {
    return of(book, false).openingEvents();
  }

  private int openingEvents() {
    Counting counting = new Counting();
    MarketOrder order = new MarketOrder(AccountBook.POLICY, 0, counting);
    order.beginEpoch(AccountBook.OPENING);
    policy().forEach(input -> order.apply(input, AccountBook.OPENING));
    parameters().forEach(input -> order.apply(input, AccountBook.OPENING));
    for (int i = 0; i < openingValues(); i++) {
      order.apply(new MarketInput.OfPrice(openingValue(i)), AccountBook.OPENING);
    }
    return counting.events;
  }

  /** Counts events; nothing of a book can be refused. */
  private static final class Counting implements MarketOrder.Output {
    private int events;

    @Override
    public void event(MarketEvent event) {
      events++;
    }

    @Override
    public void quality(PriceQuality quality) {
      // Is no event.
    }

    @Override
    public void rejected(RejectedRecord rejected) {
      throw new IllegalStateException("the market of a book is refused: " + rejected.message());
    }

    @Override
    public void older() {
      throw new IllegalStateException("parameters of a book come twice");
    }

    @Override
    public void repeated() {
      older();
    }

    @Override
    public void unknownInstrument(OraclePrice price) {
      throw new IllegalStateException("nobody names the factor " + price.factor());
    }
  }
}
