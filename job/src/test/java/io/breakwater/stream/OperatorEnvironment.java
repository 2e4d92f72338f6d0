package io.breakwater.stream;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/** What an operator runs in within a test: a subtask, whose metrics can be read, and RocksDB. */
final class OperatorEnvironment {
  /** Limit of parallelism of keyed operators. */
  static final int MAX_PARALLELISM = 64;

  private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();

  long count(String counter) {
    return ((Counter) metrics.get(counter)).getCount();
  }

  Object gauge(String name) {
    return ((Gauge<?>) metrics.get(name)).getValue();
  }

  MockEnvironment subtask(int parallelism, int index) {
    return new MockEnvironmentBuilder()
        .setMaxParallelism(MAX_PARALLELISM)
        .setParallelism(parallelism)
        .setSubtaskIndex(index)
        .setMetricGroup(
            new InterceptingTaskMetricGroup() {
              @Override
              public InternalOperatorMetricGroup getOrAddOperator(
                  OperatorID id, String name, Map<String, String> variables) {
                return metrics;
              }
            })
        .build();
  }

  /** RocksDB as in production, but for the few megabytes that a mock environment would give it. */
  static StateBackend rocksDb() {
    Configuration config = new Configuration();
    config.setString("state.backend.rocksdb.memory.managed", "false");
    return new EmbeddedRocksDBStateBackend()
        .configure(config, OperatorEnvironment.class.getClassLoader());
  }
}
