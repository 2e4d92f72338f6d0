package io.breakwater.local.bench.figure;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the micro-benchmarks with JMH. */
final class MicroRun {
  private static final TimeValue GLANCE = TimeValue.milliseconds(100);

  private MicroRun() {}

  /** As the benchmarks say themselves: nanoseconds a call by name, in about two minutes. */
  static Map<String, Double> full() {
    return run(options());
  }

  /** One short iteration of each: enough to see that they run, not to believe them. */
  static Map<String, Double> glance() {
    return run(
        options()
            .warmupIterations(1)
            .warmupTime(GLANCE)
            .measurementIterations(1)
            .measurementTime(GLANCE));
  }

  /** One call of each in this JVM. */
  static Map<String, Double> once() {
    return run(
        options().forks(0).mode(Mode.SingleShotTime).warmupIterations(0).measurementIterations(1));
  }

  private static ChainedOptionsBuilder options() {
    ChainedOptionsBuilder options =
        new OptionsBuilder().verbosity(VerboseMode.SILENT).shouldFailOnError(true);
    MicroPair.ALL.stream()
        .flatMap(pair -> pair.names().stream())
        .distinct()
        .forEach(name -> options.include("^" + Pattern.quote(name) + "$"));
    return options;
  }

  private static Map<String, Double> run(ChainedOptionsBuilder options) {
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      Map<String, Double> nanos = new TreeMap<>();
      for (RunResult result : results) {
        nanos.put(result.getParams().getBenchmark(), result.getPrimaryResult().getScore());
      }
      return nanos;
    } catch (RunnerException e) {
      throw new IllegalStateException("the micro-benchmarks failed: " + e.getMessage(), e);
    }
  }
}
