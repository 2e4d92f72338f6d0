package io.breakwater.local.start;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.BreakwaterJob;
import io.breakwater.kafka.start.StartRefusedException;
import io.breakwater.local.cluster.LocalSettings;
import io.breakwater.local.cluster.TemporaryFolder;
import io.breakwater.options.BreakwaterConfig;
import io.breakwater.options.BreakwaterOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that is about to be submitted, with the deployed settings and what a test changes. */
public final class StartAttempt {
  private final Map<String, String> options = new HashMap<>();
  private final Configuration flink = new Configuration();

  /** With the prefix {@code margin}. */
  public StartAttempt(String bootstrapServers) {
    with(BreakwaterOptions.KAFKA_BOOTSTRAP_SERVERS, bootstrapServers);
    with(BreakwaterOptions.KAFKA_TRANSACTIONAL_ID_PREFIX, "margin");
  }

  /** Sets an option. */
  public StartAttempt with(ConfigOption<?> option, Object value) {
    return with(option.key(), value);
  }

  /** Sets an option by its key. */
  public StartAttempt with(String option, Object value) {
    options.put(option, value.toString());
    return this;
  }

  <T> StartAttempt withFlink(ConfigOption<T> option, T value) {
    flink.set(option, value);
    return this;
  }

  /** The job's options. */
  BreakwaterConfig config() {
    return BreakwaterConfig.of(options);
  }

  /** Checks, and builds the job. */
  void run() {
    try (TemporaryFolder folder = TemporaryFolder.create("breakwater-start-")) {
      Configuration configuration = LocalSettings.load(folder.path());
      configuration.addAll(flink);
      BreakwaterJob.checkAndBuild(
          StreamExecutionEnvironment.getExecutionEnvironment(configuration), config());
    }
  }

  /** All that is said to be wrong. */
  public List<String> problems() {
    StartRefusedException refused = catchThrowableOfType(StartRefusedException.class, this::run);
    return refused == null ? List.of() : refused.problems();
  }
}
