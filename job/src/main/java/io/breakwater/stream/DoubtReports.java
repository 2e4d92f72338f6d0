package io.breakwater.stream;

import io.breakwater.oracle.Validity;
import io.breakwater.oracle.judge.Judgement;
import io.breakwater.oracle.judge.SourceVerdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, once each, what an operator must look at: a guard that holds values back although sources
 * agree with each other, and a factor that has not been VALID for long. Both are gauges too. Not
 * thread-safe.
 */
final class DoubtReports {
  private static final Logger LOGGER = LoggerFactory.getLogger(DoubtReports.class);

  private final long afterMicros;
  private final Map<String, Long> doubtfulSince = new HashMap<>();
  private final Set<String> suspectGuards = new HashSet<>();
  private final Set<String> longDoubtful = new HashSet<>();

  /**
   * @param after how long a factor may be in doubt before that is said; zero for never
   */
  DoubtReports(Duration after, MetricGroup metrics) {
    afterMicros = TimeUnit.NANOSECONDS.toMicros(after.toNanos());
    metrics.gauge(MetricNames.SUSPECT_GUARDS, suspectGuards::size);
    metrics.gauge(MetricNames.LONG_DOUBTFUL_FACTORS, longDoubtful::size);
  }

  /** A judgement of a factor was told. */
  void judged(String factor, Judgement judgement, List<SourceVerdict> agreeing) {
    stands(factor, judgement.validity(), judgement.time());
    if (agreeing.isEmpty()) {
      suspectGuards.remove(factor);
    } else if (suspectGuards.add(factor)) {
      LOGGER.warn(
          "Factor {}: sources {} agree with each other, and a guard holds them back: if they are"
              + " right, send terms by which they pass",
          factor,
          agreeing.stream().map(DoubtReports::told).toList());
    }
  }

  private static String told(SourceVerdict source) {
    return "%s at %s (%s)"
        .formatted(source.source(), source.value().toPlainString(), source.reason());
  }

  /** A factor stands so since a time, microseconds since the epoch; null where none judges it. */
  void stands(String factor, Validity validity, long since) {
    if (validity == null || validity == Validity.VALID) {
      forget(factor);
    } else {
      doubtfulSince.putIfAbsent(factor, since);
    }
  }

  /** A factor is not judged any more. */
  void forget(String factor) {
    doubtfulSince.remove(factor);
    suspectGuards.remove(factor);
    longDoubtful.remove(factor);
  }

  /** It is so late, microseconds since the epoch. */
  void passTo(long time) {
    if (afterMicros == 0) {
      return;
    }
    doubtfulSince.forEach(
        (factor, since) -> {
          if (time - since > afterMicros && longDoubtful.add(factor)) {
            LOGGER.warn(
                "Factor {} has not been VALID for {} s: triggers that rest on it are held back; see"
                    + " price-quality for its sources",
                factor,
                TimeUnit.MICROSECONDS.toSeconds(time - since));
          }
        });
  }

  /** How many guards hold back what sources agree on. */
  int suspectGuards() {
    return suspectGuards.size();
  }

  /** How many factors have not been VALID for long. */
  int longDoubtful() {
    return longDoubtful.size();
  }
}
