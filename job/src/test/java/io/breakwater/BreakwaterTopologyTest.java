package io.breakwater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.desk.Script;
import io.breakwater.stream.desk.WatchKind;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakwaterTopologyTest {

  static Configuration goodSettings() {
    Configuration config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    return config;
  }

  private static StreamExecutionEnvironment build(Configuration config) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    new ScriptedJob(Script.random(1, 5, 3, 200))
        .build(
            env,
            BreakwaterConfig.defaults(
                JobClock.EVENT, BreakwaterOptions.POLICY_ID.defaultValue(), WatchKind.TRIPWIRES));
    return env;
  }

  @Test
  void everyOperatorHasItsUidAndName() {
    List<StreamNode> nodes =
        List.copyOf(build(goodSettings()).getStreamGraph(false).getStreamNodes());

    assertThat(nodes).allSatisfy(node -> assertThat(node.getTransformationUID()).isNotBlank());
    assertThat(nodes).extracting(StreamNode::getTransformationUID).doesNotHaveDuplicates();
    assertThat(nodes).extracting(StreamNode::getTransformationUID).containsAll(publishedUids());
    assertThat(nodes)
        .allSatisfy(
            node ->
                assertThat(node.getOperatorName())
                    .as("name of %s", node.getTransformationUID())
                    .matches(".*(" + String.join("|", publishedUids()) + ").*"));
  }

  private static Set<String> publishedUids() {
    return Arrays.stream(BreakwaterTopology.Uids.class.getFields())
        .map(BreakwaterTopologyTest::valueOf)
        .collect(Collectors.toSet());
  }

  private static String valueOf(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the uid " + constant.getName() + " is not public", e);
    }
  }

  @Test
  void depthAndFundsAreReadOnlyWhereTheirTopicsAreNamed() {
    String[] own = {
      BreakwaterTopology.Uids.DEPTH,
      BreakwaterTopology.Uids.DEPTH_INTAKE,
      BreakwaterTopology.Uids.FUNDS,
      BreakwaterTopology.Uids.FUND_INTAKE
    };

    assertThat(uidsOverKafka(Map.of())).isNotEmpty().doesNotContain(own);
    assertThat(
            uidsOverKafka(
                Map.of(
                    BreakwaterOptions.TOPIC_DEPTH.key(), "depth",
                    BreakwaterOptions.TOPIC_INSURANCE_FUND.key(), "insurance-fund")))
        .contains(own);
  }

  private static List<String> uidsOverKafka(Map<String, String> topics) {
    Map<String, String> options = new HashMap<>(topics);
    options.put(BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(), "localhost:1");
    options.put(BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(), "test");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(goodSettings());
    BreakwaterJob.build(env, BreakwaterConfig.of(options));
    return env.getStreamGraph(false).getStreamNodes().stream()
        .map(StreamNode::getTransformationUID)
        .toList();
  }

  @Test
  void theSequencerIsOne() {
    Configuration config = goodSettings();
    config.setString("parallelism.default", "4");

    assertThat(build(config).getStreamGraph(false).getStreamNodes())
        .filteredOn(node -> node.getTransformationUID().equals("market-sequencer"))
        .singleElement()
        .satisfies(node -> assertThat(node.getParallelism()).isEqualTo(1))
        .satisfies(node -> assertThat(node.getMaxParallelism()).isEqualTo(1));
  }

  /** A setting under which the job would not keep a promise, and the key that the message names. */
  enum Wrong {
    GENERIC_TYPES("pipeline.generic-types") {
      @Override
      void set(Configuration config) {
        config.set(PipelineOptions.GENERIC_TYPES, true);
      }
    },
    GENERATED_UIDS("pipeline.auto-generate-uids") {
      @Override
      void set(Configuration config) {
        config.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
      }
    },
    NO_CHECKPOINTS("execution.checkpointing.interval") {
      @Override
      void set(Configuration config) {
        config.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
      }
    },
    UNALIGNED("execution.checkpointing.unaligned.enabled") {
      @Override
      void set(Configuration config) {
        config.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
      }
    },
    AT_LEAST_ONCE("execution.checkpointing.mode") {
      @Override
      void set(Configuration config) {
        config.set(
            CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.AT_LEAST_ONCE);
      }
    };

    private final String key;

    Wrong(String key) {
      this.key = key;
    }

    abstract void set(Configuration config);
  }

  @ParameterizedTest
  @EnumSource
  void refusesSettingsUnderWhichAPromiseWouldBreak(Wrong wrong) {
    Configuration config = goodSettings();
    wrong.set(config);

    assertThatThrownBy(() -> build(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(wrong.key + " must be ");
  }
}
