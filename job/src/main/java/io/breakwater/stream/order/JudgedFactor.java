package io.breakwater.stream.order;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.oracle.OraclePrice;
import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.FactorJudge;
import io.breakwater.oracle.judge.FactorState;
import io.breakwater.stream.event.MarketInput;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;

/**
 * One factor at the judge, with what has come for it and is not due. At one instant terms come
 * before values, and values before silence.
 *
 * <p>Until parameters name it its sources' values are kept as far as there is room for those of
 * such factors: with what they say its scale is set, as by whoever keeps the order of the market.
 */
final class JudgedFactor {
  private final String id;
  private final FactorJudge judge;
  private final FactorJudge.Output output;
  private final UnnamedValues unnamed;
  private final ArrivalQueue<MarketInput> waiting = new ArrivalQueue<>(EventOrder.MARKET);

  private boolean named;
  private int countedAsUnnamed;

  /**
   * @param named whether any parameters name it
   * @param unnamed where its values are counted until they do
   */
  JudgedFactor(
      String id,
      FactorState state,
      boolean named,
      FactorJudge.Output output,
      UnnamedValues unnamed) {
    this.id = id;
    this.judge = new FactorJudge(id, state, output);
    this.output = output;
    this.unnamed = unnamed;
    this.named = named;
    count();
  }

  String id() {
    return id;
  }

  /** Keeps an input until its time is due. */
  void defer(MarketInput input) {
    waiting.add(input);
  }

  /** Applies an input at a time. */
  void apply(MarketInput input, long time) {
    input.accept(new Application(time));
    count();
  }

  private void count() {
    int kept = named ? 0 : judge.state().judge().sources().size();
    unnamed.add(kept - countedAsUnnamed);
    countedAsUnnamed = kept;
  }

  /** Whether nothing is known of it, and nothing waits. */
  boolean isNothing() {
    return !named && countedAsUnnamed == 0 && waiting.isEmpty();
  }

  private final class Application implements MarketInput.Visitor<Void, RuntimeException> {
    private final long time;

    Application(long time) {
      this.time = time;
    }

    @Override
    public Void price(MarketInput.OfPrice input) {
      if (hasRoom(input.price())) {
        judge.price(input.price(), time);
      } else {
        output.refused(input.price(), noRoom());
      }
      return null;
    }

    @Override
    public Void naming(MarketInput.OfNaming input) {
      named = true;
      return null;
    }

    @Override
    public Void factor(MarketInput.OfFactor input) {
      named = true;
      judge.parameters(input.update().parameters(), time);
      return null;
    }

    @Override
    public Void instrument(MarketInput.OfInstrument input) {
      InstrumentParameters parameters = input.update().parameters();
      if (parameters.factors().price().equals(parameters.id())) {
        named = true;
        judge.instrument(parameters.version(), parameters.priceScale(), time);
      }
      return null;
    }

    @Override
    public Void verdict(MarketInput.OfVerdict input) {
      throw new IllegalArgumentException("a verdict is not judged");
    }

    @Override
    public Void policy(MarketInput.OfPolicy input) {
      throw new IllegalArgumentException("a policy is not of a factor");
    }
  }

  private boolean hasRoom(OraclePrice price) {
    return named
        || !unnamed.isFull()
        || judge.state().judge().sources().containsKey(price.source());
  }

  private RefusedException noRoom() {
    return new RefusedException(
        Refusal.UNKNOWN_INSTRUMENT,
        "no parameters of instrument or factor %s have come, and %,d values of others wait for theirs already: send its parameters first."
            .formatted(id, unnamed.count()));
  }

  /** When something is due, microseconds since the epoch; {@link FactorJudge#NEVER} for never. */
  long nextTime() {
    return Math.min(waitingTime(), Math.min(judge.nextTerms(), judge.nextSilence()));
  }

  private long waitingTime() {
    MarketInput first = waiting.peek();
    return first == null ? FactorJudge.NEVER : first.time();
  }

  /** Everything happens, in order, whose time is at most this. */
  void passTo(long limit) {
    for (long time = nextTime(); time <= limit && time != FactorJudge.NEVER; time = nextTime()) {
      if (time == judge.nextTerms()) {
        judge.termsAreDue();
      } else if (time == waitingTime()) {
        apply(waiting.remove(), time);
      } else {
        judge.silenceIsDue();
      }
    }
  }

  /**
   * As {@link #passTo}, up to the last that waits, or to a later time that has passed: no more will
   * come.
   */
  void passToEnd(long passed) {
    long last = passed;
    for (MarketInput input : waiting.toList()) {
      last = Math.max(last, input.time());
    }
    passTo(last);
  }

  /** By the last judgement; null where it is not judged. */
  Validity validity() {
    return judge.validity();
  }

  int waitingCount() {
    return waiting.size();
  }

  FactorRecord toRecord() {
    return new FactorRecord(judge.state(), waiting.toList(), named);
  }
}
