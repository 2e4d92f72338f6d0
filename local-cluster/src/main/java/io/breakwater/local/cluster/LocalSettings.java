package io.breakwater.local.cluster;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** Flink's settings for a cluster in this process. */
public final class LocalSettings {
  /** Beginnings of the settings that only a deployed cluster can have. */
  private static final List<String> NOT_LOCAL =
      List.of(
          "high-availability",
          "jobmanager.bind-host",
          "jobmanager.memory.",
          "jobmanager.rpc.",
          "kubernetes.",
          "metrics.reporter",
          "rest.",
          "taskmanager.bind-host",
          "taskmanager.host",
          "taskmanager.memory.",
          "taskmanager.numberOfTaskSlots");

  private static final String LOOPBACK = "localhost";

  private LocalSettings() {}

  /**
   * The deployed settings, without what only a deployed cluster can have: {@linkplain #onLoopback
   * closed to other machines}, and with all that Flink writes in one folder.
   *
   * @param folder which is there, and in which nothing has been loaded before
   */
  public static Configuration load(Path folder) {
    Configuration configuration = DeployedSettings.load(folder);
    for (String key : List.copyOf(configuration.keySet())) {
      if (NOT_LOCAL.stream().anyMatch(key::startsWith)) {
        configuration.removeKey(key);
      }
    }
    onLoopback(configuration);
    inFolder(configuration, folder);
    return configuration;
  }

  /**
   * Lets nobody but this machine connect. The job manager's setting is also the blob server's, and
   * the task managers' that of the exchange of records: without them both listen on every
   * interface.
   */
  public static void onLoopback(Configuration configuration) {
    configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
  }

  /** Puts temporary files, checkpoints and savepoints below a folder. */
  public static void inFolder(Configuration configuration, Path folder) {
    configuration.set(CoreOptions.TMP_DIRS, folder.resolve("work").toString());
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(folder, "checkpoints"));
    configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, savepoints(folder));
  }

  /** Where below a folder savepoints are, as a URI. */
  static String savepoints(Path folder) {
    return uri(folder, "savepoints");
  }

  private static String uri(Path folder, String name) {
    return folder.resolve(name).toUri().toString();
  }
}
