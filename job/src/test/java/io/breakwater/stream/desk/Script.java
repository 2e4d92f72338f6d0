package io.breakwater.stream.desk;

import io.breakwater.margin.account.Patience;
import io.breakwater.stream.event.MarketEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Lists of what happens. */
public final class Script {
  private Script() {}

  /** Random happenings, in the order in which they were thought of. */
  public static List<Happening> random(int seed, int accounts, int mostInstruments, int length) {
    RandomHappenings happenings =
        new RandomHappenings(new SplittableRandom(seed), accounts, mostInstruments);
    List<Happening> script = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      script.add(happenings.next());
    }
    return script;
  }

  /** What the reference says when this happens in this order, and time alone changes nothing. */
  public static ReferenceModel reference(List<Happening> script) {
    return reference(new ReferenceModel(), script);
  }

  /** What the reference says when this happens in this order of time. */
  public static ReferenceModel reference(Patience patience, List<Happening> script) {
    return reference(new ReferenceModel(patience), script);
  }

  private static ReferenceModel reference(ReferenceModel reference, List<Happening> script) {
    for (Happening happening : script) {
      reference.passTo(timeOf(happening));
      reference.apply(happening);
    }
    return reference;
  }

  /** Time; instruments and policy, accounts, prices; sequence; account; arrival. */
  public static List<Happening> inEventOrder(List<Happening> script) {
    List<Happening> ordered = new ArrayList<>();
    for (Happening happening : script) {
      ordered.add(
          happening instanceof Happening.Update update
              ? new Happening.Update(update.update(), update.update().time())
              : happening);
    }
    ordered.sort(
        Comparator.comparingLong(Script::timeOf)
            .thenComparingInt(Script::rankOf)
            .thenComparingLong(Script::sequenceOf)
            .thenComparing(Script::keyOf));
    return ordered;
  }

  /** Its own time, microseconds since the epoch. */
  public static long timeOf(Happening happening) {
    return happening instanceof Happening.Update update
        ? update.update().time()
        : ((Happening.Market) happening).event().time();
  }

  private static int rankOf(Happening happening) {
    if (happening instanceof Happening.Update) {
      return 1;
    }
    MarketEvent event = ((Happening.Market) happening).event();
    boolean isOfValues =
        event instanceof MarketEvent.PriceChange || event instanceof MarketEvent.ValidityChange;
    return isOfValues ? 2 : 0;
  }

  private static long sequenceOf(Happening happening) {
    return happening instanceof Happening.Update update
        ? update.update().sequence()
        : ((Happening.Market) happening).event().marketSequence();
  }

  private static String keyOf(Happening happening) {
    return happening instanceof Happening.Update update ? update.update().account() : "";
  }
}
