package io.breakwater;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Test;

/** What {@code deploy/} declares fits the job. */
class DeployedSettingsTest {
  private static final Path DEPLOY = Path.of("..", "deploy");

  @Test
  void everyTopicOfTheOptionsIsDeclared() throws IOException {
    String declared = Files.readString(DEPLOY.resolve("kafka/topics.yaml"));
    List<String> names =
        Pattern.compile("(?m)^  name: (\\S+)$")
            .matcher(declared)
            .results()
            .map(match -> match.group(1))
            .toList();
    var topics =
        BreakwaterConfig.of(
                Map.of(
                    BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX.key(),
                    "breakwater",
                    BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS.key(),
                    "localhost:1",
                    BreakwaterOptions.TOPIC_DEPTH.key(),
                    "depth",
                    BreakwaterOptions.TOPIC_INSURANCE_FUND.key(),
                    "insurance-fund"))
            .kafka()
            .topics();

    assertThat(names)
        .containsExactlyInAnyOrder(
            topics.prices(),
            topics.accounts(),
            topics.riskFactors(),
            topics.instruments(),
            topics.policy(),
            topics.schemas(),
            topics.depth(),
            topics.insuranceFund(),
            topics.liquidationTriggers(),
            topics.accountHealth(),
            topics.priceQuality(),
            topics.riskAggregates(),
            topics.rejectedRecords());
    assertThat(
            Pattern.compile("LogAppendTime\n").matcher(declared).results().map(MatchResult::group))
        .hasSize(names.size());
  }

  @Test
  void flinkIsConfiguredAsTheJobNeedsIt() {
    Configuration flink = GlobalConfiguration.loadConfiguration(DEPLOY.resolve("flink").toString());

    assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE))
        .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
    assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isPositive();
    assertThat(flink.get(CheckpointingOptions.ENABLE_UNALIGNED)).isFalse();
    assertThat(flink.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(flink.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    assertThat(flink.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(720);
    assertThat(flink.get(ExecutionOptions.BUFFER_TIMEOUT)).hasMillis(1);
  }
}
