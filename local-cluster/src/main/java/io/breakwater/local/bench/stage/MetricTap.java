package io.breakwater.local.bench.stage;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Keeps the metrics of a run's operators, so that they can be read while it runs and after it. */
public final class MetricTap implements MetricReporter {
  private static final String PREFIX = "metrics.reporter.tap.";
  private static final String RUN = "run";
  private static final String OPERATOR = "<operator_name>";

  private final Map<String, List<Metric>> metrics = new ConcurrentHashMap<>();

  /** Makes a run's cluster report to its tap. */
  static void configure(Configuration configuration, String run) {
    configuration.setString(PREFIX + "factory.class", Factory.class.getName());
    configuration.setString(PREFIX + RUN, run);
  }

  /** Found by its name as a service. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return RunningBench.of(properties.getProperty(RUN)).tap();
    }
  }

  @Override
  public void open(MetricConfig config) {
    // Which run it belongs to is all that there is to know.
  }

  @Override
  public void close() {
    // Metrics are read after the run too.
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String operator = group.getAllVariables().get(OPERATOR);
    if (operator != null) {
      metrics.computeIfAbsent(key(operator, name), key -> new CopyOnWriteArrayList<>()).add(metric);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    // Metrics are read after the run too.
  }

  private static String key(String operator, String name) {
    return operator + " " + name;
  }

  /** The sum over the subtasks of an operator; 0 where there is no such metric. */
  long sum(String operator, String name) {
    return values(operator, name).sum();
  }

  /** The greatest among the subtasks of an operator; 0 where there is no such metric. */
  public long max(String operator, String name) {
    return values(operator, name).max().orElse(0);
  }

  private LongStream values(String operator, String name) {
    return metrics.getOrDefault(key(operator, name), List.of()).stream()
        .mapToLong(MetricTap::value);
  }

  private static long value(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return ((Number) ((Gauge<?>) metric).getValue()).longValue();
  }
}
