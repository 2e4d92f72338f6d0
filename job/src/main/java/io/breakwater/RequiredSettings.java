package io.breakwater;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's settings without which the job would not keep its promises. */
final class RequiredSettings {
  private final List<String> problems = new ArrayList<>();

  private RequiredSettings() {}

  /** What is wrong with an environment's: each a sentence that says what to set. */
  static List<String> problems(StreamExecutionEnvironment env) {
    RequiredSettings settings = new RequiredSettings();
    settings.look(env.getConfiguration());
    settings.look(env.getCheckpointConfig());
    return List.copyOf(settings.problems);
  }

  private void look(ReadableConfig config) {
    require(
        !config.get(PipelineOptions.GENERIC_TYPES),
        PipelineOptions.GENERIC_TYPES.key() + " must be false: no value may fall back to Kryo.");
    require(
        !config.get(PipelineOptions.AUTO_GENERATE_UIDS),
        PipelineOptions.AUTO_GENERATE_UIDS.key()
            + " must be false: every operator has a fixed uid.");
  }

  private void look(CheckpointConfig checkpoints) {
    require(
        !checkpoints.isUnalignedCheckpointsEnabled(),
        "execution.checkpointing.unaligned.enabled must be false: the market's copies are equal only"
            + " at aligned barriers.");
    require(
        checkpoints.isCheckpointingEnabled(),
        "execution.checkpointing.interval must be set: without checkpoints a failure loses state,"
            + " and exactly-once sinks never commit.");
    require(
        checkpoints.getCheckpointingConsistencyMode() == CheckpointingMode.EXACTLY_ONCE,
        "execution.checkpointing.mode must be EXACTLY_ONCE: the market's copies are equal only at"
            + " aligned barriers.");
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      problems.add(sentence);
    }
  }
}
