package io.breakwater.local.input;

import io.breakwater.margin.terms.InstrumentParameters;
import io.breakwater.margin.terms.RiskPolicy;
import io.breakwater.oracle.RiskFactorParameters;
import io.breakwater.stream.event.FactorUpdate;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.InstrumentUpdate;
import io.breakwater.stream.event.PolicyUpdate;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Parameters and policies that follow those of a book, ordered by time, then line. One that states
 * no version has the one above the last of its factor, instrument or policy; one that states no
 * policy id is of the book's. A line that the job could not use is rejected here, with what to do.
 */
final class ParameterFeed {
  private static final String POLICY_ID = "id";
  private static final String VERSION = "version";

  /** Below the first version that is given to an instrument without one. */
  private static final long NO_VERSION = -1;

  private final long bookMicros;
  private final Map<String, RiskFactorParameters> lastFactors = new HashMap<>();
  private final Map<String, InstrumentParameters> last = new HashMap<>();
  private RiskPolicy lastPolicy;
  private final List<FactorUpdate> factors = new ArrayList<>();
  private final List<InstrumentUpdate> instruments = new ArrayList<>();
  private final List<PolicyUpdate> policies = new ArrayList<>();
  private final List<RejectedRecord> rejected = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private ParameterFeed(Book book, long bookMicros) {
    this.bookMicros = bookMicros;
    book.factors().forEach(f -> lastFactors.put(f.parameters().id(), f.parameters()));
    book.instruments().forEach(i -> last.put(i.parameters().id(), i.parameters()));
    this.lastPolicy = book.policy();
  }

  /** Without any line. */
  static ParameterFeed none(Book book) {
    return new ParameterFeed(book, 0);
  }

  /**
   * Reads a file.
   *
   * @param bookMicros when the book happens: lines of an earlier time are rejected
   */
  static ParameterFeed read(Path file, Book book, long bookMicros) {
    ParameterFeed feed = new ParameterFeed(book, bookMicros);
    List<ParametersLine> lines = new ArrayList<>();
    try (JsonLines<ParametersLine> all = new JsonLines<>(file, ParametersLine::read)) {
      for (Inbound<ParametersLine> next = all.next(); next != null; next = all.next()) {
        if (next.rejected() != null) {
          feed.rejected.add(next.rejected());
        } else {
          lines.add(next.value());
        }
      }
    }
    lines.sort(Comparator.comparingLong(ParametersLine::time));
    lines.forEach(feed::take);
    return feed;
  }

  private void take(ParametersLine line) {
    try {
      requireNotBeforeBook(line);
      if (line.factor() != null) {
        takeFactor(line);
      } else if (line.instrument() != null) {
        takeInstrument(line);
      } else {
        takePolicy(line);
      }
    } catch (RefusedException e) {
      rejected.add(
          new RejectedRecord(line.line().origin(), e.reason(), e.getMessage(), null, line.time()));
    }
  }

  private void requireNotBeforeBook(ParametersLine line) {
    if (line.time() < bookMicros) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "the line's time lies before that of the book, which says what holds then: write it into"
              + " the book.");
    }
  }

  private void takeFactor(ParametersLine line) {
    RiskFactorParameters stated = line.factor().value();
    RiskFactorParameters before = lastFactors.get(stated.id());
    long lastVersion = before == null ? NO_VERSION : before.version();
    RiskFactorParameters parameters =
        new RiskFactorParameters(
            stated.id(),
            stated.kind(),
            stated.product(),
            version(line.factor(), stated.version(), lastVersion, stated.id()),
            stated.inForce(),
            stated.scheduled());
    if (before != null) {
      requireSame(before, parameters);
    }
    lastFactors.put(parameters.id(), parameters);
    factors.add(new FactorUpdate(parameters, line.time(), line.line().origin()));
  }

  private static void requireSame(RiskFactorParameters before, RiskFactorParameters now) {
    if (before.kind() != now.kind() || !Objects.equals(before.product(), now.product())) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "factor %s is %s and cannot become %s: give it a new id."
              .formatted(now.id(), nature(before), nature(now)));
    }
  }

  private static String nature(RiskFactorParameters factor) {
    return factor.product() == null
        ? "an observed " + factor.kind()
        : "the product " + factor.product();
  }

  private void takeInstrument(ParametersLine line) {
    InstrumentParameters stated = line.instrument().value();
    InstrumentParameters before = last.get(stated.id());
    if (before != null && before.kind() != stated.kind()) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "instrument %s is of kind %s and cannot become %s: give it a new id."
              .formatted(stated.id(), before.kind(), stated.kind()));
    }
    if (before != null && !before.factors().equals(stated.factors())) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "instrument %s cannot change the factors that price it: give it a new id."
              .formatted(stated.id()));
    }
    long lastVersion = before == null ? NO_VERSION : before.version();
    InstrumentParameters parameters =
        new InstrumentParameters(
            stated.id(),
            stated.kind(),
            stated.factors(),
            stated.priceScale(),
            version(line.instrument(), stated.version(), lastVersion, stated.id()),
            stated.inForce(),
            stated.scheduled());
    ParameterWarnings.of(parameters)
        .forEach(
            warning ->
                warnings.add(
                    "%s, line %d: %s"
                        .formatted(line.line().file(), line.line().number(), warning)));
    last.put(parameters.id(), parameters);
    instruments.add(new InstrumentUpdate(parameters, line.time(), line.line().origin()));
  }

  private void takePolicy(ParametersLine line) {
    RiskPolicy stated = line.policy().value();
    if (line.policy().gives(POLICY_ID) && !stated.id().equals(lastPolicy.id())) {
      throw new RefusedException(
          Refusal.UNKNOWN_POLICY,
          "the book's policy is '%s', not '%s': correct the id, or leave it out."
              .formatted(lastPolicy.id(), stated.id()));
    }
    long version = version(line.policy(), stated.version(), lastPolicy.version(), lastPolicy.id());
    lastPolicy = new RiskPolicy(lastPolicy.id(), version, stated.inForce(), stated.scheduled());
    policies.add(new PolicyUpdate(lastPolicy, line.time(), line.line().origin()));
  }

  private static long version(
      ParametersJson.Read<?> read, long stated, long lastVersion, String id) {
    if (!read.gives(VERSION)) {
      return Math.addExact(lastVersion, 1);
    }
    if (stated < lastVersion) {
      throw new RefusedException(
          Refusal.CONTRADICTION,
          "version %d of %s is older than its last, %d: leave version out, or number on."
              .formatted(stated, id, lastVersion));
    }
    return stated;
  }

  /** Parameters of factors, by time, then line. */
  List<FactorUpdate> factors() {
    return factors;
  }

  /** Parameters of instruments, by time, then line. */
  List<InstrumentUpdate> instruments() {
    return instruments;
  }

  /** Policies, by time, then line. */
  List<PolicyUpdate> policies() {
    return policies;
  }

  /** What is allowed and yet hardly meant, in sentences. */
  List<String> warnings() {
    return warnings;
  }

  /** Lines that cannot be used. */
  List<RejectedRecord> rejected() {
    return rejected;
  }

  /** Time of the last that is used, microseconds since the epoch; the least number without any. */
  long lastMicros() {
    long factor = factors.isEmpty() ? Long.MIN_VALUE : lastOf(factors).time();
    long instrument = instruments.isEmpty() ? Long.MIN_VALUE : lastOf(instruments).time();
    long policy = policies.isEmpty() ? Long.MIN_VALUE : lastOf(policies).time();
    return Math.max(factor, Math.max(instrument, policy));
  }

  private static <T> T lastOf(List<T> list) {
    return list.get(list.size() - 1);
  }
}
